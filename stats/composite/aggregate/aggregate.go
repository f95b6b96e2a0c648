// Package aggregate combines indicators on a common scale into one score for each unit.
//
// Indicators are slices with one value for each unit, NaN where it is missing. Weights are one for each indicator, zero
// or more, and count by their shares; nil weighs all the same. A score is made from the indicators that a unit has,
// their weights scaled to a sum of one; a unit that has none gets no score (NaN).
//
// Source: OECD and JRC (2008), Handbook on Constructing Composite Indicators, chapter 6 of part 1.
package aggregate

import (
	"fmt"
	"math"
)

// Method combines the indicators of each unit. Higher scores are better, but for Wroclaw.
type Method interface {
	// Scores gives each unit's score. It errs, naming what stands in the way, where the method has no answer.
	Scores(indicators [][]float64, weights []float64) ([]float64, error)
	String() string
}

// ValueError says that a value stands in the way of a method.
type ValueError struct {
	Method          Method
	Unit, Indicator int // positions, from 0
	Value           float64
	Expected        string
}

func (e *ValueError) Error() string {
	return fmt.Sprintf("%v: unit %d, indicator %d: value %v, expected %s", e.Method, e.Unit+1, e.Indicator+1, e.Value, e.Expected)
}

// Sufficient gives scores to the units that have at least the share leastKnown, 0 to 1, of the indicators, and none to
// the others.
func Sufficient(m Method, indicators [][]float64, weights []float64, leastKnown float64) ([]float64, error) {
	if !(leastKnown >= 0 && leastKnown <= 1) {
		return nil, fmt.Errorf("%v: least share of known indicators is %v, expected 0 to 1", m, leastKnown)
	}
	if err := sameUnits(m, indicators); err != nil {
		return nil, err
	}
	known := make([]int, len(indicators[0]))
	for _, x := range indicators {
		for i, v := range x {
			if v == v {
				known[i]++
			}
		}
	}
	kept, copied := indicators, false
	for i, n := range known {
		if float64(n) >= leastKnown*float64(len(indicators))-1e-9 {
			continue
		}
		if !copied {
			kept, copied = cloned(indicators), true
		}
		for _, x := range kept {
			x[i] = math.NaN()
		}
	}
	return m.Scores(kept, weights)
}

func cloned(columns [][]float64) [][]float64 {
	copies := make([][]float64, len(columns))
	for j, x := range columns {
		copies[j] = append([]float64(nil), x...)
	}
	return copies
}

// shares checks the input and scales the weights to a sum of one.
func shares(m Method, indicators [][]float64, weights []float64) ([]float64, error) {
	if err := sameUnits(m, indicators); err != nil {
		return nil, err
	}
	out := make([]float64, len(indicators))
	if weights == nil {
		for j := range out {
			out[j] = 1 / float64(len(out))
		}
		return out, nil
	}
	if len(weights) != len(indicators) {
		return nil, fmt.Errorf("%v: %d indicators and %d weights", m, len(indicators), len(weights))
	}
	var sum float64
	for j, w := range weights {
		if !(w >= 0) || math.IsInf(w, 1) {
			return nil, fmt.Errorf("%v: the weight of indicator %d is %v, expected zero or more: leave the indicator out or turn its direction", m, j+1, w)
		}
		sum += w
	}
	if !(sum > 0) || math.IsInf(sum, 1) {
		return nil, fmt.Errorf("%v: the weights sum to %v, expected more than zero", m, sum)
	}
	for j, w := range weights {
		out[j] = w / sum
	}
	return out, nil
}

func sameUnits(m Method, indicators [][]float64) error {
	if len(indicators) == 0 {
		return fmt.Errorf("%v: no indicators", m)
	}
	for j, x := range indicators {
		if len(x) != len(indicators[0]) {
			return fmt.Errorf("%v: indicator %d has %d units and indicator 1 has %d", m, j+1, len(x), len(indicators[0]))
		}
		for i, v := range x {
			if math.IsInf(v, 0) {
				return &ValueError{m, i, j, v, "a finite number or a missing value"}
			}
		}
	}
	return nil
}

// complete refuses tables with gaps, for methods that compare units on all indicators at once.
func complete(m Method, indicators [][]float64) error {
	for j, x := range indicators {
		for i, v := range x {
			if math.IsNaN(v) {
				return &ValueError{m, i, j, v, "a known value: impute it or screen the unit out"}
			}
		}
	}
	return nil
}
