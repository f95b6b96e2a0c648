package rank

import (
	"errors"
	"math"

	"gonum.org/v1/gonum/mathext"
)

// ErrNoVariation says that the units differ no more than chance makes them: there is nothing to shrink by, and the
// mean of all is the best estimate for each.
var ErrNoVariation = errors.New("no detectable variation between units")

// jet is the value of a function of two variables with its first and second derivatives (uu, uv, vv).
type jet struct {
	value  float64
	first  [2]float64
	second [3]float64
}

func variable(x float64, which int) jet {
	j := jet{value: x}
	j.first[which] = 1
	return j
}

// chain applies a function with the value f and the derivatives f1 and f2 at j.
func (j jet) chain(f, f1, f2 float64) jet {
	return jet{f, [2]float64{f1 * j.first[0], f1 * j.first[1]}, [3]float64{
		f1*j.second[0] + f2*j.first[0]*j.first[0],
		f1*j.second[1] + f2*j.first[0]*j.first[1],
		f1*j.second[2] + f2*j.first[1]*j.first[1],
	}}
}

func (j jet) add(k jet) jet {
	j.value += k.value
	for i := range j.first {
		j.first[i] += k.first[i]
	}
	for i := range j.second {
		j.second[i] += k.second[i]
	}
	return j
}

func (j jet) times(k jet) jet {
	return jet{j.value * k.value, [2]float64{
		j.value*k.first[0] + k.value*j.first[0],
		j.value*k.first[1] + k.value*j.first[1],
	}, [3]float64{
		j.value*k.second[0] + k.value*j.second[0] + 2*j.first[0]*k.first[0],
		j.value*k.second[1] + k.value*j.second[1] + j.first[0]*k.first[1] + j.first[1]*k.first[0],
		j.value*k.second[2] + k.value*j.second[2] + 2*j.first[1]*k.first[1],
	}}
}

func (j jet) scaled(by float64) jet { return j.chain(by*j.value, by, 0) }
func (j jet) negated() jet          { return j.scaled(-1) }
func (j jet) plus(c float64) jet    { j.value += c; return j }

func exponential(j jet) jet {
	e := math.Exp(j.value)
	return j.chain(e, e, e)
}

func logarithm(j jet) jet { return j.chain(math.Log(j.value), 1/j.value, -1/(j.value*j.value)) }

func logistic(j jet) jet {
	p := 1 / (1 + math.Exp(-j.value))
	return j.chain(p, p*(1-p), p*(1-p)*(1-2*p))
}

// logRising is the logarithm of Γ(j+n)/Γ(j).
func logRising(j jet, n float64) jet {
	a := j.value
	value := logGamma(a+n) - logGamma(a)
	if a > 1e3 {
		// Stirling's series for the difference, in which the large terms have cancelled.
		series := func(x float64) float64 { return 1/(12*x) - 1/(360*x*x*x) }
		value = (a-0.5)*math.Log1p(n/a) + n*math.Log(a+n) - n + series(a+n) - series(a)
	}
	return j.chain(
		value,
		mathext.Digamma(a+n)-mathext.Digamma(a),
		mathext.Zeta(2, a+n)-mathext.Zeta(2, a),
	)
}

func logGamma(x float64) float64 {
	value, _ := math.Lgamma(x)
	return value
}

type maximum struct{ u, v, value float64 }

// maximise climbs by Newton steps, damped until they climb, and along the gradient where the surface does not curve
// down. v is the logarithm of the size of the prior; past highest there is no variation left that counts could show.
func maximise(f func(u, v float64) jet, u, v, highest float64) (maximum, error) {
	const rounding = 1e-12 // of the value
	at := f(u, v)
	for range 200 {
		g, h := at.first, at.second
		det := h[0]*h[2] - h[1]*h[1]
		du, dv := -(h[2]*g[0]-h[1]*g[1])/det, -(h[0]*g[1]-h[1]*g[0])/det
		if !(h[0] < 0 && det > 0) {
			du, dv = g[0]/max(1, math.Abs(h[0])), math.Copysign(1, g[1])
		}
		if longest := max(math.Abs(du), math.Abs(dv)); longest > 1 {
			du, dv = du/longest, dv/longest
		}
		if max(math.Abs(du), math.Abs(dv)) < 1e-9 {
			return maximum{u + du, v + dv, at.value}, nil
		}
		next := f(u+du, v+dv)
		for halvings := 0; next.value < at.value-rounding*math.Abs(at.value); halvings++ {
			if halvings == 40 {
				return maximum{}, errors.New("the likelihood has no maximum that could be found")
			}
			du, dv = du/2, dv/2
			next = f(u+du, v+dv)
		}
		u, v, at = u+du, v+dv, next
		if v > highest {
			return maximum{}, ErrNoVariation
		}
	}
	return maximum{}, errors.New("the likelihood has no maximum that could be found in 200 steps")
}
