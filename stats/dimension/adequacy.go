package dimension

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"
)

// Adequacy says whether correlations are fit for components or factors.
type Adequacy struct {
	N, M int
	// KMO is the Kaiser-Meyer-Olkin measure: squared correlations as a share of squared correlations and squared partial
	// correlations together, 0 where all of them are zero. Below 0.5 is held to be unfit.
	KMO          float64
	IndicatorKMO []float64
	SMC          []float64 // squared multiple correlation of each indicator with the others
	Bartlett     Bartlett
}

// Bartlett tests whether the indicators are uncorrelated.
type Bartlett struct{ ChiSquare, DF, P float64 }

// Adequate computes sampling adequacy, squared multiple correlations 1 − 1/(R⁻¹)ᵢᵢ and Bartlett's test of sphericity,
// −(N − 1 − (2M+5)/6) ln|R| on M(M−1)/2 degrees of freedom. Besides what [PCA] needs, no indicator may be a linear
// combination of others, and so N must exceed M.
//
// Source: Kaiser (1970), Psychometrika 35, 401-415; Kaiser and Rice (1974), Educational and Psychological Measurement
// 34, 111-117; Bartlett (1951), Biometrika 38, 337-344.
func Adequate(indicators [][]float64) (Adequacy, error) {
	correlation, n, err := completeCorrelation(indicators)
	if err != nil {
		return Adequacy{}, fmt.Errorf("sampling adequacy: %w", err)
	}
	var cholesky mat.Cholesky
	var inverse mat.SymDense
	// Beyond a condition of 1e12 the inverse is rounding.
	if !cholesky.Factorize(correlation) || cholesky.Cond() > 1e12 || cholesky.InverseTo(&inverse) != nil {
		return Adequacy{}, fmt.Errorf("sampling adequacy: over %d complete cases some of the %d indicators are linear combinations of others: leave those out, or have more cases than indicators", n, len(indicators))
	}
	m := len(indicators)
	res := Adequacy{N: n, M: m}
	var squared, partial float64
	for i := range m {
		var ownSquared, ownPartial float64
		for j := range m {
			if j != i {
				ownSquared += math.Pow(correlation.At(i, j), 2)
				ownPartial += math.Pow(inverse.At(i, j), 2) / (inverse.At(i, i) * inverse.At(j, j))
			}
		}
		res.IndicatorKMO = append(res.IndicatorKMO, shareOfFirst(ownSquared, ownPartial))
		res.SMC = append(res.SMC, 1-1/inverse.At(i, i))
		squared += ownSquared
		partial += ownPartial
	}
	res.KMO = shareOfFirst(squared, partial)
	chiSquare := -(float64(n) - 1 - float64(2*m+5)/6) * cholesky.LogDet()
	df := float64(m*(m-1)) / 2
	res.Bartlett = Bartlett{ChiSquare: chiSquare, DF: df, P: distuv.ChiSquared{K: df}.Survival(chiSquare)}
	return res, nil
}

func shareOfFirst(a, b float64) float64 {
	if a == 0 {
		return 0
	}
	return a / (a + b)
}
