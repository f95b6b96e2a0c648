package regress

import "fmt"

// MixedLogisticFit is a logistic regression with a random intercept. Coefficients start with the fixed intercept;
// their variances are from the information in all parameters, the groups' spread among them.
type MixedLogisticFit struct {
	RandomIntercept
	Coefficients []Coefficient
	VCov         [][]float64
}

// MixedLogistic fits logit P(success) = intercept + x'slopes + b_group with b normal, by maximum likelihood with
// adaptive Gauss-Hermite quadrature. group names each row's group. Log-likelihoods carry the binomial constant. It
// returns a *SeparationError where predictors separate the outcome, and an error when there are fewer than two groups,
// one observation in each, or no bound to the spread between them.
func MixedLogistic(y Binomial, group []string, design *Design, options MixedOptions) (*MixedLogisticFit, error) {
	fit, err := mixedLogistic(y, group, design, options)
	if err != nil {
		return nil, fmt.Errorf("random-intercept logistic regression: %w", err)
	}
	return fit, nil
}

func mixedLogistic(y Binomial, group []string, design *Design, options MixedOptions) (*MixedLogisticFit, error) {
	s, err := y.split()
	if err != nil {
		return nil, err
	}
	if err := design.serves(s.n, len(y.Trials), 2+design.width()); err != nil {
		return nil, err
	}
	if len(group) != len(y.Trials) {
		return nil, fmt.Errorf("%d groups for %d rows; name one per row", len(group), len(y.Trials))
	}
	var each []string
	for _, i := range s.row {
		each = append(each, group[i])
	}
	common, theta, vcov, err := fitRandomIntercept(s.cumulative(design), each, options.Points, s.n, design.Terms())
	if err != nil {
		return nil, err
	}
	common.LogLik += s.ways
	common.PlainLogLik += s.ways
	common.AIC -= 2 * s.ways
	turnIntercept(theta, vcov)
	estimate, out := design.unscale(theta, vcov, 1, -1)
	return &MixedLogisticFit{RandomIntercept: *common, Coefficients: coefficients(design, estimate, out), VCov: out}, nil
}
