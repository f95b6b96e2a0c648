package regress

import (
	"fmt"
	"math"
	"slices"
	"strconv"
)

// OrdinalOptions are the choices in an ordinal model; the zero value is proportional odds on unweighted observations.
type OrdinalOptions struct {
	Link        Link
	Labels      []string // Labels[y] names level y; without them levels are named by their number
	Frequencies []int    // how many observations each row stands for; nil for one
}

// OrdinalFit is a fitted cumulative link model. VCov is ordered thresholds, then slopes, from the observed information.
type OrdinalFit struct {
	N                  int // observations, frequencies counted
	Link               Link
	Levels             []string
	Thresholds         []Coefficient
	Slopes             []Coefficient
	VCov               [][]float64
	LogLik, NullLogLik float64
	AIC, BIC           float64
	LR, LRP            float64 // against thresholds alone
	LRDF               int
	Warnings           []string

	model  *cumulative
	design *Design
	theta  []float64 // on centred and scaled columns
	scaled []float64 // variances of theta
}

// Ordinal fits P(Y <= k) = F(threshold_k - x'slopes) by maximum likelihood (McCullagh 1980). y holds levels as numbers
// in their order; numbers that do not occur are dropped and thresholds are named by the levels on either side, as in
// "1|3". It returns a *SeparationError when the maximum is not finite, and an error when fewer than two levels occur
// or there are not more observations than parameters.
func Ordinal(y []int, design *Design, options OrdinalOptions) (*OrdinalFit, error) {
	fit, err := ordinal(y, design, options)
	if err != nil {
		return nil, fmt.Errorf("ordinal regression: %w", err)
	}
	return fit, nil
}

func ordinal(y []int, design *Design, options OrdinalOptions) (*OrdinalFit, error) {
	rows, weight, n, err := occurring(len(y), options.Frequencies)
	if err != nil {
		return nil, err
	}
	if len(rows) < len(y) {
		if err := design.serves(n, len(y), 0); err != nil {
			return nil, err
		}
		if design, err = design.only(rows); err != nil {
			return nil, err
		}
		kept := make([]int, len(rows))
		for k, i := range rows {
			kept[k] = y[i]
		}
		y = kept
	}
	fit := &OrdinalFit{N: n, Link: options.Link, design: design}
	code, levels, warnings, err := encode(y, options.Labels)
	if err != nil {
		return nil, err
	}
	fit.Levels, fit.Warnings = levels, warnings
	thresholds := len(fit.Levels) - 1
	fit.LRDF = design.width()
	if err := design.serves(n, len(y), thresholds+fit.LRDF); err != nil {
		return nil, err
	}
	fit.model = newCumulative(code, len(fit.Levels), design, options.Link, weight)
	return fit, fit.maximise()
}

func newCumulative(code []int, levels int, design *Design, link Link, weight []float64) *cumulative {
	c := &cumulative{link: link, levels: levels, y: code, weight: weight, p: design.width(), z: slices.Repeat([]float64{1}, len(code)), m: 1}
	if c.p > 0 {
		c.x = design.scaled
	}
	return c
}

func (f *OrdinalFit) maximise() error {
	if separated := f.model.separation(f.design.Terms(), f.N); separated != nil {
		return separated
	}
	top := newAscent(f.model.start())
	if err := top.climb(f.model); err != nil {
		return err
	}
	q := len(top.theta)
	vcov, ok := inverse(top.information, q)
	if !ok {
		return errNoMaximum
	}
	f.theta, f.scaled = top.theta, vcov
	f.Thresholds, f.Slopes, f.VCov = f.design.cumulativeCoefficients(f.Levels, top.theta, vcov)
	f.LogLik, f.NullLogLik = top.value, f.model.nullLogLik()
	f.AIC = 2*float64(q) - 2*f.LogLik
	f.BIC = math.Log(float64(f.N))*float64(q) - 2*f.LogLik
	f.LR = max(2*(f.LogLik-f.NullLogLik), 0)
	f.LRP = chiSquareTail(f.LR, float64(f.LRDF))
	return nil
}

// Probabilities of each level for an observation with predictors x, in the order of the design.
func (f *OrdinalFit) Probabilities(x []float64) []float64 {
	eta := 0.0
	for j, slope := range f.Slopes {
		eta += slope.Estimate * x[j]
	}
	out := make([]float64, len(f.Levels))
	for k := range out {
		l, u := math.Inf(-1), math.Inf(1)
		if k > 0 {
			l = f.Thresholds[k-1].Estimate - eta
		}
		if k < len(f.Thresholds) {
			u = f.Thresholds[k].Estimate - eta
		}
		out[k] = math.Exp(f.Link.between(l, u).log)
	}
	return out
}

// cumulativeCoefficients takes thresholds and slopes back to the columns as given and names them.
func (d *Design) cumulativeCoefficients(levels []string, theta, vcov []float64) (thresholds, slopes []Coefficient, out [][]float64) {
	estimate, out := d.unscale(theta, vcov, len(levels)-1, 1)
	for k := range levels[1:] {
		thresholds = append(thresholds, wald(levels[k]+"|"+levels[k+1], estimate[k], math.Sqrt(out[k][k])))
	}
	for j, term := range d.Terms() {
		at := len(thresholds) + j
		slopes = append(slopes, wald(term, estimate[at], math.Sqrt(out[at][at])))
	}
	return thresholds, slopes, out
}

// encode numbers the occurring levels from 0, names them, and warns of labels that do not occur.
func encode(y []int, labels []string) (code []int, names, warnings []string, err error) {
	present := slices.Compact(slices.Sorted(slices.Values(y)))
	if len(present) < 2 {
		return nil, nil, nil, fmt.Errorf("%d level(s) of the outcome among %d rows; at least 2 must occur", len(present), len(y))
	}
	for _, level := range present {
		name := strconv.Itoa(level)
		if labels != nil {
			if level < 0 || level >= len(labels) {
				return nil, nil, nil, fmt.Errorf("level %d has no label; labels are given for 0 to %d", level, len(labels)-1)
			}
			name = labels[level]
		}
		names = append(names, name)
	}
	for level, label := range labels {
		if !slices.Contains(present, level) {
			warnings = append(warnings, fmt.Sprintf("Level %s does not occur and is left out.", label))
		}
	}
	code = make([]int, len(y))
	for i, level := range y {
		code[i], _ = slices.BinarySearch(present, level)
	}
	return code, names, warnings, nil
}

// occurring are the rows with a frequency above zero, their frequencies (nil when none are given) and their sum.
func occurring(n int, frequencies []int) (rows []int, weight []float64, total int, err error) {
	if frequencies == nil {
		for i := range n {
			rows = append(rows, i)
		}
		return rows, nil, n, nil
	}
	if len(frequencies) != n {
		return nil, nil, 0, fmt.Errorf("%d frequencies for %d rows; give one per row", len(frequencies), n)
	}
	for i, f := range frequencies {
		if f < 0 {
			return nil, nil, 0, fmt.Errorf("the frequency in row %d is %d; it cannot be negative", i+1, f)
		}
		if f > 0 {
			rows = append(rows, i)
			weight = append(weight, float64(f))
			total += f
		}
	}
	return rows, weight, total, nil
}
