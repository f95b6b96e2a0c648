// Package anyweights says what no choice of weights could change: whether a unit can be first or last at all, which
// others are ahead of it whatever the weights, and between which ranks it must stay.
//
// It is about weighted sums of indicators on a common scale on which more is better, complete, with weights of zero or
// more that sum to one, if need be within bounds of their own.
//
// Source: Foster and others (2013), Rank robustness of composite indices: dominance and ambiguity, OPHI Working Paper
// 26b; Athanassopoulos and Podinovski (1997), Dominance and potential optimality in multiple criteria decision analysis
// with imprecise information, J. Oper. Res. Soc. 48, 142-150.
package anyweights

import (
	"fmt"
	"math"
)

// Region is the units, and the weights that may be chosen.
type Region struct {
	units        [][]float64 // one row of indicators for each
	lower, upper []float64
	tolerance    float64 // scores closer than this are level
}

// level is the tolerance as a share of the spread of the values.
const level = 1e-9

// NewRegion takes indicators, each one slice over the units, and the least and the largest weight of each; nil stands for
// 0 and 1. It errs on gaps, naming the unit and the indicator, and on bounds between which no weights sum to one.
func NewRegion(indicators [][]float64, lower, upper []float64) (*Region, error) {
	k := len(indicators)
	if k == 0 || len(indicators[0]) == 0 {
		return nil, fmt.Errorf("any weights: no indicators or no units")
	}
	r := &Region{units: make([][]float64, len(indicators[0])), lower: make([]float64, k), upper: make([]float64, k)}
	var spread float64
	for j, x := range indicators {
		if len(x) != len(r.units) {
			return nil, fmt.Errorf("any weights: indicator %d has %d units and indicator 1 has %d", j+1, len(x), len(r.units))
		}
		least, largest := math.Inf(1), math.Inf(-1)
		for i, v := range x {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return nil, fmt.Errorf("any weights: unit %d, indicator %d: value %v, expected a known, finite value: impute it or screen the unit out", i+1, j+1, v)
			}
			r.units[i] = append(r.units[i], v)
			least, largest = math.Min(least, v), math.Max(largest, v)
		}
		spread = math.Max(spread, largest-least)
	}
	if math.IsInf(spread, 1) {
		return nil, fmt.Errorf("any weights: values are too far apart for floating point: normalise the indicators first")
	}
	r.tolerance = level * spread
	if err := r.bound(lower, upper); err != nil {
		return nil, fmt.Errorf("any weights: %w", err)
	}
	return r, nil
}

func (r *Region) bound(lower, upper []float64) error {
	k := len(r.lower)
	if lower != nil && len(lower) != k || upper != nil && len(upper) != k {
		return fmt.Errorf("%d least and %d largest weights for %d indicators", len(lower), len(upper), k)
	}
	var least, largest float64
	for j := range k {
		r.upper[j] = 1
		if lower != nil {
			r.lower[j] = lower[j]
		}
		if upper != nil {
			r.upper[j] = math.Min(1, upper[j])
		}
		if !(r.lower[j] >= 0 && r.lower[j] <= r.upper[j]) {
			return fmt.Errorf("the weight of indicator %d is bounded by %v and %v, expected 0 or more and the least first", j+1, r.lower[j], r.upper[j])
		}
		least, largest = least+r.lower[j], largest+r.upper[j]
	}
	if least > 1+1e-12 || largest < 1-1e-12 {
		return fmt.Errorf("weights within the bounds sum to between %v and %v, expected one to be possible", least, largest)
	}
	return nil
}

// Scores are those of all units under weights.
func (r *Region) Scores(weights []float64) []float64 {
	out := make([]float64, len(r.units))
	for i, unit := range r.units {
		for j, v := range unit {
			out[i] += weights[j] * v
		}
	}
	return out
}

// Places are the best and the worst place of a unit under weights: one more than the number of units ahead of it, and the
// number of units less those behind it. They differ by the units level with it.
func (r *Region) Places(unit int, weights []float64) (best, worst int) {
	scores := r.Scores(weights)
	best, worst = 1, len(scores)
	for _, score := range scores {
		switch lead := score - scores[unit]; {
		case lead > r.tolerance:
			best++
		case lead < -r.tolerance:
			worst--
		}
	}
	return best, worst
}

// least finds the smallest weighted sum of c over the region: all weights start at their least, and what is left of one
// goes to the smallest c first. order is room for len(c) positions.
func (r *Region) least(c []float64, order []int) float64 {
	order = order[:len(c)]
	for j := range order {
		at := j
		for ; at > 0 && c[order[at-1]] > c[j]; at-- {
			order[at] = order[at-1]
		}
		order[at] = j
	}
	var sum, used float64
	for j, v := range c {
		sum += r.lower[j] * v
		used += r.lower[j]
	}
	left := 1 - used
	for _, j := range order {
		if left <= 0 {
			break
		}
		more := math.Min(left, r.upper[j]-r.lower[j])
		sum += more * c[j]
		left -= more
	}
	return sum
}
