package normalise

import (
	"fmt"
	"math"
)

// MinMax stretches the indicator so that the worst unit has Lower and the best Upper:
// Lower + (Upper-Lower) (x - min) / (max - min).
type MinMax struct{ Lower, Upper float64 }

// Into writes the stretched indicator. It errs where the indicator does not vary.
func (m MinMax) Into(dst, x []float64, d Direction) error {
	if err := ordered(m, m.Lower, m.Upper); err != nil {
		return err
	}
	c, err := varying(m, dst, x, d)
	if err != nil {
		return err
	}
	return c.each(m, func(v float64) float64 {
		return (v-c.least)/(c.largest-c.least)*(m.Upper-m.Lower) + m.Lower
	})
}

func (m MinMax) String() string { return fmt.Sprintf("min-max %v to %v", m.Lower, m.Upper) }

// ZScore gives the indicator the mean Mean and the standard deviation SD (that of a sample, over n-1).
type ZScore struct{ Mean, SD float64 }

// Into writes the standardised indicator. It errs where the indicator does not vary.
func (m ZScore) Into(dst, x []float64, d Direction) error {
	if err := finite(m, "mean and standard deviation", m.Mean, m.SD); err != nil {
		return err
	}
	if m.SD <= 0 {
		return fmt.Errorf("%v: the standard deviation must be above zero", m)
	}
	c, err := varying(m, dst, x, d)
	if err != nil {
		return err
	}
	var squares float64
	for _, v := range c.x {
		if !math.IsNaN(v) {
			squares += (v - c.mean) * (v - c.mean)
		}
	}
	sd := math.Sqrt(squares / float64(c.n-1))
	if !(sd > 0) || math.IsInf(sd, 1) {
		return fmt.Errorf("%v: the spread of values between %v and %v is beyond floating point", m, c.least, c.largest)
	}
	return c.each(m, func(v float64) float64 { return (v-c.mean)/sd*m.SD + m.Mean })
}

func (m ZScore) String() string { return fmt.Sprintf("z-score mean %v sd %v", m.Mean, m.SD) }

// Scaled maps stated bounds of the indicator, in its own unit, to 0 and 100: 100 (x - Lower) / (Upper - Lower). Where
// lower is better the negated indicator is mapped, so state the bounds of that.
type Scaled struct{ Lower, Upper float64 }

// Into writes the mapped indicator; values outside the bounds fall outside 0 to 100.
func (m Scaled) Into(dst, x []float64, d Direction) error {
	if err := ordered(m, m.Lower, m.Upper); err != nil {
		return err
	}
	c, err := directed(m, dst, x, d)
	if err != nil {
		return err
	}
	return c.each(m, func(v float64) float64 { return (v - m.Lower) / (m.Upper - m.Lower) * 100 })
}

func (m Scaled) String() string { return fmt.Sprintf("scaled from %v to %v", m.Lower, m.Upper) }

// FractionOfMax divides by the largest value. It has a meaning only where higher is better and the largest value is
// above zero.
type FractionOfMax struct{}

// Into writes the fractions. It errs where lower is better and where the largest value is not above zero.
func (m FractionOfMax) Into(dst, x []float64, d Direction) error {
	c, err := directed(m, dst, x, d)
	if err != nil {
		return err
	}
	if d == LowerIsBetter {
		return fmt.Errorf("%v: it cannot turn an indicator of which lower is better: use min-max or distance to the best", m)
	}
	if c.largest <= 0 {
		return fmt.Errorf("%v: the largest value is %v: dividing by it would turn the order round, use min-max", m, c.largest)
	}
	return c.each(m, func(v float64) float64 { return v / c.largest })
}

func (FractionOfMax) String() string { return "fraction of the largest" }

func ordered(m Method, lower, upper float64) error {
	if err := finite(m, "both bounds", lower, upper); err != nil {
		return err
	}
	if lower >= upper {
		return fmt.Errorf("%v: the lower bound %v must be below the upper bound %v", m, lower, upper)
	}
	return nil
}
