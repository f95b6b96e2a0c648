package define_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"goodmeasure/internal/testkit"
	"goodmeasure/internal/web/define"
	"goodmeasure/internal/web/visit"
)

// BenchmarkImportanceToRanks takes, in a browser, the time from a change of one measure's importance to the ranks that follow being
// painted, and to all that is said of how sure they are, of definitions that nobody asked for before. After a change there is time
// to look at what it did, or the next follows at once.
func BenchmarkImportanceToRanks(b *testing.B) {
	for _, looks := range []time.Duration{0, 600 * time.Millisecond} {
		b.Run(looks.String(), func(b *testing.B) {
			browser := testkit.Browser(b)
			v := visit.Start(b, define.Pages())
			v.Get(b, "/define?d=rereferral") // what a server works out of the usual definition before anybody asks
			if err := chromedp.Do(browser, chromedp.EmulateViewport(1366, 900), chromedp.Navigate(v.URL+"/define"), chromedp.Click("form.defining > details:last-of-type > summary"), chromedp.WaitVisible("textarea#because")); err != nil {
				b.Fatal(err)
			}
			var ranks, whole []float64
			for n := 0; b.Loop(); n++ {
				// Where one looks, the ranks and the rest are painted; where one does not, only the ranks need be.
				times, err := chromedp.Run(browser, chromedp.Evaluate[[]float64](fmt.Sprintf(`new Promise(done => {
					const control = document.querySelectorAll('form.defining input[type=number]')[%d];
					const began = performance.now(), looks = %v, times = [];
					const painted = then => requestAnimationFrame(() => setTimeout(() => { times.push(performance.now() - began); then(); }));
					const seen = new MutationObserver(() => {
						const rest = !!document.querySelector("#effect [data-rest]");
						if (times.length === 0) painted(() => { if (!looks || !rest) { seen.disconnect(); done(times); } });
						else if (!rest) { seen.disconnect(); painted(() => done(times)); }
					});
					seen.observe(document.querySelector("#effect").parentNode, {childList: true, subtree: true});
					document.querySelector("#name").value = "Number %d";
					control.value = (+control.value + 1) %% 6;
					control.dispatchEvent(new Event("input", {bubbles: true}));
				})`, n*n%7, looks > 0, n), chromedp.EvalAwaitPromise))
				if err != nil {
					b.Fatal(err)
				}
				ranks = append(ranks, times[0])
				whole = append(whole, times[len(times)-1])
				time.Sleep(looks)
			}
			for unit, taken := range map[string][]float64{"ranks": ranks, "whole": whole} {
				slices.Sort(taken)
				b.ReportMetric(taken[len(taken)/2], unit+"-median-ms")
				b.ReportMetric(taken[len(taken)*95/100], unit+"-p95-ms")
			}
		})
	}
}
