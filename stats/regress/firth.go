package regress

import (
	"fmt"
	"math"
	"strings"
)

// FirthFit is a logistic regression that maximises the likelihood times Jeffreys' prior. Coefficients start with the
// intercept; standard errors are from the expected information. Intervals of the slopes are from the penalised profile
// likelihood (Heinze and Schemper 2002), which stays honest under separation where Wald's does not; the rest is Wald.
type FirthFit struct {
	N               int // trials
	Coefficients    []Coefficient
	VCov            [][]float64
	PenalisedLogLik float64
	LR, LRP         float64 // penalised, against the intercept alone
	LRDF            int
	Warnings        []string
}

// Firth fits logit P(success) = intercept + x'slopes with Firth's (1993) mean bias reduction. Estimates are finite
// whatever the data. It is an error when only one outcome occurs or there are not more trials than parameters.
func Firth(y Binomial, design *Design) (*FirthFit, error) {
	fit, err := firth(y, design)
	if err != nil {
		return nil, fmt.Errorf("Firth's logistic regression: %w", err)
	}
	return fit, nil
}

func firth(y Binomial, design *Design) (*FirthFit, error) {
	s, err := y.split()
	if err != nil {
		return nil, err
	}
	n, q := len(y.Trials), design.width()+1
	if err := design.serves(s.n, n, q); err != nil {
		return nil, err
	}
	p := &penalised{y: y, x: withIntercept(design, n), q: q, fixed: make([]bool, q)}
	theta := make([]float64, q)
	top, err := p.climb(theta)
	if err != nil {
		return nil, err
	}
	vcov, ok := inverse(p.information, q)
	if !ok {
		return nil, errNoMaximum
	}
	estimate, out := design.unscale(theta, vcov, 1, -1)
	fit := &FirthFit{N: s.n, VCov: out, Coefficients: coefficients(design, estimate, out), PenalisedLogLik: top, LRDF: q - 1}
	if separated := s.cumulative(design).separation(design.Terms(), s.n); separated != nil {
		fit.Warnings = append(fit.Warnings, fmt.Sprintf(
			"%s separates the outcomes: how large its effect is rests on the penalty, so read the interval.", strings.Join(separated.Terms, " with ")))
	}
	if err := p.profile(fit, design, theta, vcov, top); err != nil {
		return nil, err
	}
	for j := 1; j < q; j++ {
		p.fixed[j] = true
	}
	null, err := p.climb(make([]float64, q))
	if err != nil {
		return nil, err
	}
	fit.LR = max(2*(top-null), 0)
	fit.LRP = chiSquareTail(fit.LR, float64(fit.LRDF))
	return fit, nil
}

// profile replaces the intervals of the slopes.
func (p *penalised) profile(fit *FirthFit, design *Design, theta, vcov []float64, top float64) error {
	for j := 1; j < p.q; j++ {
		p.fixed[j] = true
		low, high, err := profileEnds(func(value float64) (float64, error) {
			from := append([]float64(nil), theta...)
			from[j] = value
			return p.climb(from)
		}, theta[j], math.Sqrt(vcov[j*p.q+j]), top)
		if err != nil {
			return fmt.Errorf("profile interval of %s: %w", fit.Coefficients[j].Term, err)
		}
		p.fixed[j] = false
		fit.Coefficients[j].Low, fit.Coefficients[j].High = low/design.scale[j-1], high/design.scale[j-1]
	}
	return nil
}

// penalised is the log-likelihood plus half the log-determinant of the expected information.
type penalised struct {
	y           Binomial
	x           []float64 // row-major, width q, its first column 1
	q           int
	fixed       []bool // parameters that stay where they start
	score       []float64
	information []float64
}

// evaluate leaves the modified score X'(y - m pi + h (1/2 - pi)) and the expected information in p.
func (p *penalised) evaluate(theta []float64) (float64, bool) {
	q := p.q
	p.information, p.score = make([]float64, q*q), make([]float64, q)
	total := 0.0
	rows := len(p.y.Trials)
	prob := make([]float64, rows)
	for i := range rows {
		x := p.x[i*q : (i+1)*q]
		eta, m, k := dot(x, theta), float64(p.y.Trials[i]), float64(p.y.Successes[i])
		prob[i] = expit(eta)
		total -= k*softplus(-eta) + (m-k)*softplus(eta)
		outer(p.information, q, 0, 0, m*prob[i]*(1-prob[i]), x, x)
	}
	factor := append([]float64(nil), p.information...)
	if !cholesky(factor, q) {
		return 0, false
	}
	for j := range q {
		total += math.Log(factor[j*q+j])
	}
	v := make([]float64, q)
	for i := range rows {
		x := p.x[i*q : (i+1)*q]
		copy(v, x)
		solveCholesky(factor, q, v)
		m, k := float64(p.y.Trials[i]), float64(p.y.Successes[i])
		leverage := m * prob[i] * (1 - prob[i]) * dot(v, x)
		axpy(p.score, k-m*prob[i]+leverage*(0.5-prob[i]), x)
	}
	return total, !math.IsNaN(total)
}

// climb maximises over the parameters that are not fixed by scoring with step halving, moving theta.
func (p *penalised) climb(theta []float64) (float64, error) {
	q := p.q
	value, ok := p.evaluate(theta)
	if !ok {
		return 0, errNoMaximum
	}
	next := make([]float64, q)
	for range 500 {
		step := append([]float64(nil), p.score...)
		factor := append([]float64(nil), p.information...)
		for j, held := range p.fixed {
			if !held {
				continue
			}
			step[j] = 0
			for k := range q {
				factor[j*q+k], factor[k*q+j] = 0, 0
			}
			factor[j*q+j] = 1
		}
		if !cholesky(factor, q) {
			return 0, errNoMaximum
		}
		score := append([]float64(nil), step...)
		solveCholesky(factor, q, step)
		decrement := dot(score, step)
		if decrement < 1e-20 {
			return value, nil
		}
		size, moved := 1.0, false
		for range 40 {
			for j := range next {
				next[j] = theta[j] + size*step[j]
			}
			if at, ok := p.evaluate(next); ok && at >= value-1e-13*(1+math.Abs(value)) {
				value, moved = at, true
				break
			}
			size /= 2
		}
		if !moved {
			_, _ = p.evaluate(theta)
			if decrement < 1e-10 {
				return value, nil
			}
			return 0, errNoMaximum
		}
		copy(theta, next)
	}
	return 0, errNoMaximum
}

func softplus(x float64) float64 { return max(x, 0) + math.Log1p(math.Exp(-math.Abs(x))) }
