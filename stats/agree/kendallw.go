package agree

import "fmt"

// KendallWResult is the concordance of several rankings of the same items.
type KendallWResult struct {
	N, M                      int // items, raters
	TieCorrected, Uncorrected KendallW
	// MeanRho is the mean Spearman correlation over all pairs of raters on the same items. Set it beside W: with many
	// items a W close to 1/M is significant though the raters hardly agree.
	MeanRho float64
}

// KendallW is W, between 0 and 1, and its test of no concordance: ChiSquare = M(N−1)W on N−1 degrees of freedom.
type KendallW struct{ W, ChiSquare, DF, P float64 }

// KendallConcordance ranks the items within each rater (or indicator), ties sharing their mean rank, and computes
//
//	W = 12 Σ(Rᵢ−R̄)² / (M²(N³−N) − MΣ(t³−t))
//
// with Rᵢ the rank sum of item i and t the lengths of each rater's runs of tied values; Uncorrected leaves out the sum
// over ties. Items that a rater did not rate are left out. It needs two raters, two items and variation in each rater.
//
// Source: Kendall and Babington Smith (1939), Annals of Mathematical Statistics 10, 275-287.
func KendallConcordance(raters [][]float64) (KendallWResult, error) {
	items, err := completeItems(raters, 2, 2)
	if err != nil {
		return KendallWResult{}, fmt.Errorf("kendall's w: %w", err)
	}
	n, m := float64(len(items)), float64(len(raters))
	rankSum, ties := make([]float64, len(items)), 0.0
	ranks := make([][]float64, len(raters))
	for j := range raters {
		ratings := rater(items, j)
		if err := varies(fmt.Sprintf("rater %d", j), ratings); err != nil {
			return KendallWResult{}, fmt.Errorf("kendall's w: %w", err)
		}
		ranks[j] = midranks(ratings)
		for i, rank := range ranks[j] {
			rankSum[i] += rank
		}
		ties += cubicTies(tieLengths(ranks[j]))
	}
	spread := 0.0
	for _, sum := range rankSum {
		spread += (sum - m*(n+1)/2) * (sum - m*(n+1)/2)
	}
	test := func(w float64) KendallW {
		chiSquare := m * (n - 1) * w
		return KendallW{W: w, ChiSquare: chiSquare, DF: n - 1, P: chiSquareP(chiSquare, n-1)}
	}
	res := KendallWResult{
		N: len(items), M: len(raters),
		TieCorrected: test(12 * spread / (m*m*(n*n*n-n) - m*ties)),
		Uncorrected:  test(12 * spread / (m * m * (n*n*n - n))),
	}
	for j := range ranks {
		for k := range j {
			res.MeanRho += correlation(ranks[j], ranks[k]) / (m * (m - 1) / 2)
		}
	}
	return res, nil
}

func rater(items [][]float64, j int) []float64 {
	ratings := make([]float64, len(items))
	for i, item := range items {
		ratings[i] = item[j]
	}
	return ratings
}
