package treat

import (
	"fmt"
	"math"
)

// A Transform replaces each value of an indicator by a function of it that keeps their order.
type Transform int

// The logarithms, with least and largest the extremes of the known values.
const (
	Log           Transform = iota // ln(x - least + (largest-least)/100)
	LogEitherSide                  // Log, or where skewness is negative -ln(largest - x + (largest-least)/100)
	LogFromOne                     // ln(x - least + 1)
	LogIndex                       // ln((largest-1) (x-least) / (largest-least) + 1), as the Global Innovation Index documents it
)

func (t Transform) String() string {
	switch t {
	case Log:
		return "logarithm"
	case LogEitherSide:
		return "logarithm from the side of the tail"
	case LogFromOne:
		return "logarithm from one"
	case LogIndex:
		return "logarithm of the Global Innovation Index"
	}
	return fmt.Sprintf("transform %d", int(t))
}

// Apply returns the transformed indicator. It errs where the indicator does not vary and where the logarithm has no
// answer.
func (t Transform) Apply(x []float64) ([]float64, error) {
	least, largest, err := extremes(x)
	if err != nil {
		return nil, fmt.Errorf("%v: %w", t, err)
	}
	span := largest - least
	var f func(v float64) float64
	switch t {
	case Log:
		f = func(v float64) float64 { return math.Log(v - least + span/100) }
	case LogEitherSide:
		s, err := Measure(x)
		if err != nil {
			return nil, fmt.Errorf("%v: %w", t, err)
		}
		if s.Skewness < 0 {
			f = func(v float64) float64 { return -math.Log(largest - v + span/100) }
		} else {
			f = func(v float64) float64 { return math.Log(v - least + span/100) }
		}
	case LogFromOne:
		f = func(v float64) float64 { return math.Log(v - least + 1) }
	case LogIndex:
		if largest <= 1 {
			return nil, fmt.Errorf("%v: the largest value is %v, it must be above 1", t, largest)
		}
		f = func(v float64) float64 { return math.Log((largest-1)*(v-least)/span + 1) }
	default:
		return nil, fmt.Errorf("%v: expected one of the named transforms", t)
	}
	return mapped(x, f), nil
}

// BoxCox applies (v^lambda - 1) / lambda, or ln v where lambda is 0, to v = x - least + 1 when shift is set and to x
// as it is otherwise. It errs on values of zero or less that are not shifted.
//
// Source: Box and Cox (1964), J. R. Stat. Soc. B 26, 211-252.
func BoxCox(x []float64, lambda float64, shift bool) ([]float64, error) {
	if math.IsNaN(lambda) || math.IsInf(lambda, 0) {
		return nil, fmt.Errorf("Box-Cox: lambda is %v, expected a finite number", lambda)
	}
	least, _, err := extremes(x)
	if err != nil {
		return nil, fmt.Errorf("Box-Cox: %w", err)
	}
	move := 0.0
	if shift {
		move = 1 - least
	} else if least <= 0 {
		return nil, fmt.Errorf("Box-Cox: the least value is %v, expected all above zero: shift them", least)
	}
	out := mapped(x, func(v float64) float64 {
		if lambda == 0 {
			return math.Log(v + move)
		}
		return (math.Pow(v+move, lambda) - 1) / lambda
	})
	if _, _, err := extremes(out); err != nil {
		return nil, fmt.Errorf("Box-Cox with lambda %v: %w", lambda, err)
	}
	return out, nil
}

func extremes(x []float64) (least, largest float64, err error) {
	known, err := knownValues(x)
	if err != nil {
		return 0, 0, err
	}
	least, largest = math.Inf(1), math.Inf(-1)
	for _, v := range known {
		least, largest = math.Min(least, v), math.Max(largest, v)
	}
	switch {
	case len(known) == 0:
		return 0, 0, fmt.Errorf("none of the %d values is known", len(x))
	case least == largest:
		return 0, 0, fmt.Errorf("all %d known values are %v, an indicator that does not vary cannot be transformed", len(known), least)
	}
	return least, largest, nil
}

func mapped(x []float64, f func(float64) float64) []float64 {
	out := make([]float64, len(x))
	for i, v := range x {
		out[i] = v
		if !math.IsNaN(v) {
			out[i] = f(v)
		}
	}
	return out
}
