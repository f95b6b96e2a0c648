package agree

import "fmt"

// KruskalResult is a rank test that several groups come from one distribution.
type KruskalResult struct {
	N, Groups int
	H         float64 // corrected for ties
	DF        float64
	P         float64 // H referred to chi-square
}

// KruskalWallis tests whether values differ between groups, which are told apart by a number each. A case needs both.
//
//	H = (12/(N(N+1)) Σ Rⱼ²/nⱼ − 3(N+1)) / (1 − Σ(t³−t)/(N³−N))
//
// with Rⱼ the rank sum of group j and t the lengths of the runs of tied values. It needs two groups and values that vary.
//
// Source: Kruskal and Wallis (1952), Journal of the American Statistical Association 47, 583-621.
func KruskalWallis(values, group []float64) (KruskalResult, error) {
	v, g, err := completePairs(values, group, 2)
	if err != nil {
		return KruskalResult{}, fmt.Errorf("kruskal-wallis test: %w", err)
	}
	position, distinct := categories(g)
	sum, size := make([]float64, len(distinct)), make([]float64, len(distinct))
	ranks := midranks(v)
	for i, rank := range ranks {
		sum[position[i]] += rank
		size[position[i]]++
	}
	n := float64(len(v))
	h := -3 * (n + 1)
	for j := range distinct {
		h += 12 / (n * (n + 1)) * sum[j] * sum[j] / size[j]
	}
	h /= 1 - cubicTies(tieLengths(ranks))/(n*n*n-n)
	df := float64(len(distinct) - 1)
	return KruskalResult{N: len(v), Groups: len(distinct), H: h, DF: df, P: chiSquareP(h, df)}, nil
}

// cubicTies is Σ(t³−t) over runs of tied values.
func cubicTies(lengths []int) (sum float64) {
	for _, length := range lengths {
		t := float64(length)
		sum += t*t*t - t
	}
	return sum
}
