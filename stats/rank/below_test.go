package rank_test

import (
	"math"
	"testing"

	"goodmeasure/stats/rank"
)

// The answers have closed forms: the beta distribution with shapes 1 and 1 is uniform and with 2 and 1 has the function x²,
// the gamma distribution with shape 1 is exponential, and the beta with shapes 1/2 and 1/2 is the arcsine law.
func TestBelow(t *testing.T) {
	for _, c := range []struct {
		posterior rank.Posterior
		x, want   float64
	}{
		{rank.Beta(1, 1), 0.3, 0.3},
		{rank.Beta(2, 1), 0.3, 0.09},
		{rank.Beta(0.5, 0.5), 0.25, 1.0 / 3},
		{rank.Beta(2, 3), -1, 0},
		{rank.Beta(2, 3), 2, 1},
		{rank.Gamma(1, 2), 0.5, 1 - math.Exp(-1)},
		{rank.Gamma(1, 2), -1, 0},
		{rank.Normal(10, 2), 10, 0.5},
		{rank.Normal(0, 1), -1.959963984540054, 0.025},
	} {
		if got := c.posterior.Below(c.x); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%v below %v: %v, expected %v", c.posterior, c.x, got, c.want)
		}
	}
	if got := rank.Point(3).Below(4); !math.IsNaN(got) {
		t.Errorf("a value without sampling error known is below another with probability %v", got)
	}
}
