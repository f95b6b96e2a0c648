package regress

import (
	"fmt"
	"math"
	"strings"
)

// FirthFit is a logistic regression that maximises the likelihood times Jeffreys' prior. Coefficients start with the
// intercept; standard errors are from the expected information. Intervals of the slopes are from the penalised profile
// likelihood (Heinze and Schemper 2002), which stays honest under separation where Wald's does not; the rest is Wald.
// An end of such an interval that cannot be found is NaN, with a warning.
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
		return nil, fmt.Errorf("logistic regression by Firth's method: %w", err)
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
	p := newPenalised(y, withIntercept(design, n), q)
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
	p.profile(fit, design, theta, vcov, top)
	p.hold(func(j int) bool { return j > 0 })
	null, err := p.climb(make([]float64, q))
	if err != nil {
		return nil, err
	}
	fit.LR = max(2*(top-null), 0)
	fit.LRP = chiSquareTail(fit.LR, float64(fit.LRDF))
	return fit, nil
}

// profile replaces the intervals of the slopes. An end that is not found is missing, with a warning.
func (p *penalised) profile(fit *FirthFit, design *Design, theta, vcov []float64, top float64) {
	for j := 1; j < p.q; j++ {
		p.hold(func(k int) bool { return k == j })
		reach := normal975 * math.Sqrt(vcov[j*p.q+j])
		end := func(reach float64, side string) float64 {
			last, zero := theta, make([]float64, p.q)
			value, err := profileEnd(func(value float64) (float64, error) {
				height, place, err := p.highest(j, value, last, theta, zero)
				last = place
				return height, err
			}, theta[j], reach, top)
			if err != nil || math.IsInf(value, 0) {
				fit.Warnings = append(fit.Warnings, fmt.Sprintf(
					"The %s end of the interval of %s could not be found: the data hardly say how far the effect may go that way.", side, fit.Coefficients[j].Term))
				return math.NaN()
			}
			return value / design.scale[j-1]
		}
		fit.Coefficients[j].Low, fit.Coefficients[j].High = end(-reach, "lower"), end(reach, "upper")
	}
}

// highest climbs from each start with parameter j held at a value, and gives the highest place: with few observations
// the penalised likelihood can have more ridges than one, and the ridge that an interval follows may not stay the highest.
func (p *penalised) highest(j int, value float64, starts ...[]float64) (height float64, place []float64, err error) {
	height = math.Inf(-1)
	for _, start := range starts {
		from := append([]float64(nil), start...)
		from[j] = value
		at, failed := p.climb(from)
		if failed != nil {
			err = failed
		} else if at > height {
			height, place = at, from
		}
	}
	if place != nil {
		return height, place, nil
	}
	return 0, starts[0], err
}
