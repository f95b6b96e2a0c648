package store

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"goodmeasure/study"
)

// manyObservations is a content of the size of several national snapshots.
func manyObservations(count int) Content {
	var c Content
	for n := range count {
		o := study.Observation{Authority: fmt.Sprint(200 + n%150), Indicator: fmt.Sprintf("measure_%02d", n/1500%200), Period: study.Period(2010 + n/150%10),
			Value: study.Number(n%997) / 10, Numerator: study.Number(n % 997), Denominator: 1000, Status: study.Published, Source: "EES:made"}
		if n%12 == 0 {
			o.Value, o.Numerator, o.Denominator, o.Status = study.Missing, study.Missing, study.Missing, study.Suppressed
		}
		c.Observations = append(c.Observations, o)
	}
	return c
}

func BenchmarkAddAndRead(b *testing.B) {
	c := manyObservations(300_000)
	b.Run("add", func(b *testing.B) {
		for b.Loop() {
			w, err := Open(b.Context(), filepath.Join(b.TempDir(), "w.db"))
			if err != nil {
				b.Fatal(err)
			}
			if _, err := w.Add(b.Context(), File{SHA256: "a", Name: "made.csv", Imported: time.Unix(0, 0)}, c); err != nil {
				b.Fatal(err)
			}
			w.Close()
		}
	})
	w, err := Open(b.Context(), filepath.Join(b.TempDir(), "w.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer w.Close()
	if _, err := w.Add(b.Context(), File{SHA256: "a", Name: "made.csv", Imported: time.Unix(0, 0)}, c); err != nil {
		b.Fatal(err)
	}
	b.Run("read", func(b *testing.B) {
		for b.Loop() {
			got, err := w.Content(b.Context(), 1)
			if err != nil || len(got.Observations) != len(c.Observations) {
				b.Fatal(err, len(got.Observations))
			}
		}
	})
}
