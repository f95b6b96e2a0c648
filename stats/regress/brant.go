package regress

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
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
//
// Omnibus is what the R package brant (0.3-0) prints, which leaves the blocks below the diagonal of the covariance
// untransposed; OmnibusSymmetric is the statistic of the paper. They agree for one predictor and differ little for more.
type BrantTest struct {
	N                int
	Omnibus          ChiSquareTest
	OmnibusSymmetric ChiSquareTest
	Terms            []ChiSquareTest
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
	x := withIntercept(fit.design, len(c.y))
	splits, err := c.binarySplits(fit, x)
	var asPackage, symmetric *contrasts
	if err == nil {
		asPackage, symmetric = c.contrast(x, splits, false), c.contrast(x, splits, true)
	}
	all := make([]int, c.p)
	for j, slope := range fit.Slopes {
		all[j] = j
		test.Terms = append(test.Terms, symmetric.test(slope.Term, []int{j}, df, err))
	}
	test.Omnibus = asPackage.test("Omnibus", all, df*c.p, err)
	test.OmnibusSymmetric = symmetric.test("Omnibus", all, df*c.p, err)
	return test, nil
}

// contrasts are the differences of each split's slopes from the first's, threshold by threshold, with variances.
type contrasts struct {
	p, splits  int
	difference []float64
	variance   []float64
}

// contrast takes the covariance of splits m < l as (X'W_m X)^-1 (X'W_ml X) (X'W_l X)^-1, where
// W_ml = diag(pi_l - pi_m pi_l) and pi_m is the fitted P(Y > m). Unless symmetric, the block below the diagonal
// repeats the one above without transposing it, as the R package does.
func (c *cumulative) contrast(x []float64, splits []*binarySplit, symmetric bool) *contrasts {
	q, count := c.p+1, len(splits)
	wide := count * c.p
	covariance := make([]float64, wide*wide)
	a, b := make([]float64, q), make([]float64, q)
	for i := range c.y {
		row, w := x[i*q:(i+1)*q], c.weightOf(i)
		for m, s := range splits {
			product(a, s.bread, row)
			for l := m + 1; l < count; l++ {
				product(b, splits[l].bread, row)
				outer(covariance, wide, m*c.p, l*c.p, w*splits[l].above[i]*(1-s.above[i]), a[1:], b[1:])
			}
		}
	}
	for m, s := range splits {
		for r := range c.p {
			copy(covariance[(m*c.p+r)*wide+m*c.p:], s.vcov[(r+1)*q+1:(r+2)*q])
			for l := range m {
				for k := range c.p {
					above := covariance[(l*c.p+r)*wide+m*c.p+k]
					if symmetric {
						above = covariance[(l*c.p+k)*wide+m*c.p+r]
					}
					covariance[(m*c.p+r)*wide+l*c.p+k] = above
				}
			}
		}
	}
	size := (count - 1) * c.p
	d := &contrasts{p: c.p, splits: count, difference: make([]float64, size), variance: make([]float64, size*size)}
	for r := range size {
		first := r % c.p
		d.difference[r] = splits[0].theta[1+first] - splits[1+r/c.p].theta[1+first]
		for s := range size {
			start := s % c.p
			d.variance[r*size+s] = covariance[first*wide+start] - covariance[first*wide+c.p+s] -
				covariance[(c.p+r)*wide+start] + covariance[(c.p+r)*wide+c.p+s]
		}
	}
	return d
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
	solved := mat.NewVecDense(n, nil)
	if err := solved.SolveVec(mat.NewDense(n, n, variance), mat.NewVecDense(n, difference)); err != nil {
		return unavailable(term, df, fmt.Errorf("the variance of the differences between thresholds cannot be inverted: %w", err))
	}
	x2 := dot(difference, solved.RawVector().Data)
	return ChiSquareTest{Term: term, X2: x2, DF: df, P: chiSquareTail(x2, float64(df))}
}

func product(out, matrix, v []float64) {
	for r := range out {
		out[r] = dot(matrix[r*len(v):(r+1)*len(v)], v)
	}
}
