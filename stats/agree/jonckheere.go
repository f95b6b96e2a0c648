package agree

import (
	"fmt"
	"math"
)

// JonckheereResult is a test of trend across ordered groups.
type JonckheereResult struct {
	N, Groups int
	JT        float64 // pairs from different groups in which the higher group has the higher value, ties counting half
	Mean      float64 // of JT without a trend
	Variance  float64 // of JT without a trend, given the ties
	Z, P      float64
}

// Jonckheere runs the Jonckheere-Terpstra test of whether values rise (Z > 0) or fall with the order of the groups. A
// case needs a value and a group. JT less its mean is half of Kendall's S of value and group, and so its variance is a
// quarter of the variance of S. It needs three cases, two groups and values that vary.
//
// Source: Jonckheere (1954), Biometrika 41, 133-145; the variance with ties: Hollander, Wolfe and Chicken (2014),
// Nonparametric Statistical Methods, 3rd ed., section 6.2.
func Jonckheere(values, group []float64) (JonckheereResult, error) {
	v, g, err := completePairs(values, group, 3)
	if err != nil {
		return JonckheereResult{}, fmt.Errorf("jonckheere-terpstra test: %w", err)
	}
	c := countConcordance(v, g)
	mean := (c.pairs - c.tiedSecond) / 2
	variance := c.scoreVariance() / 4
	z := c.score() / 2 / math.Sqrt(variance)
	return JonckheereResult{
		N: c.n, Groups: len(c.secondRuns), JT: mean + c.score()/2, Mean: mean, Variance: variance, Z: z, P: normalP(z),
	}, nil
}
