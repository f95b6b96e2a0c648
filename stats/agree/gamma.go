package agree

import "fmt"

// GammaResult is Goodman and Kruskal's gamma.
type GammaResult struct {
	N                      int
	Gamma                  float64
	Concordant, Discordant float64 // pairs of cases
}

// Gamma computes (C−D)/(C+D): of the pairs that neither variable ties, the share ordered alike less the share ordered
// apart. It needs two cases known in both and variation in both, which leaves a pair that is tied in neither.
//
// Source: Goodman and Kruskal (1954), Journal of the American Statistical Association 49, 732-764.
func Gamma(x, y []float64) (GammaResult, error) {
	px, py, err := completePairs(x, y, 2)
	if err != nil {
		return GammaResult{}, fmt.Errorf("gamma: %w", err)
	}
	c := countConcordance(px, py)
	return GammaResult{
		N: c.n, Gamma: c.score() / (c.concordant + c.discordant), Concordant: c.concordant, Discordant: c.discordant,
	}, nil
}
