package agree

import (
	"cmp"
	"math"
	"slices"
)

// tieKey rounds to ten significant digits: values with one key are tied.
func tieKey(v float64) float64 {
	if v == 0 {
		return 0
	}
	places := 9 - int(math.Floor(math.Log10(math.Abs(v))))
	// Multiply or divide by a power of ten that float64 holds exactly wherever one does.
	if places >= 0 {
		return math.Round(v*math.Pow10(places)) / math.Pow10(places)
	}
	return math.Round(v/math.Pow10(-places)) * math.Pow10(-places)
}

// midranks ranks ascending from 1, tied values sharing the mean of their ranks.
func midranks(values []float64) []float64 {
	order, keys := ascending(values)
	ranks := make([]float64, len(values))
	for start, end := range runs(order, keys) {
		for _, i := range order[start:end] {
			ranks[i] = float64(start+end+1) / 2
		}
	}
	return ranks
}

// tieLengths gives the length of each run of tied values, runs of one included.
func tieLengths(values []float64) []int {
	order, keys := ascending(values)
	var lengths []int
	for start, end := range runs(order, keys) {
		lengths = append(lengths, end-start)
	}
	return lengths
}

func ascending(values []float64) (order []int, keys []float64) {
	order, keys = make([]int, len(values)), make([]float64, len(values))
	for i, v := range values {
		order[i], keys[i] = i, tieKey(v)
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(keys[a], keys[b]) })
	return order, keys
}

// runs yields the bounds of each stretch of order in which the keys are equal.
func runs(order []int, keys []float64) func(yield func(start, end int) bool) {
	return func(yield func(start, end int) bool) {
		for start := 0; start < len(order); {
			end := start + 1
			for end < len(order) && keys[order[end]] == keys[order[start]] {
				end++
			}
			if !yield(start, end) {
				return
			}
			start = end
		}
	}
}

// categories gives the position of each value among the distinct values, which it lists ascending.
func categories(values []float64) (position []int, distinct []float64) {
	order, keys := ascending(values)
	position = make([]int, len(values))
	for start, end := range runs(order, keys) {
		for _, i := range order[start:end] {
			position[i] = len(distinct)
		}
		distinct = append(distinct, keys[order[start]])
	}
	return position, distinct
}
