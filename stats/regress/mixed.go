package regress

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// MixedOptions are the choices in a model with a random intercept.
type MixedOptions struct {
	Points int      // quadrature points: 1 is Laplace's approximation, 0 the default of 15, at most 100
	Labels []string // of levels in an ordinal model, as in OrdinalOptions
}

// RandomIntercept is what models with a random intercept have in common.
type RandomIntercept struct {
	N, Points   int           // observations, quadrature points
	SD          float64       // of the groups' intercepts, on the logit scale
	ICC         float64       // SD^2 / (SD^2 + pi^2/3): the share of latent variance that lies between groups
	Groups      []GroupEffect // in the order in which groups first appear
	LogLik      float64
	AIC         float64
	PlainLogLik float64 // of the model without groups
	LR, LRP     float64 // against it; p from an even mixture of zero and chi-square on 1 (Self and Liang 1987)
	Warnings    []string
}

// GroupEffect is one group's intercept: where its conditional distribution peaks, and its variance there.
type GroupEffect struct {
	Group          string
	Mode, Variance float64
}

// NoGroupVariation is the warning of a fit in which groups differ no more than chance would have them.
const NoGroupVariation = "No detectable variation between groups: the estimates equal those of the plain model."

const largestSD = 30 // on the logit scale; beyond it every group is all or nothing

// A log-likelihood this far from what more quadrature points give moves a likelihood-ratio test visibly.
const coarse = 0.05

// fitRandomIntercept fits the plain model and then the one with groups; it returns the parameters on the scaled
// columns without sd, and their variances.
func fitRandomIntercept(c *cumulative, group []string, points, n int, terms []string) (*RandomIntercept, []float64, []float64, error) {
	if points == 0 {
		points = 15
	}
	if points < 1 || points > 100 {
		return nil, nil, nil, fmt.Errorf("%d quadrature points; choose 1 to 100", points)
	}
	code, names := enumerate(group)
	if len(names) < 2 {
		return nil, nil, nil, fmt.Errorf("%d group(s); at least 2 are needed for variation between them", len(names))
	}
	if n == len(names) {
		return nil, nil, nil, fmt.Errorf("each of the %d groups has one observation, so that variation between and within them cannot be told apart; fit the plain model", n)
	}
	if separated := c.separation(terms, n); separated != nil {
		return nil, nil, nil, separated
	}
	plain := newAscent(c.start())
	if err := plain.climb(c); err != nil {
		return nil, nil, nil, err
	}
	q := len(plain.theta)
	model := newRandomIntercept(c, code, len(names), points)
	fit := &RandomIntercept{N: n, Points: points, PlainLogLik: plain.value}
	top, err := model.search(plain)
	if err != nil {
		return nil, nil, nil, err
	}
	theta, information := plain.theta, plain.information
	fit.LogLik = plain.value
	if top == nil {
		fit.Warnings = append(fit.Warnings, NoGroupVariation)
	} else {
		if _, ok := model.gradient(top.theta, make([]float64, q+1)); !ok {
			return nil, nil, nil, errNoMaximum
		}
		theta, information = top.theta, top.information
		fit.SD, fit.LogLik = theta[q], top.value
		finer := newRandomIntercept(c, code, len(names), 2*points+1)
		if value, _ := finer.gradient(theta, make([]float64, q+1)); math.Abs(value-top.value) > coarse {
			fit.Warnings = append(fit.Warnings, fmt.Sprintf("With %d quadrature point(s) the log-likelihood is %.2g from "+
				"its value with %d; use more points before trusting the spread between groups.", points, math.Abs(value-top.value), 2*points+1))
		}
	}
	vcov, ok := inverse(information, len(theta))
	if !ok {
		return nil, nil, nil, errNoMaximum
	}
	fixed := make([]float64, 0, q*q)
	for a := range q {
		fixed = append(fixed, vcov[a*len(theta):a*len(theta)+q]...)
	}
	variance := fit.SD * fit.SD
	fit.ICC = variance / (variance + math.Pi*math.Pi/3)
	for g, name := range names {
		fit.Groups = append(fit.Groups, GroupEffect{Group: name, Mode: fit.SD * model.mode[g],
			Variance: variance * model.spread[g] * model.spread[g]})
	}
	fit.AIC = 2*float64(q+1) - 2*fit.LogLik
	fit.LR = max(2*(fit.LogLik-fit.PlainLogLik), 0)
	fit.LRP = 1
	if fit.LR > 0 {
		fit.LRP = chiSquareTail(fit.LR, 1) / 2
	}
	return fit, theta[:q], fixed, nil
}

// search climbs from the plain fit; nil means that no variance between groups raises the likelihood.
func (r *randomIntercept) search(plain *ascent) (*ascent, error) {
	const gained = 1e-9
	q := len(plain.theta)
	expected := r.likelihoodGain(plain.theta) > 0
	top := newAscent(append(slices.Clone(plain.theta), 1))
	err := top.climb(r)
	top.theta[q] = math.Abs(top.theta[q]) // the likelihood is even in it
	switch {
	case top.theta[q] > largestSD:
		return nil, errors.New("the outcome hardly varies within groups, so that the spread between them grows without bound; fit the plain model, or merge groups")
	case err == nil && top.value > plain.value+gained*math.Abs(plain.value):
		return top, nil
	case expected && err != nil:
		return nil, err
	}
	return nil, nil
}

// enumerate numbers names in the order of their first appearance.
func enumerate(group []string) (code []int, names []string) {
	number := map[string]int{}
	for _, name := range group {
		k, known := number[name]
		if !known {
			k = len(names)
			number[name] = k
			names = append(names, name)
		}
		code = append(code, k)
	}
	return code, names
}
