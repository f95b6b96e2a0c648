package treat

import (
	"fmt"
	"math"
	"slices"
)

// Winsorised is an indicator with its extremes drawn in.
type Winsorised struct {
	Values []float64
	Low    []int // positions of the units drawn in from below, ascending
	High   []int // and from above
	Before Shape
	After  Shape
}

// Points is the number of values drawn in.
func (w Winsorised) Points() int { return len(w.Low) + len(w.High) }

// Winsorise draws in one extreme value after another until the shape is within the limits or most values have been
// drawn in: with positive skewness the k largest values become the next largest, otherwise the k smallest the next
// smallest. No limit on their number is set by most below zero. What is drawn in may not change: tied extremes move
// together once all of them are counted.
//
// It errs as Measure does.
func Winsorise(x []float64, limits Limits, most int) (Winsorised, error) {
	before, err := Measure(x)
	if err != nil {
		return Winsorised{}, fmt.Errorf("winsorise: %w", err)
	}
	if limits.Pass(before) {
		return Winsorised{Values: slices.Clone(x), Before: before, After: before}, nil
	}
	units := make([]int, 0, len(x))
	for i, v := range x {
		if !math.IsNaN(v) {
			units = append(units, i)
		}
	}
	slices.SortStableFunc(units, func(a, b int) int {
		switch {
		case x[a] < x[b]:
			return -1
		case x[a] > x[b]:
			return 1
		}
		return 0
	})
	ordered := make([]float64, len(units))
	for k, unit := range units {
		ordered[k] = x[unit]
	}
	if most < 0 {
		most = len(ordered)
	}

	low, high, after := 0, 0, before
	for low+high < most && low+high < len(ordered)-2 && !limits.Pass(after) {
		if after.Skewness > 0 {
			high++
			edge := len(ordered) - 1 - high
			fill(ordered[edge+1:], ordered[edge])
		} else {
			low++
			fill(ordered[:low], ordered[low])
		}
		if ordered[0] == ordered[len(ordered)-1] {
			return Winsorised{}, fmt.Errorf("winsorise: drawing in %d of %d values would leave no variation: allow fewer points", low+high, len(ordered))
		}
		after = shape(ordered, float64(len(ordered)))
	}

	out := Winsorised{Values: slices.Clone(x), Before: before, After: after}
	for k, unit := range units {
		out.Values[unit] = ordered[k]
	}
	out.Low = slices.Sorted(slices.Values(units[:low]))
	out.High = slices.Sorted(slices.Values(units[len(units)-high:]))
	return out, nil
}

func fill(x []float64, v float64) {
	for i := range x {
		x[i] = v
	}
}
