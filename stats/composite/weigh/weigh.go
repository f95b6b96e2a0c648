// Package weigh derives weights from the data themselves. What it gives are not opinions of what matters: it says which
// indicators differ most, repeat each other least or pull the composite most.
//
// Indicators are slices with one value for each unit, on a common scale on which more is better. Weights are one for
// each indicator and sum to one.
package weigh

import (
	"fmt"
	"math"
	"slices"

	"goodmeasure/stats/dimension"
)

// NegativeError says that a method gives an indicator a weight below zero: more of what is good would lower the score.
type NegativeError struct {
	Method    string
	Indicator int // position, from 0
	Weight    float64
}

func (e *NegativeError) Error() string {
	return fmt.Sprintf("%s: indicator %d would weigh %.4g, below zero: it runs against the others, leave it out, turn its direction or weigh by another method", e.Method, e.Indicator+1, e.Weight)
}

// StandardDeviation weighs indicators by their standard deviation.
func StandardDeviation(indicators [][]float64) ([]float64, error) {
	c, err := covariance("standard deviation weights", indicators)
	if err != nil {
		return nil, err
	}
	return proportional(c.sd), nil
}

// CRITIC weighs an indicator by its standard deviation times the sum of one less its correlations with the others: what
// varies and is not said already counts.
//
// Source: Diakoulaki and others (1995), Computers and Operations Research 22, 763-770.
func CRITIC(indicators [][]float64) ([]float64, error) {
	c, err := covariance("CRITIC weights", indicators)
	if err != nil {
		return nil, err
	}
	information := make([]float64, len(c.sd))
	for j, sd := range c.sd {
		for k := range c.sd {
			information[j] += sd * (1 - c.of[j][k]/(sd*c.sd[k]))
		}
	}
	var sum float64
	for _, v := range information {
		sum += v
	}
	if !(sum > 1e-12*c.sd[0]) {
		return nil, fmt.Errorf("CRITIC weights: the %d indicators all say the same (correlations of 1), so nothing sets them apart", len(indicators))
	}
	return proportional(information), nil
}

// Entropy weighs indicators by how unevenly they are shared out among units, 1 + Σ p ln p / ln n with p = x/Σx. Values
// must be zero or more.
//
// Source: Shannon entropy as in Hwang and Yoon (1981), Multiple Attribute Decision Making.
func Entropy(indicators [][]float64) ([]float64, error) {
	const method = "entropy weights"
	if err := check(method, indicators); err != nil {
		return nil, err
	}
	unevenness := make([]float64, len(indicators))
	var total float64
	for j, x := range indicators {
		var sum, entropy float64
		for i, v := range x {
			if v < 0 {
				return nil, fmt.Errorf("%s: unit %d, indicator %d: value %v, expected zero or more", method, i+1, j+1, v)
			}
			sum += v
		}
		if sum == 0 {
			return nil, fmt.Errorf("%s: indicator %d is zero for all %d units: leave it out", method, j+1, len(x))
		}
		for _, v := range x {
			if p := v / sum; p > 0 {
				entropy -= p * math.Log(p)
			}
		}
		unevenness[j] = math.Max(0, 1-entropy/math.Log(float64(len(x))))
		total += unevenness[j]
	}
	if total < 1e-12 {
		return nil, fmt.Errorf("%s: no indicator varies over the %d units", method, len(indicators[0]))
	}
	return proportional(unevenness), nil
}

// PrincipalComponent weighs indicators by the first principal component of their correlations, the composite with most
// variance, from the units that have all of them. It errs with a NegativeError where an indicator runs against the
// others; dimension.PCA gives the vector as it is.
func PrincipalComponent(indicators [][]float64) ([]float64, error) {
	components, err := dimension.PCA(indicators)
	if err != nil {
		return nil, fmt.Errorf("principal component weights: %w", err)
	}
	vector := make([]float64, len(indicators))
	for j := range vector {
		vector[j] = components.Vectors[j][0]
	}
	return nonNegative("principal component weights", proportional(vector))
}

// EqualInfluence finds weights under which the arithmetic composite correlates with the indicators, or the pillars it is
// made of, in the proportions of influence given; nil wants the same correlation with all. They follow from the
// covariances C exactly: C w is proportional to standard deviation times influence.
//
// It needs complete data, and errs with a NegativeError where only a weight below zero would do.
// Source: Becker and others (2017), Weights and importance in composite indicators, Ecological Indicators 80, 12-22.
func EqualInfluence(indicators [][]float64, influence []float64) ([]float64, error) {
	const method = "weights for equal influence"
	c, err := covariance(method, indicators)
	if err != nil {
		return nil, err
	}
	target := make([]float64, len(indicators))
	for j := range target {
		target[j] = 1
	}
	if influence != nil {
		if len(influence) != len(indicators) {
			return nil, fmt.Errorf("%s: %d indicators and %d influences", method, len(indicators), len(influence))
		}
		for j, v := range influence {
			if !(v > 0) || math.IsInf(v, 1) {
				return nil, fmt.Errorf("%s: influence %d is %v, expected above zero", method, j+1, v)
			}
		}
		target = influence
	}
	// On standardised indicators: R v = target, and w = v / sd.
	v, err := c.solveCorrelation(target)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", method, err)
	}
	for j := range v {
		v[j] /= c.sd[j]
	}
	var sum float64
	for _, w := range v {
		sum += w
	}
	if sum <= 0 {
		least := slices.Index(v, slices.Min(v))
		return nil, &NegativeError{method, least, v[least]}
	}
	return nonNegative(method, proportional(v))
}

// MostCorrelated are the weights under which the mean correlation of the arithmetic composite with its indicators is
// largest: each weighs the inverse of its standard deviation (by the inequality of Cauchy and Schwarz). It needs
// complete data.
func MostCorrelated(indicators [][]float64) ([]float64, error) {
	c, err := covariance("weights for most correlation", indicators)
	if err != nil {
		return nil, err
	}
	inverse := make([]float64, len(c.sd))
	for j, sd := range c.sd {
		inverse[j] = 1 / sd
	}
	return proportional(inverse), nil
}

func nonNegative(method string, weights []float64) ([]float64, error) {
	for j, w := range weights {
		if w < 0 {
			return nil, &NegativeError{method, j, w}
		}
	}
	return weights, nil
}

// proportional scales to a sum of one.
func proportional(x []float64) []float64 {
	var sum float64
	for _, v := range x {
		sum += v
	}
	for j := range x {
		x[j] /= sum
	}
	return x
}
