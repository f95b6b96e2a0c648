package agree

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// PearsonResult is a product-moment correlation.
type PearsonResult struct {
	N         int
	R         float64
	T, DF     float64 // T = R √(DF/(1−R²)), DF = N−2
	P         float64
	Low, High float64 // 95% by Fisher's z; −1 and 1 when N is 3
}

// Pearson computes the product-moment correlation of x and y over the cases where both are known, with a t test of no
// correlation and Fisher's interval tanh(atanh R ± 1.96/√(N−3)). It needs three cases and variation in both.
//
// Source: Fisher (1921), Metron 1, 3-32.
func Pearson(x, y []float64) (PearsonResult, error) {
	px, py, err := completePairs(x, y, 3)
	if err != nil {
		return PearsonResult{}, fmt.Errorf("pearson correlation: %w", err)
	}
	res := PearsonResult{N: len(px), R: correlation(px, py), DF: float64(len(px) - 2)}
	res.T = correlationT(res.R, res.DF)
	res.P = studentP(res.T, res.DF)
	res.Low, res.High = fisherInterval(res.R, 1/float64(res.N-3))
	return res, nil
}

// correlation stays within −1 and 1, which rounding would otherwise pass.
func correlation(x, y []float64) float64 {
	return min(1, max(-1, stat.Correlation(x, y, nil)))
}

// fisherInterval is all of −1 to 1 when the variance of Fisher's z is infinite.
func fisherInterval(r, variance float64) (low, high float64) {
	if math.IsInf(variance, 1) {
		return -1, 1
	}
	half := distuv.UnitNormal.Quantile((1+confidence)/2) * math.Sqrt(variance)
	return math.Tanh(math.Atanh(r) - half), math.Tanh(math.Atanh(r) + half)
}

// correlationT is infinite where r is −1 or 1.
func correlationT(r, df float64) float64 { return r * math.Sqrt(df/((1-r)*(1+r))) }
