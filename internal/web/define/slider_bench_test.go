package define_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/chromedp/chromedp"

	"goodmeasure/internal/testkit"
	"goodmeasure/internal/web/define"
	"goodmeasure/internal/web/visit"
)

// BenchmarkImportanceToRanks takes, in a browser, the time from a change of one measure's importance to the ranks that follow being
// painted, of definitions that nobody asked for before.
func BenchmarkImportanceToRanks(b *testing.B) {
	browser := testkit.Browser(b)
	v := visit.Start(b, define.Pages())
	if err := chromedp.Do(browser, chromedp.EmulateViewport(1366, 900), chromedp.Navigate(v.URL+"/define"), chromedp.WaitVisible("#effect")); err != nil {
		b.Fatal(err)
	}
	var took []float64
	for n := 0; b.Loop(); n++ {
		ms, err := chromedp.Run(browser, chromedp.Evaluate[float64](fmt.Sprintf(`new Promise(done => {
			const control = document.querySelectorAll('form.defining input[type=number]')[%d];
			const began = performance.now();
			new MutationObserver((_, seen) => { seen.disconnect(); requestAnimationFrame(() => setTimeout(() => done(performance.now() - began))); })
				.observe(document.querySelector("#effect").parentNode, {childList: true});
			control.value = (+control.value + 1) %% 6;
			control.dispatchEvent(new Event("input", {bubbles: true}));
		})`, n*n%7), chromedp.EvalAwaitPromise))
		if err != nil {
			b.Fatal(err)
		}
		took = append(took, ms)
	}
	slices.Sort(took)
	b.ReportMetric(took[len(took)/2], "median-ms")
	b.ReportMetric(took[len(took)*95/100], "p95-ms")
}
