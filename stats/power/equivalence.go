package power

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Equivalence says whether an estimate is shown to lie within a margin of none.
type Equivalence struct {
	Estimate, SE, Margin, Alpha float64
	PAbove                      float64 // of the effect being −Margin or less
	PBelow                      float64 // of the effect being Margin or more
	P                           float64 // the larger of the two
	Low, High                   float64 // Estimate ± z₁₋α SE, the 1−2·Alpha interval
	Equivalent                  bool    // P < Alpha: the interval lies inside the margin
}

// Equivalent runs two one-sided normal tests of |effect| ≥ margin, on the scale where none is zero: the log odds ratio,
// or Fisher's z of a correlation. It errors unless the standard error and margin are above zero and alpha is between 0
// and one half.
//
// Source: Schuirmann (1987), Journal of Pharmacokinetics and Biopharmaceutics 15, 657-680.
func Equivalent(estimate, se, margin, alpha float64) (Equivalence, error) {
	switch {
	case math.IsNaN(estimate) || math.IsInf(estimate, 0):
		return Equivalence{}, fmt.Errorf("equivalence: the estimate is %v: a number expected", estimate)
	case !(se > 0) || math.IsInf(se, 1):
		return Equivalence{}, fmt.Errorf("equivalence: the standard error is %v: a number above 0 expected", se)
	case !(margin > 0) || math.IsInf(margin, 1):
		return Equivalence{}, fmt.Errorf("equivalence: the margin is %v: a number above 0 expected", margin)
	case !(alpha > 0 && alpha < 0.5):
		return Equivalence{}, fmt.Errorf("equivalence: alpha is %v: between 0 and 0.5 expected", alpha)
	}
	normal := distuv.UnitNormal
	half := -normal.Quantile(alpha) * se
	res := Equivalence{
		Estimate: estimate, SE: se, Margin: margin, Alpha: alpha,
		PAbove: normal.Survival((estimate + margin) / se), PBelow: normal.CDF((estimate - margin) / se),
		Low: estimate - half, High: estimate + half,
	}
	res.P = max(res.PAbove, res.PBelow)
	res.Equivalent = res.P < alpha
	return res, nil
}
