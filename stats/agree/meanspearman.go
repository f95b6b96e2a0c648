package agree

import "fmt"

// MeanSpearmanResult summarises the rank correlations between every two of several raters.
type MeanSpearmanResult struct {
	N               int // items known to at least two raters
	M, Pairs        int // raters, pairs of raters
	MinN, MaxN      int // fewest and most items that a pair has in common
	Mean            float64
	Lowest, Highest float64
}

// MeanSpearman computes the mean Spearman correlation over all pairs of raters (or indicators), each over the items that
// pair has in common. A pair that cannot be computed is an error that names it.
func MeanSpearman(raters [][]float64) (MeanSpearmanResult, error) {
	table, err := Correlations(raters, SpearmanRho)
	if err != nil {
		return MeanSpearmanResult{}, fmt.Errorf("mean spearman correlation: %w", err)
	}
	if len(table.Undefined) > 0 {
		u := table.Undefined[0]
		return MeanSpearmanResult{}, fmt.Errorf("mean spearman correlation: raters %d and %d: %w", u.I, u.J, u.Reason)
	}
	res := MeanSpearmanResult{M: table.M, MinN: table.N[0][1], Lowest: 1, Highest: -1}
	total := 0.0
	for i := range table.M {
		for j := i + 1; j < table.M; j++ {
			r := table.R[i][j]
			total += r
			res.Pairs++
			res.MinN, res.MaxN = min(res.MinN, table.N[i][j]), max(res.MaxN, table.N[i][j])
			res.Lowest, res.Highest = min(res.Lowest, r), max(res.Highest, r)
		}
	}
	res.Mean = total / float64(res.Pairs)
	for i := range raters[0] {
		if len(knownRatings(raters, i)) >= 2 {
			res.N++
		}
	}
	return res, nil
}
