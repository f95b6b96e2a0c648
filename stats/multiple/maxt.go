package multiple

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// Permuted holds p-values from one set of permutations, in the order of the tests. NaN where a test has no statistic.
type Permuted struct {
	Raw        []float64 // each test by itself
	SingleStep []float64 // family-wise, against the largest of all statistics
	StepDown   []float64 // family-wise, against the largest of those no more extreme; never above SingleStep
}

// Statistics that differ only by rounding count as equal.
const equalStatistic = 1e-12

// MaxT gives p-values from permutations: observed[j] is the statistic of test j, larger being more extreme, and
// permuted[b][j] the same statistic after permutation b, which must permute all tests together. A p-value is
// (1 + permutations at least as extreme) / (1 + permutations). A test whose observed statistic is NaN stays NaN and
// is not counted; an NaN among the permuted statistics of the others is an error.
//
// Source: Westfall and Young (1993), Resampling-Based Multiple Testing, algorithms 2.5 and 2.8; Phipson and Smyth
// (2010) for the added one.
func MaxT(observed []float64, permuted [][]float64) (Permuted, error) {
	var order []int // from the most extreme to the least
	for j, t := range observed {
		if !math.IsNaN(t) {
			order = append(order, j)
		}
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(observed[j], observed[i]) })

	n := len(observed)
	raw, single, down := make([]float64, n), make([]float64, n), make([]float64, n)
	for b, row := range permuted {
		if len(row) != n {
			return Permuted{}, fmt.Errorf("permutation %d has %d statistics, expected %d", b+1, len(row), n)
		}
		largest := math.Inf(-1)
		for k := len(order) - 1; k >= 0; k-- {
			j := order[k]
			if math.IsNaN(row[j]) {
				return Permuted{}, fmt.Errorf("permutation %d has no statistic for test %d, which has one unpermuted", b+1, j+1)
			}
			largest = max(largest, row[j])
			raw[j] += reaches(row[j], observed[j])
			down[j] += reaches(largest, observed[j])
		}
		for _, j := range order {
			single[j] += reaches(largest, observed[j])
		}
	}

	chance := func(count float64) float64 { return (1 + count) / (1 + float64(len(permuted))) }
	result := Permuted{missing(n), missing(n), missing(n)}
	var least float64
	for _, j := range order {
		result.Raw[j], result.SingleStep[j] = chance(raw[j]), chance(single[j])
		least = max(least, chance(down[j]))
		result.StepDown[j] = least
	}
	return result, nil
}

func reaches(permuted, observed float64) float64 {
	if permuted >= observed-equalStatistic {
		return 1
	}
	return 0
}

func missing(n int) []float64 {
	p := make([]float64, n)
	for i := range p {
		p[i] = math.NaN()
	}
	return p
}
