package web_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"

	"goodmeasure/internal/web"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
)

// BenchmarkPages asks for the first example of every page in turn, by as many clients as there are processors, and says
// pages a second and the time within which 95% are answered. The first round, which makes what is then kept, does not count.
func BenchmarkPages(b *testing.B) {
	bench, err := workbench.Embedded()
	if err != nil {
		b.Fatal(err)
	}
	made, err := web.New(bench, site.Options{})
	if err != nil {
		b.Fatal(err)
	}
	handler := made.Handler()
	var paths []string
	for _, page := range made.Pages() {
		if len(page.Examples) > 0 && !page.Private {
			paths = append(paths, page.Examples[0])
		}
	}
	ask := func(path string) {
		request := httptest.NewRequest(http.MethodGet, path, nil)
		request.Host = "localhost"
		request.Header.Set("Accept-Encoding", "gzip")
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, request)
		if answer.Code >= 500 {
			b.Errorf("%s: %d", path, answer.Code)
		}
	}
	for _, path := range paths {
		ask(path)
	}
	times := make(chan time.Duration, 1<<20)
	b.ResetTimer()
	began := time.Now()
	b.RunParallel(func(next *testing.PB) {
		for at := 0; next.Next(); at++ {
			start := time.Now()
			ask(paths[at%len(paths)])
			select {
			case times <- time.Since(start):
			default:
			}
		}
	})
	b.StopTimer()
	close(times)
	var all []time.Duration
	for one := range times {
		all = append(all, one)
	}
	slices.Sort(all)
	b.ReportMetric(float64(b.N)/time.Since(began).Seconds(), "pages/s")
	b.ReportMetric(float64(all[len(all)*95/100].Microseconds())/1000, "p95-ms")
}

// BenchmarkFreshPage makes a page anew each time: nothing of it is kept, since each asks for another word.
func BenchmarkFreshPage(b *testing.B) {
	bench, err := workbench.Embedded()
	if err != nil {
		b.Fatal(err)
	}
	made, err := web.New(bench, site.Options{Now: func() func() time.Time {
		day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
		return func() time.Time { day = day.AddDate(0, 0, 1); return day }
	}()})
	if err != nil {
		b.Fatal(err)
	}
	handler := made.Handler()
	for b.Loop() {
		request := httptest.NewRequest(http.MethodGet, "/", nil)
		request.Host = "localhost"
		request.Header.Set("Accept-Encoding", "gzip")
		handler.ServeHTTP(httptest.NewRecorder(), request)
	}
}
