package agree

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

// AlphaResult is Cronbach's alpha of several indicators meant to measure one thing.
type AlphaResult struct {
	N, M         int     // cases, indicators
	Raw          float64 // from covariances
	Standardised float64 // from correlations: every indicator at variance 1; NaN when their sum is then constant
	Indicators   []AlphaIndicator
}

// AlphaIndicator says what one indicator does to alpha.
type AlphaIndicator struct {
	RawIfDeleted, StandardisedIfDeleted float64 // NaN when one indicator would remain, or a constant sum
	ItemTotal                           float64 // correlation with the sum of all indicators
	ItemRest                            float64 // correlation with the sum of the others; NaN when that is constant
}

// rounding is the share of the summed variances below which the variance of a sum is no more than rounding.
const rounding = 1e-12

// CronbachAlpha computes alpha = M/(M−1) (1 − Σ variances / variance of the sum), over the cases where every indicator
// is known. indicators holds one slice per indicator, each turned so that they point the same way: an indicator that
// runs against the rest lowers alpha, which may fall below zero. It needs two indicators, three cases and variation in
// each indicator and in their sum.
//
// Source: Cronbach (1951), Psychometrika 16, 297-334.
func CronbachAlpha(indicators [][]float64) (AlphaResult, error) {
	cases, err := completeItems(indicators, 2, 3)
	if err != nil {
		return AlphaResult{}, fmt.Errorf("cronbach's alpha: %w", err)
	}
	m := len(indicators)
	data := mat.NewDense(len(cases), m, nil)
	for i, values := range cases {
		data.SetRow(i, values)
	}
	for j := range m {
		if err := varies(fmt.Sprintf("indicator %d", j), mat.Col(nil, j, data)); err != nil {
			return AlphaResult{}, fmt.Errorf("cronbach's alpha: %w", err)
		}
	}
	var covariance, correlation mat.SymDense
	stat.CovarianceMatrix(&covariance, data, nil)
	stat.CorrelationMatrix(&correlation, data, nil)

	res := AlphaResult{N: len(cases), M: m, Raw: alpha(&covariance, -1), Standardised: alpha(&correlation, -1)}
	if math.IsNaN(res.Raw) {
		return AlphaResult{}, fmt.Errorf("cronbach's alpha: the sum of the indicators is the same in all %d cases: it must vary", len(cases))
	}
	for j := range m {
		res.Indicators = append(res.Indicators, alphaIndicator(&covariance, &correlation, j))
	}
	return res, nil
}

// alpha works on the matrix without row and column left, or on all of it when left is negative.
func alpha(s mat.Symmetric, left int) float64 {
	m, trace, total := 0.0, 0.0, 0.0
	for i := range s.SymmetricDim() {
		if i == left {
			continue
		}
		m++
		trace += s.At(i, i)
		for j := range s.SymmetricDim() {
			if j != left {
				total += s.At(i, j)
			}
		}
	}
	if total <= rounding*trace {
		return math.NaN()
	}
	return m / (m - 1) * (1 - trace/total)
}

func alphaIndicator(covariance, correlation mat.Symmetric, j int) AlphaIndicator {
	withAll := 0.0
	for i := range covariance.SymmetricDim() {
		withAll += covariance.At(i, j)
	}
	own, total := covariance.At(j, j), mat.Sum(covariance)
	restVariance := total - 2*withAll + own
	if restVariance <= rounding*mat.Trace(covariance) {
		restVariance = math.NaN()
	}
	return AlphaIndicator{
		RawIfDeleted:          alpha(covariance, j),
		StandardisedIfDeleted: alpha(correlation, j),
		ItemTotal:             withAll / math.Sqrt(own*total),
		ItemRest:              (withAll - own) / math.Sqrt(own*restVariance),
	}
}
