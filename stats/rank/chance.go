package rank

import (
	"fmt"
	"math"
)

// AtLeast gives, for k from 0 to m, the chance of k or more appearances in m tries that are independent and succeed
// with the probabilities p: the upper tail of the Poisson-binomial distribution, by exact convolution. NaN stands for
// a try that was not made and is not counted, so the answer has one element more than there are tries. It errs on a
// probability outside 0 to 1.
//
// With p the probability of the best tenth on each indicator an authority has, it says how often chance alone would
// put it there k times.
func AtLeast(p []float64) ([]float64, error) {
	exactly := []float64{1}
	for i, chance := range p {
		if math.IsNaN(chance) {
			continue
		}
		if chance < 0 || chance > 1 {
			return nil, fmt.Errorf("chance of appearances: probability %d is %v, expected 0 to 1", i+1, chance)
		}
		exactly = append(exactly, 0)
		for k := len(exactly) - 1; k >= 0; k-- {
			exactly[k] *= 1 - chance
			if k > 0 {
				exactly[k] += exactly[k-1] * chance
			}
		}
	}
	for k := len(exactly) - 2; k >= 0; k-- {
		exactly[k] += exactly[k+1]
	}
	exactly[0] = 1
	return exactly, nil
}
