package order_test

import (
	"math"
	"testing"

	"goodmeasure/stats/composite/internal/order"
	"goodmeasure/stats/rank"

	"pgregory.net/rapid"
)

// TestSameAsRank: ties, gaps, bunched and far-out values give the ranks that package rank gives.
func TestSameAsRank(t *testing.T) {
	var s order.Sorter
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.OneOf(
			rapid.Map(rapid.IntRange(0, 5), func(v int) float64 { return float64(v) }),
			rapid.Float64Range(-1e6, 1e6), rapid.Float64Range(1, 1+1e-9), rapid.Just(math.NaN()), rapid.Just(1e300))
		x := rapid.SliceOfN(value, 0, 40).Draw(t, "x")
		o := s.Sort(x)
		got := make([]float64, len(x))
		for i := range got {
			got[i] = math.NaN()
		}
		start := int32(0)
		for _, end := range o.Ends {
			for _, unit := range o.Units[start:end] {
				got[unit] = float64(start + 1)
			}
			start = end
		}
		for i, want := range rank.Min(x, false) {
			if got[i] != want && !(math.IsNaN(got[i]) && math.IsNaN(want)) {
				t.Fatalf("unit %d of %v: rank %v, expected %v", i, x, got[i], want)
			}
		}
		if len(o.Units)+len(o.Gaps) != len(x) {
			t.Fatalf("%d units and %d gaps of %d", len(o.Units), len(o.Gaps), len(x))
		}
	})
}
