package rank

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Shrunk is an estimate drawn towards the mean of all units, with its 95% interval. NaN where a unit has no figure.
type Shrunk struct{ Mean, Lower95, Upper95 float64 }

// Prior is a fitted distribution of true values: Beta(A, B) of proportions, Gamma(shape A, rate B) of ratios of
// observed to expected events.
type Prior struct {
	A, B          float64
	LogLikelihood float64
}

// ShrinkProportions fits a beta distribution of true proportions to counts by maximum likelihood (beta-binomial,
// binomial coefficients included) and gives each unit's posterior mean (A+x)/(A+B+n) and equal-tailed 95% interval.
//
// It errs with ErrNoVariation where the counts vary no more than chance makes them. Source: Carlin and Louis (2000),
// Bayes and Empirical Bayes Methods for Data Analysis, chapter 3.
func ShrinkProportions(numerator, denominator []float64) (Prior, []Shrunk, error) {
	scores, err := ProportionScores(numerator, denominator)
	if err != nil {
		return Prior{}, nil, fmt.Errorf("shrinking proportions: %w", err)
	}
	if scores.Target == 0 || scores.Target == 1 {
		return Prior{}, nil, fmt.Errorf("shrinking proportions: every unit has %v: %w", scores.Target, ErrNoVariation)
	}
	logLikelihood := func(mean, size jet) jet {
		a, b := mean.times(size), mean.negated().plus(1).times(size)
		var sum jet
		for i, n := range denominator {
			if x := numerator[i]; !missing(x, n) {
				sum = sum.add(logRising(a, x)).add(logRising(b, n-x)).add(logRising(size, n).negated())
				sum.value += logGamma(n+1) - logGamma(x+1) - logGamma(n-x+1)
			}
		}
		return sum
	}
	fit, err := maximise(func(u, v float64) jet {
		return logLikelihood(logistic(variable(u, 0)), exponential(variable(v, 1)))
	}, math.Log(scores.Target/(1-scores.Target)), math.Log(startingSize(scores)), largestSize(denominator))
	if err != nil {
		return Prior{}, nil, fmt.Errorf("shrinking proportions: %w", err)
	}
	mean, size := 1/(1+math.Exp(-fit.u)), math.Exp(fit.v)
	prior := Prior{mean * size, size - mean*size, fit.value}
	return prior, shrunk(numerator, denominator, func(x, n float64) Shrunk {
		a, b := prior.A+x, prior.B+n-x
		return Shrunk{a / (a + b), mathext.InvRegIncBeta(a, b, 0.025), 1 - mathext.InvRegIncBeta(b, a, 0.025)}
	}), nil
}

// ShrinkRatios fits a gamma distribution of true ratios of observed to expected events by maximum likelihood
// (gamma-Poisson, also called negative binomial) and gives each unit's posterior mean (A+O)/(B+E) and equal-tailed
// 95% interval.
//
// It errs with ErrNoVariation where the counts vary no more than chance makes them. Source: Clayton and Kaldor (1987),
// Biometrics 43, 671-681.
func ShrinkRatios(observed, expected []float64) (Prior, []Shrunk, error) {
	scores, err := RatioScores(observed, expected)
	if err != nil {
		return Prior{}, nil, fmt.Errorf("shrinking ratios: %w", err)
	}
	var events, all float64
	for i, e := range expected {
		if !missing(observed[i], e) {
			events += observed[i]
			all += e
		}
	}
	if events == 0 {
		return Prior{}, nil, fmt.Errorf("shrinking ratios: no unit has an event: %w", ErrNoVariation)
	}
	// With shape and mean as the parameters, the likelihood is that of a negative binomial with mean E*mean.
	fit, err := maximise(func(u, v float64) jet {
		mean, shape := exponential(variable(u, 0)), exponential(variable(v, 1))
		var sum jet
		for i, e := range expected {
			if o := observed[i]; !missing(o, e) {
				expect := mean.scaled(e)
				total := logarithm(shape.add(expect))
				sum = sum.add(logRising(shape, o)).
					add(shape.times(logarithm(shape).add(total.negated()))).
					add(logarithm(expect).add(total.negated()).scaled(o))
				sum.value -= logGamma(o + 1)
			}
		}
		return sum
	}, math.Log(events/all), math.Log(startingSize(scores)), largestSize(expected))
	if err != nil {
		return Prior{}, nil, fmt.Errorf("shrinking ratios: %w", err)
	}
	shape := math.Exp(fit.v)
	prior := Prior{shape, shape / math.Exp(fit.u), fit.value}
	return prior, shrunk(observed, expected, func(o, e float64) Shrunk {
		a, rate := prior.A+o, prior.B+e
		return Shrunk{a / rate, mathext.GammaIncRegInv(a, 0.025) / rate, mathext.GammaIncRegCompInv(a, 0.025) / rate}
	}), nil
}

// startingSize turns the over-dispersion of the scores into the size of a prior: one observation's variance at the
// target over the variance of the true values.
func startingSize(s Scores) float64 {
	d, err := Overdispersion(s.Z, s.SE, 0)
	if err != nil || d.Tau2 == 0 {
		return 1e3
	}
	variance := 1.0 // of a ratio, for one expected event
	if s.Target < 1 {
		variance = s.Target * (1 - s.Target)
	}
	return min(max(variance/d.Tau2, 0.1), 1e5)
}

// largestSize is the logarithm of a size of prior beside which the counts of every unit are nothing.
func largestSize(sizes []float64) float64 {
	var largest float64
	for _, n := range sizes {
		if n > largest { // never a NaN
			largest = n
		}
	}
	return math.Log(1e4 * largest)
}

func shrunk(count, size []float64, of func(count, size float64) Shrunk) []Shrunk {
	out := make([]Shrunk, len(count))
	for i, n := range size {
		if missing(count[i], n) {
			out[i] = Shrunk{math.NaN(), math.NaN(), math.NaN()}
			continue
		}
		out[i] = of(count[i], n)
	}
	return out
}
