package rank

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// curve is a beta or gamma distribution on the scale on which it has no bounds: the logit of a proportion, the
// logarithm of a rate. There its density is log-concave for all parameters.
type curve struct {
	Posterior
	logConstant float64
}

func newCurve(p Posterior) curve {
	a, _ := math.Lgamma(p.a)
	if p.kind == gamma {
		return curve{p, -a}
	}
	b, _ := math.Lgamma(p.b)
	sum, _ := math.Lgamma(p.a + p.b)
	return curve{p, sum - a - b}
}

// logDensity at y.
func (c curve) logDensity(y float64) float64 {
	if c.kind == gamma {
		return c.a*y - math.Exp(y) + c.logConstant
	}
	if y > 0 {
		return -c.b*y - (c.a+c.b)*math.Log1p(math.Exp(-y)) + c.logConstant
	}
	return c.a*y - (c.a+c.b)*math.Log1p(math.Exp(y)) + c.logConstant
}

// tail is the probability below y, or above it.
func (c curve) tail(y float64, above bool) float64 {
	switch {
	case c.kind == gamma && above:
		return mathext.GammaIncRegComp(c.a, math.Exp(y))
	case c.kind == gamma:
		return mathext.GammaIncReg(c.a, math.Exp(y))
	case above:
		return mathext.RegIncBeta(c.b, c.a, 1/(1+math.Exp(y)))
	default:
		return mathext.RegIncBeta(c.a, c.b, 1/(1+math.Exp(-y)))
	}
}

// value takes y back to the scale of the figures and gives the slope there.
func (c curve) value(y float64) (x, slope float64) {
	if c.kind == gamma {
		x = math.Exp(y) / c.b
		return x, x
	}
	x = 1 / (1 + math.Exp(-y))
	return x, x / (1 + math.Exp(y))
}

// nearMedian is a first guess at the median, good for shapes from 1/2 on.
func (c curve) nearMedian() float64 {
	if c.kind == gamma {
		return math.Log(c.a - 0.3)
	}
	return math.Log((c.a - 0.3) / (c.b - 0.3))
}

// solve finds the y that has the probability below it that a normal variate has below z, from a guess, by Newton's
// method on the logarithm of the smaller tail. That is a concave function, so the method converges from either side.
func (c curve) solve(z, guess float64) float64 {
	above := z > 0
	sign := 1.0
	if above {
		sign = -1
	}
	p := math.Erfc(math.Abs(z)/math.Sqrt2) / 2
	y := guess
	for range 50 {
		tail := c.tail(y, above)
		step := sign * math.Log(tail/p) * tail / math.Exp(c.logDensity(y))
		if math.IsNaN(step) || math.IsInf(step, 0) {
			return y // beyond what floating point can tell apart
		}
		y -= step
		if math.Abs(step) < 1e-7 { // the error left is of the order of its square
			break
		}
	}
	return y
}

// slope is dy/dz.
func (c curve) slope(z, y float64) float64 {
	const logRootTwoPi = 0.91893853320467274178
	return math.Exp(-z*z/2 - logRootTwoPi - c.logDensity(y))
}

// advance follows dy/dz from z to z+h by one Runge-Kutta step.
func (c curve) advance(z, y, h float64) float64 {
	k1 := c.slope(z, y)
	k2 := c.slope(z+h/2, y+h/2*k1)
	k3 := c.slope(z+h/2, y+h/2*k2)
	k4 := c.slope(z+h, y+h*k3)
	return y + h/6*(k1+2*k2+2*k3+k4)
}
