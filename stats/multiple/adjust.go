// Package multiple adjusts p-values for the number of tests made.
//
// A NaN stands for a test that could not be made: it stays NaN and is not counted. Every function refuses, with an
// error, a p-value outside 0 to 1. Order is kept: element i of the answer belongs to element i of p.
package multiple

import (
	"fmt"
	"math"
	"slices"
)

// Bonferroni multiplies each p by the number of tests. Controls the family-wise error under any dependence.
func Bonferroni(p []float64) ([]float64, error) {
	return adjust(p, func(sorted []float64) {
		n := float64(len(sorted))
		for i, x := range sorted {
			sorted[i] = min(1, n*x)
		}
	})
}

// Holm steps down: the running maximum of (n-i+1) p(i) from the smallest p up. Controls the family-wise error under
// any dependence. Source: Holm (1979), Scand. J. Stat. 6, 65-70.
func Holm(p []float64) ([]float64, error) {
	return adjust(p, func(sorted []float64) {
		largest := 0.0
		for i, x := range sorted {
			largest = max(largest, float64(len(sorted)-i)*x)
			sorted[i] = min(1, largest)
		}
	})
}

// Hochberg steps up: the running minimum of (n-i+1) p(i) from the largest p down. Controls the family-wise error of
// independent or positively dependent tests. Source: Hochberg (1988), Biometrika 75, 800-802.
func Hochberg(p []float64) ([]float64, error) {
	return adjust(p, func(sorted []float64) {
		stepUp(sorted, func(i int) float64 { return float64(len(sorted) - i) })
	})
}

// BenjaminiHochberg steps up with n/i, giving the false discovery rate at which each test would be called, for
// independent or positively dependent tests. Source: Benjamini and Hochberg (1995), J. R. Stat. Soc. B 57, 289-300.
func BenjaminiHochberg(p []float64) ([]float64, error) {
	return adjust(p, func(sorted []float64) {
		stepUp(sorted, func(i int) float64 { return float64(len(sorted)) / float64(i+1) })
	})
}

// BenjaminiYekutieli is the false discovery rate under any dependence: that of BenjaminiHochberg times 1 + 1/2 + ...
// + 1/n. Source: Benjamini and Yekutieli (2001), Ann. Stat. 29, 1165-1188.
func BenjaminiYekutieli(p []float64) ([]float64, error) {
	return adjust(p, func(sorted []float64) {
		var harmonic float64
		for i := range sorted {
			harmonic += 1 / float64(i+1)
		}
		stepUp(sorted, func(i int) float64 { return harmonic * float64(len(sorted)) / float64(i+1) })
	})
}

// Hommel is the closed test built on Simes' inequality, never weaker than Hochberg's and valid under the same
// dependence. Source: Hommel (1988), Biometrika 75, 383-386; the computation of Wright (1992), Biometrics 48.
func Hommel(p []float64) ([]float64, error) {
	return adjust(p, func(sorted []float64) {
		n := len(sorted)
		original := slices.Clone(sorted)
		for m := n; m >= 2; m-- {
			// Simes' p of the m-1 largest, each compared as part of an intersection of m hypotheses.
			simes := math.Inf(1)
			for i := n - m + 1; i < n; i++ {
				simes = min(simes, float64(m)*original[i]/float64(i-(n-m)+1))
			}
			for i := range sorted {
				bound := simes
				if i <= n-m {
					bound = min(simes, float64(m)*original[i])
				}
				sorted[i] = max(sorted[i], bound)
			}
		}
		for i := range sorted {
			sorted[i] = min(1, sorted[i])
		}
	})
}

// stepUp replaces sorted p-values by the running minimum, from the largest down, of factor(i) times each.
func stepUp(sorted []float64, factor func(i int) float64) {
	smallest := 1.0
	for i := len(sorted) - 1; i >= 0; i-- {
		smallest = min(smallest, factor(i)*sorted[i])
		sorted[i] = smallest
	}
}

// adjust hands the p-values that are present, in ascending order, to inPlace and puts them back where they stood.
func adjust(p []float64, inPlace func(sorted []float64)) ([]float64, error) {
	var order []int
	for i, x := range p {
		if math.IsNaN(x) {
			continue
		}
		if x < 0 || x > 1 {
			return nil, fmt.Errorf("adjusting p-values: number %d is %v, expected 0 to 1 or NaN for a test not made", i+1, x)
		}
		order = append(order, i)
	}
	slices.SortStableFunc(order, func(i, j int) int {
		if p[i] < p[j] {
			return -1
		}
		if p[i] > p[j] {
			return 1
		}
		return 0
	})
	sorted := make([]float64, len(order))
	for k, i := range order {
		sorted[k] = p[i]
	}
	inPlace(sorted)
	adjusted := missing(len(p))
	for k, i := range order {
		adjusted[i] = sorted[k]
	}
	return adjusted, nil
}
