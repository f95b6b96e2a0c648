// Package rank puts units in order and says how sure the order is: ranks and percentile ranks, ranks under sampling
// error by simulation, funnel limits, shrinkage, and what chance alone would give.
//
// Rank 1 is best. Values equal to 10 significant digits tie. NaN stands for a missing value: it gets the rank NaN and
// is not counted.
package rank

import (
	"math"
	"slices"
)

// Average ranks with ties sharing the mean of their places.
func Average(x []float64, higherIsBetter bool) []float64 {
	return ranks(x, higherIsBetter, func(start, end, _ int) float64 { return float64(start+1+end) / 2 })
}

// Min ranks with ties all given the best of their places, as in a sports table.
func Min(x []float64, higherIsBetter bool) []float64 {
	return ranks(x, higherIsBetter, func(start, _, _ int) float64 { return float64(start + 1) })
}

// Max ranks with ties all given the worst of their places.
func Max(x []float64, higherIsBetter bool) []float64 {
	return ranks(x, higherIsBetter, func(_, end, _ int) float64 { return float64(end) })
}

// First ranks with ties given their places in the order of x.
func First(x []float64, higherIsBetter bool) []float64 {
	return ranks(x, higherIsBetter, func(start, _, nth int) float64 { return float64(start + 1 + nth) })
}

// Percentile is the share, from 0 to 100, of the other units that a unit is ahead of, ties counting half:
// 100 (n - rank) / (n - 1). The best of all has 100, the worst 0. It is NaN where there is no other unit.
func Percentile(x []float64, higherIsBetter bool) []float64 {
	out := Average(x, higherIsBetter)
	var n float64
	for _, r := range out {
		if !math.IsNaN(r) {
			n++
		}
	}
	for i, r := range out {
		out[i] = 100 * (n - r) / (n - 1)
	}
	return out
}

// Tenth is the number of units in the best or worst tenth of n: a tenth, rounded up to whole units.
func Tenth(n int) int { return (n + 9) / 10 }

// Quarter is the number of units in the best or worst quarter of n, rounded up to whole units.
func Quarter(n int) int { return (n + 3) / 4 }

// ranks asks of for the rank of the nth unit of a group that takes the positions start to end-1, counted from 0.
func ranks(x []float64, higherIsBetter bool, of func(start, end, nth int) float64) []float64 {
	out := make([]float64, len(x))
	for i := range out {
		out[i] = math.NaN()
	}
	sorted := newSorter(len(x)).sort(x, higherIsBetter)
	for start := 0; start < len(sorted); {
		end := groupEnd(sorted, start)
		units := make([]int, 0, end-start)
		for _, p := range sorted[start:end] {
			units = append(units, int(p.unit))
		}
		slices.Sort(units) // values tied but not equal were put in order of value
		for nth, unit := range units {
			out[unit] = of(start, end, nth)
		}
		start = end
	}
	return out
}
