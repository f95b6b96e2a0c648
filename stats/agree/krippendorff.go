package agree

import (
	"fmt"
	"math"
)

// Scale is the level of measurement at which two ratings are compared.
type Scale int

const (
	Nominal  Scale = iota // alike or not
	Ordinal               // by the ratings that lie between them
	Interval              // by their difference
	Ratio                 // by their difference as a share of their sum; ratings must not be negative
)

// KrippendorffResult is Krippendorff's alpha.
type KrippendorffResult struct {
	N                  int     // items rated by at least two raters
	M                  int     // raters
	Ratings            int     // ratings of those items
	Observed, Expected float64 // disagreement within items, and between ratings paired at random
	Alpha              float64 // 1 − Observed/Expected
}

// KrippendorffAlpha computes the agreement of any number of raters, any of whom may have left items out: an item counts
// as soon as two raters rated it. raters holds one slice of ratings per rater. It needs two raters, one such item and
// two different ratings.
//
// Source: Krippendorff (2019), Content Analysis, 4th ed., chapter 12.
func KrippendorffAlpha(raters [][]float64, scale Scale) (KrippendorffResult, error) {
	if scale < Nominal || scale > Ratio {
		return KrippendorffResult{}, fmt.Errorf("krippendorff's alpha: scale %d is not known", scale)
	}
	if err := sameLength(raters, 2); err != nil {
		return KrippendorffResult{}, fmt.Errorf("krippendorff's alpha: %w", err)
	}
	res := KrippendorffResult{M: len(raters)}
	var all []float64
	var sizes []int
	for i := range raters[0] {
		if ratings := knownRatings(raters, i); len(ratings) >= 2 {
			all = append(all, ratings...)
			sizes = append(sizes, len(ratings))
		}
	}
	res.N, res.Ratings = len(sizes), len(all)
	if res.N == 0 {
		return KrippendorffResult{}, fmt.Errorf("krippendorff's alpha: no item was rated by two of the %d raters", len(raters))
	}
	position, values := categories(all)
	if len(values) < 2 {
		return KrippendorffResult{}, fmt.Errorf("krippendorff's alpha: every rating of the %d items is %v: ratings must vary", res.N, values[0])
	}
	if scale == Ratio && values[0] < 0 {
		return KrippendorffResult{}, fmt.Errorf("krippendorff's alpha: rating %v is negative: a ratio scale starts at zero", values[0])
	}

	coincidence, times := coincidences(position, sizes, len(values))
	n := float64(len(all))
	for c := range values {
		for k := range values {
			d := scale.difference(values, times, c, k)
			res.Observed += coincidence[c][k] * d / n
			res.Expected += times[c] * times[k] * d / (n * (n - 1))
		}
	}
	res.Alpha = 1 - res.Observed/res.Expected
	return res, nil
}

// coincidences counts the ordered pairs of ratings within items, an item of m ratings weighing 1/(m−1) so that each
// rating counts once in all, and how often each category was used.
func coincidences(position, sizes []int, categories int) (coincidence [][]float64, times []float64) {
	coincidence, times = make([][]float64, categories), make([]float64, categories)
	for c := range coincidence {
		coincidence[c] = make([]float64, categories)
	}
	for _, size := range sizes {
		item := position[:size]
		position = position[size:]
		for a, c := range item {
			times[c]++
			for b, k := range item {
				if a != b {
					coincidence[c][k] += 1 / float64(size-1)
				}
			}
		}
	}
	return coincidence, times
}

func (s Scale) difference(values, times []float64, c, k int) float64 {
	if c == k {
		return 0
	}
	var d float64
	switch s {
	case Nominal:
		return 1
	case Ordinal:
		for g := min(c, k); g <= max(c, k); g++ {
			d += times[g]
		}
		d -= (times[c] + times[k]) / 2
	case Interval:
		d = values[c] - values[k]
	case Ratio:
		d = (values[c] - values[k]) / (values[c] + values[k])
	}
	return d * d
}

func knownRatings(raters [][]float64, item int) (known []float64) {
	for _, ratings := range raters {
		if !math.IsNaN(ratings[item]) {
			known = append(known, ratings[item])
		}
	}
	return known
}
