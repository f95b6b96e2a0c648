// Package normalise puts indicators that are measured in different units on a common scale on which more is better.
//
// An indicator is one value for each unit, NaN where it is missing; missing stays missing. Methods that take a column
// as it is (min-max, z-score, ranks, distances to the largest or a reference value) are applied to the negated column
// where less is better. Goalposts and distance to target state their bounds in the indicator's own unit and turn the
// scale instead.
//
// Source: OECD and JRC (2008), Handbook on Constructing Composite Indicators, chapter 5 of part 1.
package normalise

import (
	"fmt"
	"math"
	"slices"
)

// Direction says which way an indicator is read.
type Direction int8

// The two readings of an indicator.
const (
	LowerIsBetter  Direction = -1
	HigherIsBetter Direction = 1
)

// Method is a way to put one indicator on the common scale.
type Method interface {
	// Into writes the indicator on the common scale to dst, which is as long as x and may be x itself. It errs, naming
	// what stands in the way, where the method has no answer; it never writes an infinity, nor NaN for a known value.
	Into(dst, x []float64, d Direction) error
	// String names the method and its parameters.
	String() string
}

// Apply returns the indicator on the common scale of the method, or says what stands in the way.
func Apply(m Method, x []float64, d Direction) ([]float64, error) {
	dst := make([]float64, len(x))
	if err := m.Into(dst, x, d); err != nil {
		return nil, err
	}
	return dst, nil
}

// Table applies a method to every indicator, each a slice with one value a unit, read in the direction of the same
// position. The error names the indicator by its position, from 1.
func Table(indicators [][]float64, directions []Direction, m Method) ([][]float64, error) {
	if len(directions) != len(indicators) {
		return nil, fmt.Errorf("normalise by %v: %d indicators and %d directions", m, len(indicators), len(directions))
	}
	out := make([][]float64, len(indicators))
	for j, x := range indicators {
		var err error
		if out[j], err = Apply(m, x, directions[j]); err != nil {
			return nil, fmt.Errorf("indicator %d: %w", j+1, err)
		}
	}
	return out, nil
}

// column is what the methods need to know of an indicator.
type column struct {
	x              []float64 // negated where less is better
	n              int       // of known values
	least, largest float64
	mean           float64
}

// directed checks an indicator and writes it to dst turned so that more is better.
func directed(m Method, dst, x []float64, d Direction) (column, error) {
	if d != LowerIsBetter && d != HigherIsBetter {
		return column{}, fmt.Errorf("%v: direction is %d, expected 1 (higher is better) or -1 (lower is better)", m, d)
	}
	c := column{x: dst[:len(x)], least: math.Inf(1), largest: math.Inf(-1)}
	var sum float64
	for i, v := range x {
		v *= float64(d)
		dst[i] = v
		if v != v {
			continue
		}
		c.n++
		sum += v
		if v < c.least {
			c.least = v
		}
		if v > c.largest {
			c.largest = v
		}
	}
	if c.n == 0 {
		return column{}, fmt.Errorf("%v: none of the %d units has a value: leave the indicator out", m, len(x))
	}
	if math.IsInf(c.least, 0) || math.IsInf(c.largest, 0) {
		return column{}, fmt.Errorf("%v: unit %d has an infinite value, expected a finite number or a missing value", m, 1+slices.IndexFunc(c.x, func(v float64) bool { return math.IsInf(v, 0) }))
	}
	c.mean = sum / float64(c.n)
	return c, nil
}

// varying is directed for methods that divide by the spread.
func varying(m Method, dst, x []float64, d Direction) (column, error) {
	c, err := directed(m, dst, x, d)
	if err != nil {
		return column{}, err
	}
	if c.largest == c.least {
		return column{}, fmt.Errorf("%v: all %d known values are %v: an indicator that does not vary has no scale, leave it out", m, c.n, c.least*float64(d))
	}
	if span := c.largest - c.least; math.IsInf(span, 1) {
		return column{}, fmt.Errorf("%v: values from %v to %v are too far apart for floating point", m, c.least, c.largest)
	}
	return c, nil
}

// each puts the known values through f. It errs where the result is no finite number: the value is out of all proportion
// to the others or to the method's parameters.
func (c column) each(m Method, f func(v float64) float64) error {
	for i, v := range c.x {
		if v != v {
			continue
		}
		scaled := f(v)
		if scaled-scaled != 0 {
			return fmt.Errorf("%v: unit %d comes out as %v, its value is out of all proportion: check its unit", m, i+1, scaled)
		}
		c.x[i] = scaled
	}
	return nil
}

func finite(m Method, names string, values ...float64) error {
	for _, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Errorf("%v: %s must be finite numbers", m, names)
		}
	}
	return nil
}
