package agree

import "fmt"

// SpearmanResult is a rank correlation.
type SpearmanResult struct {
	N     int
	Rho   float64
	T, DF float64 // T = Rho √(DF/(1−Rho²)), DF = N−2
	P     float64 // from T
	// S is Σd² as it would be without ties, (N³−N)(1−Rho)/6. PFromS refers S to the same t distribution after moving it
	// down by one where Rho is negative, because S steps in whole numbers: what R's cor.test(exact = FALSE) reports.
	S, PFromS float64
	Low, High float64 // 95% by Fisher's z with variance (1 + Rho²/2)/(N−3); −1 and 1 when N is 3
}

// Spearman computes the correlation of the ranks of x and y, tied values sharing their mean rank, over the cases where
// both are known. Ranks are taken among those cases only. It needs three cases and variation in both.
//
// Source: Spearman (1904), American Journal of Psychology 15, 72-101; the t approximation: Kendall and Stuart,
// The Advanced Theory of Statistics, vol. 2, section 31.19; the
// interval: Bonett and Wright (2000), Psychometrika 65, 23-28.
func Spearman(x, y []float64) (SpearmanResult, error) {
	px, py, err := completePairs(x, y, 3)
	if err != nil {
		return SpearmanResult{}, fmt.Errorf("spearman correlation: %w", err)
	}
	n := float64(len(px))
	res := SpearmanResult{N: len(px), Rho: correlation(midranks(px), midranks(py)), DF: n - 2}
	res.T = correlationT(res.Rho, res.DF)
	res.P = studentP(res.T, res.DF)

	half := n * (n*n - 1) / 6
	res.S = half * (1 - res.Rho)
	res.PFromS = res.P
	if res.S > half {
		res.PFromS = studentP(correlationT(min(0, 1-(res.S-1)/half), res.DF), res.DF)
	}
	res.Low, res.High = fisherInterval(res.Rho, (1+res.Rho*res.Rho/2)/(n-3))
	return res, nil
}
