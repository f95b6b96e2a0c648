package regress

import (
	"errors"
	"fmt"
	"math"
)

// ChiSquareTest is a statistic with its degrees of freedom and upper-tail p. When it could not be computed Unavailable
// says why, and the numbers are NaN.
type ChiSquareTest struct {
	Term        string // "Omnibus" for all terms together
	X2          float64
	DF          int
	P           float64
	Unavailable string
}

func unavailable(term string, df int, reason error) ChiSquareTest {
	return ChiSquareTest{Term: term, X2: math.NaN(), DF: df, P: math.NaN(), Unavailable: reason.Error()}
}

// BrantTest is Brant's test of proportional odds, for all terms and for each.
type BrantTest struct {
	N       int
	Omnibus ChiSquareTest
	Terms   []ChiSquareTest
}

// Brant tests whether the slopes of a logit ordinal fit are the same at every threshold (Brant 1990): it fits a binary
// logistic regression at each, and compares their slopes with Wald's statistic. Where one of these regressions is
// separated the tests are marked unavailable with the reason. It is an error when the link is not logit, when there
// are fewer than three levels, or when there is no predictor.
func Brant(fit *OrdinalFit) (*BrantTest, error) {
	c := fit.model
	switch {
	case c.link != Logit:
		return nil, fmt.Errorf("Brant test: the fit has link %s; fit it with logit", c.link)
	case c.levels < 3:
		return nil, errors.New("Brant test: two levels have one threshold, so there is nothing to compare; at least 3 levels are needed")
	case c.p == 0:
		return nil, errors.New("Brant test: the fit has no predictor to test")
	}
	test := &BrantTest{N: fit.N}
	df := c.levels - 2
	splits, err := c.binarySplits(fit)
	var contrasts *contrasts
	if err == nil {
		contrasts, err = c.contrast(splits)
	}
	all := make([]int, c.p)
	for j, slope := range fit.Slopes {
		all[j] = j
		test.Terms = append(test.Terms, contrasts.test(slope.Term, []int{j}, df, err))
	}
	test.Omnibus = contrasts.test("Omnibus", all, df*c.p, err)
	return test, nil
}

// binarySplits fits P(Y > k) for each threshold, on the scaled columns.
func (c *cumulative) binarySplits(fit *OrdinalFit) ([]*ascent, error) {
	var splits []*ascent
	for k := range c.levels - 1 {
		binary := *c
		binary.levels = 2
		binary.y = make([]int, len(c.y))
		for i, level := range c.y {
			if level > k {
				binary.y[i] = 1
			}
		}
		if separated := binary.separation(fit.design.Terms(), fit.N); separated != nil {
			return nil, fmt.Errorf("split at %s|%s: %w", fit.Levels[k], fit.Levels[k+1], separated)
		}
		top := newAscent(binary.start())
		if err := top.climb(&binary); err != nil {
			return nil, fmt.Errorf("split at %s|%s: %w", fit.Levels[k], fit.Levels[k+1], err)
		}
		splits = append(splits, top)
	}
	return splits, nil
}

// contrasts are the differences of each split's slopes from the first's, threshold by threshold, with variances.
type contrasts struct {
	p, splits  int
	difference []float64
	variance   []float64
}

// contrast takes the covariance of splits m <= l as (X'W_m X)^-1 (X'W_ml X) (X'W_l X)^-1, where
// W_ml = diag(pi_l - pi_m pi_l) and pi_m is the fitted P(Y > m).
func (c *cumulative) contrast(splits []*ascent) (*contrasts, error) {
	q, count := c.p+1, len(splits)
	bread := make([][]float64, count)
	for m, s := range splits {
		var ok bool
		if bread[m], ok = inverse(s.information, q); !ok {
			return nil, errNoMaximum
		}
	}
	covariance := make([]float64, count*c.p*count*c.p)
	wide := count * c.p
	turned := make([]float64, q) // the row as each split's parameters see it: threshold minus effects
	a, b := make([]float64, q), make([]float64, q)
	for i := range c.y {
		turned[0] = 1
		for j, v := range c.x[i*c.p : (i+1)*c.p] {
			turned[j+1] = -v
		}
		w := 1.0
		if c.weight != nil {
			w = c.weight[i]
		}
		for m, s := range splits {
			above := expit(-dot(turned, s.theta))
			product(a, bread[m], turned)
			for l := m; l < count; l++ {
				higher := expit(-dot(turned, splits[l].theta))
				product(b, bread[l], turned)
				outer(covariance, wide, m*c.p, l*c.p, w*(higher-above*higher), a[1:], b[1:])
			}
		}
	}
	for r := range wide {
		for s := range r {
			covariance[r*wide+s] = covariance[s*wide+r]
		}
	}
	d := &contrasts{p: c.p, splits: count}
	size := (count - 1) * c.p
	d.difference, d.variance = make([]float64, size), make([]float64, size*size)
	for r := range size {
		first := r % c.p
		d.difference[r] = splits[0].theta[1+first] - splits[1+r/c.p].theta[1+first]
		for s := range size {
			start := s % c.p
			d.variance[r*size+s] = covariance[first*wide+start] - covariance[first*wide+c.p+s] -
				covariance[(c.p+r)*wide+start] + covariance[(c.p+r)*wide+c.p+s]
		}
	}
	return d, nil
}

// test is Wald's statistic for the differences of the chosen terms.
func (d *contrasts) test(term string, chosen []int, df int, unfit error) ChiSquareTest {
	if unfit != nil {
		return unavailable(term, df, unfit)
	}
	var at []int
	for m := range d.splits - 1 {
		for _, j := range chosen {
			at = append(at, m*d.p+j)
		}
	}
	n, size := len(at), len(d.difference)
	variance, difference := make([]float64, n*n), make([]float64, n)
	for r, from := range at {
		difference[r] = d.difference[from]
		for s, to := range at {
			variance[r*n+s] = d.variance[from*size+to]
		}
	}
	solved := append([]float64(nil), difference...)
	if !cholesky(variance, n) {
		return unavailable(term, df, errors.New("the variance of the differences between thresholds is not positive definite"))
	}
	solveCholesky(variance, n, solved)
	x2 := dot(difference, solved)
	return ChiSquareTest{Term: term, X2: x2, DF: df, P: chiSquareTail(x2, float64(df))}
}

func product(out, matrix, v []float64) {
	for r := range out {
		out[r] = dot(matrix[r*len(v):(r+1)*len(v)], v)
	}
}
