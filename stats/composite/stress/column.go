package stress

import (
	"math"

	"goodmeasure/stats/composite/aggregate"
	"goodmeasure/stats/composite/internal/order"
	"goodmeasure/stats/composite/normalise"
)

// column is an indicator, or a group, made ready for one way to aggregate.
type column struct {
	scaled []float64 // on the common scale, NaN where missing
	gaps   []int32   // units that miss it
	term   []float64 // what is summed, 0 where missing
	order  order.Order
}

// form is how an aggregation is computed.
type form int

const (
	sums     form = iota // a function of a weighted sum
	duels                // from the order of each indicator
	ordinary             // by its own method
)

// combination is an aggregation and its form.
type combination struct {
	method aggregate.Method
	form   form
	// of sums; nil leaves values as they are
	to, back  func(float64) float64
	positive  bool // values must be above zero
	unweighed bool
}

func newCombination(m aggregate.Method) combination {
	inverse := func(v float64) float64 { return 1 / v }
	switch m := m.(type) {
	case aggregate.Arithmetic:
		return combination{method: m}
	case aggregate.Geometric:
		return combination{method: m, to: math.Log, back: math.Exp, positive: true}
	case aggregate.Harmonic:
		return combination{method: m, to: inverse, back: inverse, positive: true}
	case aggregate.Power:
		if m.P == 0 {
			return combination{method: m, form: ordinary} // which refuses it
		}
		return combination{
			method: m, positive: true,
			to:   func(v float64) float64 { return math.Pow(v, m.P) },
			back: func(v float64) float64 { return math.Pow(v, 1/m.P) },
		}
	case aggregate.Copeland:
		return combination{method: m, form: duels}
	case aggregate.Median, aggregate.Least, aggregate.MazziottaPareto, aggregate.Wroclaw, aggregate.BenefitOfTheDoubt:
		return combination{method: m, form: ordinary, unweighed: true}
	default:
		return combination{method: m, form: ordinary}
	}
}

// make fills the column from figures whose gaps have been dealt with. Buffers grow once and are used again.
func (c *column) make(x []float64, d normalise.Direction, scale normalise.Method, by *combination, indicator int, s *order.Sorter) error {
	c.scaled = sized(c.scaled, len(x))
	if err := scale.Into(c.scaled, x, d); err != nil {
		return err
	}
	return c.finish(by, indicator, s)
}

// finish makes ready for the aggregation what is on the common scale.
func (c *column) finish(by *combination, indicator int, s *order.Sorter) error {
	c.gaps = c.gaps[:0]
	for i, v := range c.scaled {
		if v != v {
			c.gaps = append(c.gaps, int32(i))
		}
	}
	switch by.form {
	case duels:
		c.order = s.Sort(c.scaled)
	case sums:
		return c.sum(by, indicator)
	}
	return nil
}

func (c *column) sum(by *combination, indicator int) error {
	c.term = sized(c.term, len(c.scaled))
	if by.positive {
		for i, v := range c.scaled {
			if v <= 0 {
				return &aggregate.ValueError{
					Method: by.method, Unit: i, Indicator: indicator, Value: v,
					Expected: "a value above zero: normalise to a scale that starts above it, such as 1 to 100",
				}
			}
		}
	}
	if by.to == nil {
		copy(c.term, c.scaled)
	} else {
		for i, v := range c.scaled {
			c.term[i] = by.to(v)
		}
	}
	for _, unit := range c.gaps {
		c.term[unit] = 0
	}
	return nil
}

func sized(x []float64, n int) []float64 {
	if cap(x) < n {
		return make([]float64, n)
	}
	return x[:n]
}
