package regress

import (
	"errors"
	"math"
)

var errNoMaximum = errors.New("the likelihood has no usable maximum: the data hardly inform some of the parameters; use fewer terms or merge levels")

// surface is a log-likelihood. evaluate returns its value at theta and fills the gradient and the lower triangle of
// minus the Hessian; it returns false outside the domain.
type surface interface {
	evaluate(theta, gradient, information []float64) (float64, bool)
}

// ascent is a place on a surface with its derivatives, and what Newton's method needs to climb from it.
type ascent struct {
	theta, gradient, information []float64
	value                        float64
	next, nextGradient, nextInfo []float64
	factor, step                 []float64
}

func newAscent(start []float64) *ascent {
	q := len(start)
	block := make([]float64, 5*q+3*q*q)
	cut := func(n int) []float64 {
		part := block[:n:n]
		block = block[n:]
		return part
	}
	a := &ascent{theta: cut(q), gradient: cut(q), next: cut(q), nextGradient: cut(q), step: cut(q),
		information: cut(q * q), nextInfo: cut(q * q), factor: cut(q * q)}
	copy(a.theta, start)
	return a
}

// climb maximises the surface from theta by Newton's method. A step that does not raise the value is halved; where
// the surface is not concave the information is raised on its diagonal until a step uphill exists.
func (a *ascent) climb(s surface) error { return a.climbTo(s, 1e-20) }

// climbTo stops once the squared length of a step, in standard errors, is below enough.
func (a *ascent) climbTo(s surface, enough float64) error {
	const iterations, halvings = 200, 40
	q := len(a.theta)
	var ok bool
	if a.value, ok = s.evaluate(a.theta, a.gradient, a.information); !ok {
		return errNoMaximum
	}
	for range iterations {
		a.newtonStep(q)
		decrement := dot(a.gradient, a.step)
		if !(decrement >= 0) {
			return errNoMaximum
		}
		if decrement < enough {
			return nil
		}
		slack := 1e-13 * (1 + math.Abs(a.value))
		size, moved := 1.0, false
		for range halvings {
			for j := range a.next {
				a.next[j] = a.theta[j] + size*a.step[j]
			}
			value, ok := s.evaluate(a.next, a.nextGradient, a.nextInfo)
			if ok && value >= a.value-slack {
				a.value, moved = value, true
				break
			}
			size /= 2
		}
		if !moved {
			if decrement < 1e-10 { // as high as rounding lets us see
				return nil
			}
			return errNoMaximum
		}
		a.theta, a.next = a.next, a.theta
		a.gradient, a.nextGradient = a.nextGradient, a.gradient
		a.information, a.nextInfo = a.nextInfo, a.information
		if size == 1 && decrement < 1e-14 {
			return nil
		}
	}
	return errNoMaximum
}

func (a *ascent) newtonStep(q int) {
	copy(a.factor, a.information)
	for damping := 1e-3; !cholesky(a.factor, q) && damping < 1e12; damping *= 4 {
		copy(a.factor, a.information)
		for j := range q {
			a.factor[j*q+j] += damping * (1 + math.Abs(a.information[j*q+j]))
		}
	}
	copy(a.step, a.gradient)
	solveCholesky(a.factor, q, a.step)
}
