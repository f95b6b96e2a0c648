package regress

import (
	"fmt"
	"math"
)

// binarySplit is a logistic regression of P(Y > k), on an intercept and the scaled columns.
type binarySplit struct {
	theta []float64
	vcov  []float64 // with the weights the last step was taken with
	bread []float64 // with the fitted weights
	above []float64 // fitted P(Y > k)
}

// binarySplits fits P(Y > k) at each threshold; one that is separated is an error.
func (c *cumulative) binarySplits(fit *OrdinalFit, x []float64) ([]*binarySplit, error) {
	var splits []*binarySplit
	for k := range c.levels - 1 {
		binary := *c
		binary.levels, binary.y = 2, make([]int, len(c.y))
		for i, level := range c.y {
			if level > k {
				binary.y[i] = 1
			}
		}
		if separated := binary.separation(fit.design.Terms(), fit.N); separated != nil {
			return nil, fmt.Errorf("split at %s|%s: %w", fit.Levels[k], fit.Levels[k+1], separated)
		}
		split := &binarySplit{above: make([]float64, len(c.y))}
		if err := split.score(&binary, x); err != nil {
			return nil, fmt.Errorf("split at %s|%s: %w", fit.Levels[k], fit.Levels[k+1], err)
		}
		splits = append(splits, split)
	}
	return splits, nil
}

// score fits by iterated weighted least squares from the start, and to the stop, of R's glm. Its covariance, one step
// behind the estimates, enters the test, so that going further would differ from the reference in the fifth digit.
func (s *binarySplit) score(c *cumulative, x []float64) error {
	const iterations, enough = 25, 1e-8
	q := c.p + 1
	eta := make([]float64, len(c.y))
	for i, y := range c.y {
		w := c.weightOf(i)
		s.above[i] = (w*float64(y) + 0.5) / (w + 1)
		eta[i] = math.Log(s.above[i] / (1 - s.above[i]))
	}
	deviance := s.deviance(c)
	right := make([]float64, q)
	s.theta = make([]float64, q)
	for range iterations {
		clear(right)
		for i, y := range c.y {
			w := c.weightOf(i) * s.above[i] * (1 - s.above[i])
			axpy(right, w*eta[i]+c.weightOf(i)*(float64(y)-s.above[i]), x[i*q:(i+1)*q])
		}
		var ok bool
		if s.vcov, ok = s.inverseInformation(c, x, q); !ok {
			return errNoMaximum
		}
		product(s.theta, s.vcov, right)
		for i := range eta {
			eta[i] = dot(x[i*q:(i+1)*q], s.theta)
			s.above[i] = expit(eta[i])
		}
		before := deviance
		if deviance = s.deviance(c); math.Abs(deviance-before) < enough*(math.Abs(deviance)+0.1) {
			if s.bread, ok = s.inverseInformation(c, x, q); !ok {
				return errNoMaximum
			}
			return nil
		}
	}
	return errNoMaximum
}

func (s *binarySplit) inverseInformation(c *cumulative, x []float64, q int) ([]float64, bool) {
	information := make([]float64, q*q)
	for i, p := range s.above {
		outer(information, q, 0, 0, c.weightOf(i)*p*(1-p), x[i*q:(i+1)*q], x[i*q:(i+1)*q])
	}
	return inverse(information, q)
}

func (s *binarySplit) deviance(c *cumulative) float64 {
	sum := 0.0
	for i, y := range c.y {
		p := s.above[i]
		if y == 0 {
			p = 1 - p
		}
		sum -= 2 * c.weightOf(i) * math.Log(p)
	}
	return sum
}
