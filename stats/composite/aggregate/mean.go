package aggregate

import (
	"fmt"
	"math"
	"slices"
)

// Arithmetic is the weighted mean Σwx: a low value on one indicator is fully made up for by a high one on another.
type Arithmetic struct{}

// Scores gives the means.
func (m Arithmetic) Scores(indicators [][]float64, weights []float64) ([]float64, error) {
	return means(m, indicators, weights, nil, nil, nil)
}

func (Arithmetic) String() string { return "arithmetic mean" }

// Geometric is the weighted mean exp(Σw ln x): low values are only partly made up for. Values must be above zero.
type Geometric struct{}

// Scores gives the means. It errs with a ValueError at the first value of zero or less.
func (m Geometric) Scores(indicators [][]float64, weights []float64) ([]float64, error) {
	return means(m, indicators, weights, notPositive, math.Log, math.Exp)
}

func (Geometric) String() string { return "geometric mean" }

// Harmonic is the weighted mean 1/Σ(w/x): low values weigh most. Values must be above zero.
type Harmonic struct{}

// Scores gives the means. It errs with a ValueError at the first value of zero or less.
func (m Harmonic) Scores(indicators [][]float64, weights []float64) ([]float64, error) {
	inverse := func(v float64) float64 { return 1 / v }
	return means(m, indicators, weights, notPositive, inverse, inverse)
}

func (Harmonic) String() string { return "harmonic mean" }

// Power is the generalised mean (Σw x^P)^(1/P), which makes up for low values less the lower P is. P is not zero (that
// is Geometric), and values must be above zero.
type Power struct{ P float64 }

// Scores gives the means. It errs with a ValueError at the first value of zero or less, and on P of zero.
func (m Power) Scores(indicators [][]float64, weights []float64) ([]float64, error) {
	if m.P == 0 || math.IsNaN(m.P) || math.IsInf(m.P, 0) {
		return nil, fmt.Errorf("%v: the power must be a finite number other than zero; the geometric mean stands for zero", m)
	}
	return means(m, indicators, weights, notPositive,
		func(v float64) float64 { return math.Pow(v, m.P) }, func(v float64) float64 { return math.Pow(v, 1/m.P) })
}

func (m Power) String() string { return fmt.Sprintf("generalised mean of power %v", m.P) }

func notPositive(v float64) bool { return v <= 0 }

// means computes back(Σ w to(x)) from the known values of indicators that weigh something. Without to and back it takes
// values as they are, whatever they are.
func means(m Method, indicators [][]float64, weights []float64, refused func(float64) bool, to, back func(float64) float64) ([]float64, error) {
	w, err := shares(m, indicators, weights)
	if err != nil {
		return nil, err
	}
	units := len(indicators[0])
	sum, weight := make([]float64, units), make([]float64, units)
	for j, x := range indicators {
		if w[j] == 0 {
			continue
		}
		for i, v := range x {
			if math.IsNaN(v) {
				continue
			}
			if to != nil {
				if refused(v) {
					return nil, &ValueError{m, i, j, v, "a value above zero: normalise to a scale that starts above it, such as 1 to 100"}
				}
				v = to(v)
			}
			sum[i] += w[j] * v
			weight[i] += w[j]
		}
	}
	for i := range sum {
		sum[i] /= weight[i] // NaN where nothing is known
		if back != nil {
			sum[i] = back(sum[i])
		}
		if math.IsInf(sum[i], 0) || (weight[i] > 0 && math.IsNaN(sum[i])) {
			return nil, fmt.Errorf("%v: the score of unit %d is beyond floating point: normalise the indicators first", m, i+1)
		}
	}
	return sum, nil
}

// Median is the middle of a unit's values. Indicators count alike: it takes no weights but those of zero, which leave an
// indicator out.
type Median struct{}

// Scores gives the medians. It errs on weights that differ.
func (m Median) Scores(indicators [][]float64, weights []float64) ([]float64, error) {
	return ordered(m, indicators, weights, func(sorted []float64) float64 {
		n := len(sorted)
		return (sorted[(n-1)/2] + sorted[n/2]) / 2
	})
}

func (Median) String() string { return "median" }

// Least is a unit's worst value: nothing makes up for it. As Median it takes no weights.
type Least struct{}

// Scores gives the least values. It errs on weights that differ.
func (m Least) Scores(indicators [][]float64, weights []float64) ([]float64, error) {
	return ordered(m, indicators, weights, func(sorted []float64) float64 { return sorted[0] })
}

func (Least) String() string { return "least value" }

func ordered(m Method, indicators [][]float64, weights []float64, of func(sorted []float64) float64) ([]float64, error) {
	w, err := shares(m, indicators, weights)
	if err != nil {
		return nil, err
	}
	if err := unweighted(m, w); err != nil {
		return nil, err
	}
	scores := make([]float64, len(indicators[0]))
	known := make([]float64, 0, len(indicators))
	for i := range scores {
		known = known[:0]
		for j, x := range indicators {
			if w[j] > 0 && !math.IsNaN(x[i]) {
				known = append(known, x[i])
			}
		}
		scores[i] = math.NaN()
		if len(known) > 0 {
			slices.Sort(known)
			scores[i] = of(known)
		}
	}
	return scores, nil
}

// unweighted refuses weights that a method without weights would silently pass over.
func unweighted(m Method, shares []float64) error {
	first := 0.0
	for j, w := range shares {
		switch {
		case w == 0:
		case first == 0:
			first = w
		case math.Abs(w-first) > 1e-12:
			return fmt.Errorf("%v: it takes no weights, but indicator %d weighs %v times another: weigh them the same", m, j+1, w/first)
		}
	}
	return nil
}
