package method_test

import (
	"testing"

	"pgregory.net/rapid"

	"goodmeasure/method"
	"goodmeasure/stats/composite/normalise"
	"goodmeasure/stats/rank"
)

// scales are so many min-max scales from 0 to 1.
func scales(n int) []normalise.Method {
	all := make([]normalise.Method, n)
	for k := range all {
		all[k] = normalise.MinMax{Upper: 1}
	}
	return all
}

// TestPercentileIsTheRankings holds the scale to the percentile ranks of the ranking.
func TestPercentileIsTheRankings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.SliceOfN(rapid.Map(rapid.IntRange(0, 9), func(n int) float64 { return float64(n) }), 2, 30).Draw(t, "x")
		for _, direction := range []normalise.Direction{normalise.HigherIsBetter, normalise.LowerIsBetter} {
			got, err := normalise.Apply(method.Percentile{}, x, direction)
			if err != nil {
				t.Fatal(err)
			}
			for at, want := range rank.Percentile(x, direction == normalise.HigherIsBetter) {
				if diff := got[at] - want; diff > 1e-9 || diff < -1e-9 {
					t.Fatalf("%v of %v: %v, expected %v", at, x, got[at], want)
				}
			}
		}
	})
}
