// Package treat deals with indicators whose few extreme values would otherwise decide a composite: it measures how
// skewed and heavy-tailed they are, draws in their extremes or takes logarithms, and records what it did.
//
// An indicator is one value for each unit, NaN where it is missing; missing stays missing and is not counted.
//
// Source: OECD and JRC (2008), Handbook on Constructing Composite Indicators; Becker and others (2022), COINr, Journal
// of Open Source Software 7, 4567.
package treat

import (
	"fmt"
	"math"
	"slices"
)

// Shape is the skewness and the excess kurtosis of a sample, in the forms that are unbiased under normality (type 2 of
// Joanes and Gill 1998, The Statistician 47, 183-189).
type Shape struct{ Skewness, Kurtosis float64 }

// Measure computes the shape of the known values. It errs on fewer than four, on infinite values and where nothing
// varies.
func Measure(x []float64) (Shape, error) {
	n, least, most, last := 0, math.Inf(1), math.Inf(-1), math.NaN()
	for i, v := range x {
		switch {
		case math.IsInf(v, 0):
			return Shape{}, fmt.Errorf("skewness and kurtosis: %w", infinite(i, v))
		case v == v:
			n++
			least, most, last = min(least, v), max(most, v), v
		}
	}
	if n < 4 {
		return Shape{}, fmt.Errorf("skewness and kurtosis: %d known values, expected at least 4", n)
	}
	if least == most {
		return Shape{}, fmt.Errorf("skewness and kurtosis: all %d known values are %v, an indicator that does not vary has no shape", n, last)
	}
	return shape(x, float64(n)), nil
}

// shape is that of n known values among x. Nothing is copied for it: stress tests ask for it a million times.
func shape(x []float64, n float64) Shape {
	var mean float64
	for _, v := range x {
		if v == v {
			mean += v / n
		}
	}
	var scale float64 // keeps powers within floating point
	for _, v := range x {
		if v == v {
			scale = math.Max(scale, math.Abs(v-mean))
		}
	}
	var m2, m3, m4 float64
	for _, v := range x {
		if v == v {
			d := (v - mean) / scale
			m2 += d * d / n
			m3 += d * d * d / n
			m4 += d * d * d * d / n
		}
	}
	g1, g2 := m3/math.Pow(m2, 1.5), m4/(m2*m2)-3
	return Shape{
		Skewness: g1 * math.Sqrt(n*(n-1)) / (n - 2),
		Kurtosis: ((n+1)*g2 + 6) * (n - 1) / ((n - 2) * (n - 3)),
	}
}

// Limits say when an indicator has outliers: where its skewness is as far from zero as Skewness or further, and its
// kurtosis as large as Kurtosis or larger.
type Limits struct{ Skewness, Kurtosis float64 }

// UsualLimits are those of the JRC: 2 and 3.5.
var UsualLimits = Limits{Skewness: 2, Kurtosis: 3.5}

// Pass tells whether a shape is within the limits: one of its two measures suffices.
func (l Limits) Pass(s Shape) bool {
	return math.Abs(s.Skewness) < l.Skewness || s.Kurtosis < l.Kurtosis
}

// Quantiles are the type 7 quantiles (Hyndman and Fan 1996) of the known values at the probabilities given: linear
// interpolation between order statistics, as spreadsheets do. It errs where no value is known.
func Quantiles(x []float64, probabilities ...float64) ([]float64, error) {
	known, err := knownValues(x)
	if err != nil {
		return nil, fmt.Errorf("quantiles: %w", err)
	}
	if len(known) == 0 {
		return nil, fmt.Errorf("quantiles: none of the %d values is known", len(x))
	}
	slices.Sort(known)
	out := make([]float64, len(probabilities))
	for i, p := range probabilities {
		if !(p >= 0 && p <= 1) {
			return nil, fmt.Errorf("quantiles: probability %v, expected 0 to 1", p)
		}
		at := p * float64(len(known)-1)
		below := int(at)
		out[i] = known[below]
		if below+1 < len(known) {
			out[i] += (at - float64(below)) * (known[below+1] - known[below])
		}
	}
	return out, nil
}

func knownValues(x []float64) ([]float64, error) {
	known := make([]float64, 0, len(x))
	for i, v := range x {
		if math.IsInf(v, 0) {
			return nil, infinite(i, v)
		}
		if v == v {
			known = append(known, v)
		}
	}
	return known, nil
}

func infinite(unit int, v float64) error {
	return fmt.Errorf("unit %d has the value %v, expected a finite number or a missing value", unit+1, v)
}
