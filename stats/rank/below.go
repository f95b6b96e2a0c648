package rank

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Below is the probability that the true value is below x: the regularised incomplete beta function of a proportion, the
// regularised lower incomplete gamma function of a rate, the normal distribution function of a mean. It is NaN where the
// sampling error is not known.
func (p Posterior) Below(x float64) float64 {
	switch p.kind {
	case beta:
		return mathext.RegIncBeta(p.a, p.b, min(1, max(0, x)))
	case gamma:
		return mathext.GammaIncReg(p.a, max(0, x)*p.b)
	case normal:
		return math.Erfc((p.a-x)/(p.b*math.Sqrt2)) / 2
	}
	return math.NaN()
}
