package agree

import (
	"fmt"
	"math"
)

// KendallResult is Kendall's tau-b.
type KendallResult struct {
	N    int
	TauB float64
	S    float64 // concordant less discordant pairs
	Z, P float64 // Z = S / √Var(S), the variance corrected for ties, no continuity correction
}

// Kendall computes tau-b, (C−D) / √((n₀−n₁)(n₀−n₂)), where C and D are the numbers of concordant and discordant pairs,
// n₀ all pairs, n₁ and n₂ the pairs tied in x and in y. It needs three cases known in both and variation in both.
//
// Source: Kendall (1970), Rank Correlation Methods, 4th ed., chapters 3 and 4.
func Kendall(x, y []float64) (KendallResult, error) {
	px, py, err := completePairs(x, y, 3)
	if err != nil {
		return KendallResult{}, fmt.Errorf("kendall's tau-b: %w", err)
	}
	c := countConcordance(px, py)
	z := c.score() / math.Sqrt(c.scoreVariance())
	return KendallResult{
		N: c.n, S: c.score(), Z: z, P: normalP(z),
		TauB: c.score() / math.Sqrt(c.pairs-c.tiedFirst) / math.Sqrt(c.pairs-c.tiedSecond),
	}, nil
}
