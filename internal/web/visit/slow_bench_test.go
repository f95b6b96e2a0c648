package visit_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"

	"goodmeasure/internal/testkit"
	"goodmeasure/internal/web"
	"goodmeasure/internal/web/visit"
)

// Pages on a phone with a processor a quarter as fast as this one and a network of 1.6 Mbit/s and 150 ms: when the largest part is
// painted, how far things shift, and for how long the browser answers nobody after the first paint (what tasks take beyond 50 ms).
func BenchmarkOnASlowPhone(b *testing.B) {
	v := visit.Start(b, web.Groups()...)
	for _, path := range []string{"", "authorities", "authority/leeds", "compare?a=leeds,kingston-upon-hull", "measures", "measure/cl_eet",
		"ranking", "consistency", "inspection", "define", "define/stress", "sample", "library", "data"} {
		b.Run(strings.ReplaceAll("page "+path, "/", " "), func(b *testing.B) {
			v.Get(b, "/"+path) // made
			browser := testkit.Browser(b)
			if err := chromedp.Do(browser, chromedp.EmulateViewport(390, 844), slow, chromedp.Navigate(v.URL+"/about")); err != nil {
				b.Fatal(err)
			}
			var paints, shifts, blocked []float64
			for b.Loop() {
				if err := chromedp.Do(browser, chromedp.Navigate("about:blank"), chromedp.Navigate(v.URL+"/"+path)); err != nil {
					b.Fatal(err)
				}
				time.Sleep(time.Second)
				seen, err := chromedp.Run(browser, chromedp.Evaluate[[]float64](seenOnAPhone, chromedp.EvalAwaitPromise))
				if err != nil {
					b.Fatal(err)
				}
				paints, shifts, blocked = append(paints, seen[0]), append(shifts, seen[1]), append(blocked, seen[2])
			}
			for unit, all := range map[string][]float64{"largest-paint-ms": paints, "shift": shifts, "blocked-ms": blocked} {
				slices.Sort(all)
				b.ReportMetric(all[len(all)/2], unit)
			}
		})
	}
}

var slow = chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
	if _, err := cdp.Call(ctx, target, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 4}); err != nil {
		return err
	}
	if _, err := cdp.Call(ctx, target, network.Enable, network.EnableParams{}); err != nil {
		return err
	}
	if _, err := cdp.Call(ctx, target, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}); err != nil {
		return err
	}
	_, err := cdp.Call(ctx, target, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
		MatchedNetworkConditions: []*network.Conditions{{Latency: 150, DownloadThroughput: 1.6e6 / 8, UploadThroughput: 0.75e6 / 8}}})
	return err
})

const seenOnAPhone = `new Promise(done => {
	let largest = 0, shift = 0, blocked = 0;
	const first = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
	const each = (type, take) => new PerformanceObserver(list => list.getEntries().forEach(take)).observe({type, buffered: true});
	each("largest-contentful-paint", entry => { largest = entry.startTime; });
	each("layout-shift", entry => { shift += entry.value; });
	each("longtask", entry => {
		const end = entry.startTime + entry.duration, after = end - Math.max(entry.startTime, first);
		if (after > 0) blocked += after * (1 - 50 / entry.duration); // the share of the 50 ms that lies after it, too
	});
	setTimeout(() => done([largest, shift, blocked]), 200);
})`
