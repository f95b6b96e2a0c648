package regress

import (
	"fmt"
	"math"
)

// LogisticFit is a fitted logistic regression. Coefficients start with the intercept, and VCov follows their order.
type LogisticFit struct {
	N                  int // trials
	Coefficients       []Coefficient
	VCov               [][]float64
	LogLik, NullLogLik float64 // with the binomial constant for grouped outcomes
	Deviance           float64 // twice the distance to a model with one probability per row
	AIC                float64
	LR, LRP            float64 // against the intercept alone
	LRDF               int
	Warnings           []string
}

// Peduzzi et al. (1996): below ten of the rarer outcome for each term, estimates and their errors are unreliable.
const fewEvents = 10

// Logistic fits logit P(success) = intercept + x'slopes by maximum likelihood. It returns a *SeparationError when the
// maximum is not finite, and an error when only one outcome occurs or there are not more trials than parameters.
func Logistic(y Binomial, design *Design) (*LogisticFit, error) {
	fit, err := logistic(y, design)
	if err != nil {
		return nil, fmt.Errorf("logistic regression: %w", err)
	}
	return fit, nil
}

func logistic(y Binomial, design *Design) (*LogisticFit, error) {
	s, err := y.split()
	if err != nil {
		return nil, err
	}
	if err := design.serves(s.n, len(y.Trials), 1+design.width()); err != nil {
		return nil, err
	}
	model := s.cumulative(design)
	if separated := model.separation(design.Terms(), s.n); separated != nil {
		return nil, separated
	}
	top := newAscent(model.start())
	if err := top.climb(model); err != nil {
		return nil, err
	}
	vcov, ok := inverse(top.information, len(top.theta))
	if !ok {
		return nil, errNoMaximum
	}
	fit := &LogisticFit{N: s.n, LRDF: design.width()}
	turnIntercept(top.theta, vcov)
	estimate, out := design.unscale(top.theta, vcov, 1, -1)
	fit.Coefficients, fit.VCov = coefficients(design, estimate, out), out
	fit.LogLik = top.value + s.ways
	fit.NullLogLik = model.nullLogLik() + s.ways
	fit.Deviance = 2 * (s.full - top.value)
	fit.AIC = 2*float64(len(estimate)) - 2*fit.LogLik
	fit.LR = max(2*(fit.LogLik-fit.NullLogLik), 0)
	fit.LRP = chiSquareTail(fit.LR, float64(fit.LRDF))
	if rarer := min(s.successes, s.n-s.successes); rarer < fewEvents*design.width() {
		fit.Warnings = append(fit.Warnings, fmt.Sprintf(
			"Only %d observations have the rarer outcome, for %d term(s): estimates are unsteady, consider Firth's method.", rarer, design.width()))
	}
	return fit, nil
}

// turnIntercept makes the first parameter, a threshold, the intercept it is minus of.
func turnIntercept(theta, vcov []float64) {
	q := len(theta)
	theta[0] = -theta[0]
	for j := 1; j < q; j++ {
		vcov[j], vcov[j*q] = -vcov[j], -vcov[j*q]
	}
}

// coefficients are Wald coefficients of an intercept and the terms of the design.
func coefficients(design *Design, estimate []float64, vcov [][]float64) []Coefficient {
	var out []Coefficient
	for j, term := range append([]string{Intercept}, design.Terms()...) {
		out = append(out, wald(term, estimate[j], math.Sqrt(vcov[j][j])))
	}
	return out
}

func expit(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
