package method

import (
	"math"
	"slices"
	"testing"

	"goodmeasure/study"
)

// A figure without counts stands among figures with counts as its percentage says, not above them all.
func TestFiguresWithAndWithoutCountsShareAScale(t *testing.T) {
	e := synthetic(t, 20, 1, func(_, a int) float64 { return float64(20 + 3*a) })
	observations := slices.Collect(e.Observations("m0"))
	for _, at := range []int{0, 1, 2, 10} {
		observations[at].Numerator, observations[at].Denominator = study.Missing, study.Missing
	}
	for _, at := range []int{3, 4, 6, 8} { // more of them than there were to count: no proportion, and the highest figures
		observations[at].Value, observations[at].Numerator = 140, 140
	}
	e.SetObservations("m0", observations)
	r := runOn(t, e, nil)
	for _, row := range r.Ranks {
		if row.SamplingError == ErrorUnknown {
			continue
		}
		if math.Abs(float64(row.RankMedian-row.Rank)) > 1.1 {
			t.Errorf("authority %s: rank %v, but a median of %v over the draws", row.Authority, row.Rank, row.RankMedian)
		}
	}
}
