package treat

import "fmt"

// Rule is the sequence of treatments that an indicator goes through until its shape is within the limits.
type Rule struct {
	Limits    Limits
	Winsorise int       // most values to draw in; below zero without limit
	Then      Transform // of the untreated indicator, where drawing in does not suffice
}

// UsualRule draws in up to five values, then takes the logarithm.
var UsualRule = Rule{Limits: UsualLimits, Winsorise: 5, Then: Log}

// Treated is an indicator after treatment, with the record of how it came about.
type Treated struct {
	Values     []float64
	Before     Shape
	PassBefore bool

	Winsorised      *Winsorised // nil where the indicator needed no treatment
	PassWinsorised  bool
	Transformed     *Shape // shape after the transform, nil where it was not needed
	PassTransformed bool
}

// Pass tells whether the indicator ended within the limits.
func (t Treated) Pass() bool { return t.PassBefore || t.PassWinsorised || t.PassTransformed }

// Apply treats one indicator: left alone where its shape passes, else winsorised, else transformed. An indicator that
// passes after none of them keeps the transform, and Pass says so.
func (r Rule) Apply(x []float64) (Treated, error) {
	before, err := Measure(x)
	if err != nil {
		return Treated{}, fmt.Errorf("treat outliers: %w", err)
	}
	out := Treated{Before: before, PassBefore: r.Limits.Pass(before)}
	if out.PassBefore {
		out.Values = append([]float64(nil), x...)
		return out, nil
	}
	w, err := Winsorise(x, r.Limits, r.Winsorise)
	if err != nil {
		return Treated{}, fmt.Errorf("treat outliers: %w", err)
	}
	out.Winsorised, out.PassWinsorised = &w, r.Limits.Pass(w.After)
	if out.PassWinsorised {
		out.Values = w.Values
		return out, nil
	}
	if out.Values, err = r.Then.Apply(x); err != nil {
		return Treated{}, fmt.Errorf("treat outliers: %w", err)
	}
	after, err := Measure(out.Values)
	if err != nil {
		return Treated{}, fmt.Errorf("treat outliers: after %v: %w", r.Then, err)
	}
	out.Transformed, out.PassTransformed = &after, r.Limits.Pass(after)
	return out, nil
}
