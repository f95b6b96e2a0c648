package store

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"goodmeasure/evidence"
	"goodmeasure/internal/testkit"
)

// manyEntries are records as long as real ones, of words as frequent as in real ones (Zipf).
func manyEntries(count int) []evidence.Entry {
	draw := rand.New(rand.NewPCG(2016, 57))
	frequent := rand.NewZipf(draw, 1.1, 8, 30_000)
	words := func(n int) string {
		var text []string
		for range n {
			text = append(text, fmt.Sprintf("w%d", frequent.Uint64()))
		}
		return strings.Join(text, " ")
	}
	entries := make([]evidence.Entry, count)
	for n := range entries {
		e := &entries[n]
		e.Record = evidence.Record{Kind: []evidence.Kind{evidence.Article, evidence.Report, evidence.Book}[n%3], Title: words(12), Abstract: words(180), Year: 1980 + n%46,
			Authors: []evidence.Person{{Family: words(1), Given: "A"}, {Family: words(1), Given: "B"}}, Container: words(3)}
		e.Facets = map[string][]string{"subject": {fmt.Sprint("subject ", draw.IntN(60)), fmt.Sprint("subject ", draw.IntN(60))}, "place": {fmt.Sprint("place ", draw.IntN(40))}}
	}
	return entries
}

// BenchmarkSearch looks up words of every frequency in 50,000 records, with their facets, and reports the time that 95
// of 100 searches stay under.
func BenchmarkSearch(b *testing.B) {
	entries := manyEntries(50_000)
	for engine, place := range map[string]func() string{"SQLite": func() string { return filepath.Join(b.TempDir(), "w.db") }, "PostgreSQL": func() string { return testkit.PostgreSQL(b) }} {
		b.Run(engine, func(b *testing.B) {
			w := open(b, place())
			started := time.Now()
			for chunk := range slices.Chunk(entries, 5000) {
				add(b, w, Addition{Public: true}, chunk...)
			}
			b.Logf("50,000 records added in %.1f s", time.Since(started).Seconds())
			for name, query := range map[string]func(n int) Query{
				"two words":       func(n int) Query { return Query{Text: fmt.Sprintf("w%d w%d", n%40, 40+n*7%400)} },
				"a frequent word": func(n int) Query { return Query{Text: fmt.Sprintf("w%d", n%3)} },
				"a phrase":        func(n int) Query { return Query{Text: fmt.Sprintf(`"w%d w%d"`, n%12, n*5%12)} },
				"a beginning":     func(n int) Query { return Query{Text: fmt.Sprintf("w%d w%d", 5+n%20, 10+n%90), Typing: true} },
				"no words": func(n int) Query {
					return Query{Facets: map[string][]string{"subject": {fmt.Sprint("subject ", n%60)}}}
				},
			} {
				b.Run(name, func(b *testing.B) {
					n := 0
					timed(b, func() error {
						n++
						w.catalogue.recent = recent{} // as for the first who asks
						_, err := w.Search(b.Context(), query(n))
						return err
					})
				})
			}
			more := manyEntries(100)
			for name, act := range map[string]func(e evidence.Entry) error{
				"one record added": func(e evidence.Entry) error {
					_, err := w.AddRecords(b.Context(), somebody, []evidence.Entry{e}, Addition{})
					return err
				},
				"a word of a record changed": func(e evidence.Entry) error {
					n := rand.N(len(entries))
					e = entries[n]
					e.ID, e.Title = fmt.Sprint(n+1), fmt.Sprintf("%s w%d", e.Title, rand.N(30_000))
					_, err := w.ChangeRecord(b.Context(), somebody, e)
					return err
				},
				"all of a record changed": func(e evidence.Entry) error {
					e.ID = fmt.Sprint(1 + rand.N(len(entries)))
					_, err := w.ChangeRecord(b.Context(), somebody, e)
					return err
				},
			} {
				b.Run(name, func(b *testing.B) {
					n := 0
					timed(b, func() error { n++; return act(more[n%len(more)]) })
				})
			}
		})
	}
}

// timed reports the time that 95 of 100 of an act stay under.
func timed(b *testing.B, act func() error) {
	var took []time.Duration
	for b.Loop() {
		started := time.Now()
		if err := act(); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(started))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
}
