package regress

import "fmt"

// MixedOrdinalFit is a proportional odds model with a random intercept. VCov is ordered thresholds, then slopes.
type MixedOrdinalFit struct {
	RandomIntercept
	Levels             []string
	Thresholds, Slopes []Coefficient
	VCov               [][]float64
}

// MixedOrdinal fits logit P(Y <= k) = threshold_k - x'slopes - b_group with b normal, by maximum likelihood with
// adaptive Gauss-Hermite quadrature. Levels are as in Ordinal, and errors as in MixedLogistic.
func MixedOrdinal(y []int, group []string, design *Design, options MixedOptions) (*MixedOrdinalFit, error) {
	fit, err := mixedOrdinal(y, group, design, options)
	if err != nil {
		return nil, fmt.Errorf("random-intercept ordinal regression: %w", err)
	}
	return fit, nil
}

func mixedOrdinal(y []int, group []string, design *Design, options MixedOptions) (*MixedOrdinalFit, error) {
	if len(group) != len(y) {
		return nil, fmt.Errorf("%d groups for %d rows; name one per row", len(group), len(y))
	}
	code, levels, warnings, err := encode(y, options.Labels)
	if err != nil {
		return nil, err
	}
	if err := design.serves(len(y), len(y), len(levels)+design.width()); err != nil {
		return nil, err
	}
	c := newCumulative(code, len(levels), design, Logit, nil)
	common, theta, vcov, err := fitRandomIntercept(c, group, options.Points, len(y), design.Terms())
	if err != nil {
		return nil, err
	}
	common.Warnings = append(common.Warnings, warnings...)
	fit := &MixedOrdinalFit{RandomIntercept: *common, Levels: levels}
	fit.Thresholds, fit.Slopes, fit.VCov = design.cumulativeCoefficients(levels, theta, vcov)
	return fit, nil
}
