package agree

import "fmt"

// SomersResult is Somers' D both ways round.
type SomersResult struct {
	N       int
	YGivenX float64 // y depends on x: pairs tied in x are left out
	XGivenY float64
}

// SomersD computes (C−D)/(n₀−ties in the independent variable), with each variable in turn taken as independent. It
// needs two cases known in both and variation in both.
//
// Source: Somers (1962), American Sociological Review 27, 799-811.
func SomersD(x, y []float64) (SomersResult, error) {
	px, py, err := completePairs(x, y, 2)
	if err != nil {
		return SomersResult{}, fmt.Errorf("somers' d: %w", err)
	}
	c := countConcordance(px, py)
	return SomersResult{
		N: c.n, YGivenX: c.score() / (c.pairs - c.tiedFirst), XGivenY: c.score() / (c.pairs - c.tiedSecond),
	}, nil
}
