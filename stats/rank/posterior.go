package rank

import (
	"fmt"
	"math"
)

// Posterior says what is known of a unit's true value.
type Posterior struct {
	kind   kind
	a, b   float64
	shared int // one more than the earlier unit whose true value is this one's too
}

type kind uint8

const (
	point kind = iota
	normal
	beta
	gamma
)

// Beta is the posterior of a proportion: numerator+1/2 and denominator-numerator+1/2 under the Jeffreys prior.
func Beta(a, b float64) Posterior { return Posterior{kind: beta, a: a, b: b} }

// Gamma is the posterior of a rate, with mean shape/rate: events+1/2 and the population at risk, in the unit the rate
// is per, under the Jeffreys prior.
func Gamma(shape, rate float64) Posterior { return Posterior{kind: gamma, a: shape, b: rate} }

// Normal is the posterior of a mean with a known standard error.
func Normal(mean, sd float64) Posterior { return Posterior{kind: normal, a: mean, b: sd} }

// Point is a value whose sampling error is not known. NaN is a unit without a value.
func Point(value float64) Posterior { return Posterior{kind: point, a: value} }

// SharedWith is the posterior of a unit that has one true value in common with an earlier unit, counted from 0: in every draw
// it gets what the other drew.
func (p Posterior) SharedWith(earlier int) Posterior {
	p.shared = earlier + 1
	return p
}

// Shared is the earlier unit whose true value is this one's too.
func (p Posterior) Shared() (earlier int, shared bool) { return p.shared - 1, p.shared > 0 }

func (p Posterior) check() error {
	ok := true
	switch p.kind {
	case point:
		ok = !math.IsInf(p.a, 0)
	case normal:
		ok = finite(p.a) && finite(p.b) && p.b > 0
	case beta, gamma:
		ok = finite(p.a) && finite(p.b) && p.a > 0 && p.b > 0
	}
	if !ok {
		return fmt.Errorf("%v: expected finite numbers, and shapes, rates and standard errors above zero", p)
	}
	return nil
}

// String names the distribution and its parameters.
func (p Posterior) String() string {
	if p.kind == point {
		return fmt.Sprintf("point %v", p.a)
	}
	return fmt.Sprintf("%s(%v, %v)", [...]string{"point", "normal", "beta", "gamma"}[p.kind], p.a, p.b)
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
