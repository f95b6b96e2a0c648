package regress

import (
	"fmt"
	"math"
	"slices"
)

// ProfileIntervals gives the slopes of an ordinal fit with 95% intervals from the profile likelihood in place of
// Wald's: the values at which twice the fall in log-likelihood, the other parameters refitted, is the 95% point of
// chi-square on one degree of freedom (Venzon and Moolgavkar 1988).
func ProfileIntervals(fit *OrdinalFit) ([]Coefficient, error) {
	out := slices.Clone(fit.Slopes)
	q, thresholds := len(fit.theta), len(fit.Thresholds)
	for j := range out {
		model, rest := fit.model.holding(j), append([]float64(nil), fit.theta...)
		at := thresholds + j
		rest = slices.Delete(rest, at, at+1)
		profile := func(value float64) (float64, error) {
			for i := range model.offset {
				model.offset[i] = value * fit.model.x[i*fit.model.p+j]
			}
			top := newAscent(rest)
			err := top.climb(model)
			return top.value, err
		}
		low, high, err := profileEnds(profile, fit.theta[at], math.Sqrt(fit.scaled[at*q+at]), fit.LogLik)
		if err != nil {
			return nil, fmt.Errorf("profile interval of %s: %w", out[j].Term, err)
		}
		out[j].Low, out[j].High = low/fit.design.scale[j], high/fit.design.scale[j]
	}
	return out, nil
}

// holding is the model with column j taken out of the predictors, to be put in the offset.
func (c *cumulative) holding(j int) *cumulative {
	held := *c
	held.p--
	held.offset = make([]float64, len(c.y))
	held.x = make([]float64, 0, len(c.y)*held.p)
	for i := range c.y {
		row := c.x[i*c.p : (i+1)*c.p]
		held.x = append(append(held.x, row[:j]...), row[j+1:]...)
	}
	return &held
}

// profileEnds finds both ends of an interval; see profileEnd.
func profileEnds(profile func(float64) (float64, error), estimate, se, top float64) (low, high float64, err error) {
	if low, err = profileEnd(profile, estimate, -normal975*se, top); err != nil {
		return 0, 0, err
	}
	high, err = profileEnd(profile, estimate, normal975*se, top)
	return low, high, err
}

// profileEnd finds where the root of twice the fall of the profile from its top reaches the 97.5% point of the normal
// distribution, on the side of reach, which is where Wald's interval ends. The root is nearly linear, so regula falsi
// from a bracket (Illinois) needs few steps. An end that is not reached in a million times Wald's is infinite.
func profileEnd(profile func(float64) (float64, error), estimate, reach, top float64) (float64, error) {
	excess := func(value float64) (float64, error) {
		at, err := profile(value)
		return math.Sqrt(2*max(top-at, 0)) - normal975, err
	}
	near, far := estimate, estimate+reach
	below, above := -normal975, 0.0
	for doublings := 0; ; doublings++ {
		var err error
		if above, err = excess(far); err != nil {
			return 0, err
		}
		if above >= 0 {
			break
		}
		if doublings == 20 {
			return math.Copysign(math.Inf(1), reach), nil
		}
		near, below = far, above
		far = estimate + 2*(far-estimate)
	}
	kept := 0 // the side whose end stayed last time: -1 near, 1 far
	for range 60 {
		middle := far - above*(far-near)/(above-below)
		at, err := excess(middle)
		if err != nil {
			return 0, err
		}
		if math.Abs(at) < 1e-9 {
			return middle, nil
		}
		if at < 0 {
			near, below = middle, at
			if kept == 1 {
				above /= 2
			}
			kept = 1
		} else {
			far, above = middle, at
			if kept == -1 {
				below /= 2
			}
			kept = -1
		}
	}
	return far, nil
}
