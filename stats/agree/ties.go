package agree

import (
	"slices"

	"goodmeasure/stats/rank"
)

// midranks ranks ascending from 1, tied values sharing the mean of their ranks: equal midranks are a tie.
func midranks(values []float64) []float64 { return rank.Average(values, false) }

// tieLengths gives the length of each run of tied midranks, runs of one included.
func tieLengths(midranks []float64) (lengths []int) {
	sorted := slices.Sorted(slices.Values(midranks))
	for i, r := range sorted {
		if i == 0 || r != sorted[i-1] {
			lengths = append(lengths, 0)
		}
		lengths[len(lengths)-1]++
	}
	return lengths
}

// categories gives the position of each value among the distinct values, which it lists ascending.
func categories(values []float64) (position []int, distinct []float64) {
	ranks := midranks(values)
	steps := slices.Compact(slices.Sorted(slices.Values(ranks)))
	position, distinct = make([]int, len(values)), make([]float64, len(steps))
	for i, r := range ranks {
		position[i], _ = slices.BinarySearch(steps, r)
		distinct[position[i]] = values[i]
	}
	return position, distinct
}
