// Package interval gives confidence intervals for a proportion, a count and a rate.
//
// Every function takes the confidence level as a fraction between 0 and 1 (0.95, 0.998) and refuses, with an error,
// counts that are negative or not numbers, denominators that are not positive, and numerators above their denominator.
package interval

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Interval holds the two ends, in the unit of what was estimated.
type Interval struct{ Lower, Upper float64 }

func scale(i Interval, by float64) Interval { return Interval{i.Lower * by, i.Upper * by} }

// tail is the probability left out at each end.
func tail(level float64) float64 { return (1 - level) / 2 }

func normalDeviate(level float64) float64 { return -distuv.UnitNormal.Quantile(tail(level)) }

func checkLevel(level float64) error {
	if !(level > 0 && level < 1) {
		return fmt.Errorf("confidence level %v: give a fraction between 0 and 1, such as 0.95", level)
	}
	return nil
}

func checkCount(events float64) error {
	if !(events >= 0) || math.IsInf(events, 1) {
		return fmt.Errorf("count %v: expected a number of events, zero or more", events)
	}
	return nil
}

func checkProportion(numerator, denominator, level float64) error {
	if err := checkCount(numerator); err != nil {
		return fmt.Errorf("numerator: %w", err)
	}
	if !(denominator > 0) || math.IsInf(denominator, 1) {
		return fmt.Errorf("denominator %v: expected more than zero", denominator)
	}
	if numerator > denominator {
		return fmt.Errorf("numerator %v is above its denominator %v", numerator, denominator)
	}
	return checkLevel(level)
}
