package aggregate_test

import (
	"testing"

	"goodmeasure/stats/composite/aggregate"
	"goodmeasure/stats/composite/internal/order"
	"goodmeasure/stats/stream"
)

func BenchmarkCopeland153x14(b *testing.B) {
	r := stream.New(1, "bench", 0)
	x := make([][]float64, 14)
	for j := range x {
		for range 153 {
			x[j] = append(x[j], r.NormFloat64())
		}
	}
	b.Run("from values", func(b *testing.B) {
		for b.Loop() {
			if _, err := (aggregate.Copeland{}).Scores(x, nil); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("from orders", func(b *testing.B) {
		orders := make([]order.Order, len(x))
		var sorter order.Sorter
		for j := range x {
			orders[j] = sorter.Sort(x[j]).Clone()
		}
		t, scores := aggregate.NewTournament(153), make([]float64, 153)
		for b.Loop() {
			t.Reset()
			for _, o := range orders {
				t.Add(o, 1.0/14)
			}
			t.Scores(scores)
		}
	})
}
