package power

import (
	"fmt"
	"math"
)

// OddsRatio is the smallest detectable odds ratio, above one, for one standard deviation of a covariate in an ordered
// logit with proportional odds; its inverse is detectable below one. proportions are the shares of the outcome
// categories and sum to one; an empty category may be given as zero. With little association the log odds ratio has
// variance
//
//	3 / (N (1 − Σ pᵢ³))
//
// and the effect is exp((z₁₋α⁄₂ + z_power) √variance). It needs two categories in use and two cases.
//
// Source: Whitehead (1993), Statistics in Medicine 12, 2257-2271, whose variance for two equal groups is that of a
// covariate of variance ¼, and so four times this one. For two equal categories it is that of Hsieh, Bloch and Larsen
// (1998), Statistics in Medicine 17, 1623-1634, for logistic regression.
func OddsRatio(p Plan, proportions []float64) (Detectable, error) {
	const what = "smallest detectable odds ratio"
	if p.N < 2 {
		return Detectable{}, fmt.Errorf("%s: %d cases, at least 2 needed", what, p.N)
	}
	sum, cubes, used := 0.0, 0.0, 0
	for i, share := range proportions {
		if !(share >= 0 && share <= 1) {
			return Detectable{}, fmt.Errorf("%s: the share of category %d is %v: between 0 and 1 expected", what, i, share)
		}
		if share > 0 {
			used++
		}
		sum += share
		cubes += share * share * share
	}
	if math.Abs(sum-1) > 1e-9 {
		return Detectable{}, fmt.Errorf("%s: the shares of %d categories sum to %v: 1 expected", what, len(proportions), sum)
	}
	if used < 2 {
		return Detectable{}, fmt.Errorf("%s: %d categories in use, at least 2 needed", what, used)
	}
	deviate, err := p.deviate()
	if err != nil {
		return Detectable{}, fmt.Errorf("%s: %w", what, err)
	}
	return p.detectable(math.Exp(deviate * math.Sqrt(3/(float64(p.N)*(1-cubes))))), nil
}
