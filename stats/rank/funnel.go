package rank

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// Limits are the ends of a funnel at one size: what chance alone leaves inside with the probability asked for.
type Limits struct{ Lower, Upper float64 }

// BinomialLimits are exact limits for a proportion out of n when the true one is target. With r the least count whose
// cumulative probability F reaches p, the limit is (r - (F(r)-p)/f(r)) / n, which moves smoothly with n and may pass
// 0 where n is small. Source: Spiegelhalter (2005), Statistics in Medicine 24, 1185-1202, appendix A.1.1.
func BinomialLimits(target, n, level float64) (Limits, error) {
	if err := checkFunnel(target < 1, target, n, level); err != nil {
		return Limits{}, err
	}
	return Limits{interpolatedQuantile(target, n, (1-level)/2), interpolatedQuantile(target, n, (1+level)/2)}, nil
}

func interpolatedQuantile(target, n, p float64) float64 {
	cumulative := func(r float64) float64 {
		if r >= n {
			return 1
		}
		return mathext.RegIncBeta(n-r, r+1, 1-target)
	}
	reached := func(r float64) bool { return cumulative(r) >= p }
	r := leastCount(n*target, reached)
	at, before := cumulative(r), 0.0
	if r > 0 {
		before = cumulative(r - 1)
	}
	return (r - (at-p)/(at-before)) / n
}

// PoissonLimits are limits for the ratio of observed to expected events when the true ratio is 1: the ends of
// Garwood's exact interval around the expected number, divided by it. Source: Dover and Schopflocher (2011), BMC
// Medical Research Methodology 11, 58.
func PoissonLimits(expected, level float64) (Limits, error) {
	if err := checkFunnel(true, expected, 1, level); err != nil {
		return Limits{}, err
	}
	tail := (1 - level) / 2
	return Limits{
		mathext.GammaIncRegInv(expected, tail) / expected,
		mathext.GammaIncRegCompInv(expected+1, tail) / expected,
	}, nil
}

// PoissonQuantileLimits are the counts with cumulative probability of at least each tail, divided by expected.
func PoissonQuantileLimits(expected, level float64) (Limits, error) {
	if err := checkFunnel(true, expected, 1, level); err != nil {
		return Limits{}, err
	}
	at := func(p float64) float64 {
		return leastCount(expected, func(r float64) bool { return mathext.GammaIncRegComp(r+1, expected) >= p }) / expected
	}
	return Limits{at((1 - level) / 2), at((1 + level) / 2)}, nil
}

// leastCount is the least whole number for which reached holds, given that it holds for all that are greater. The
// search starts near a guess.
func leastCount(guess float64, reached func(float64) bool) float64 {
	high := math.Floor(guess)
	for step := 1.0; !reached(high); step *= 2 {
		high += step
	}
	low := -1.0 // not reached
	for step := 1.0; high-step > low; step *= 2 {
		if !reached(high - step) {
			low = high - step
			break
		}
		high -= step
	}
	for high-low > 1 {
		if middle := math.Floor((low + high) / 2); reached(middle) {
			high = middle
		} else {
			low = middle
		}
	}
	return high
}

// NormalLimits are target ± z sd, for a funnel of figures with a normal error: sd is that of a figure of this size,
// as from Dispersion.Multiplicative or Dispersion.Additive.
func NormalLimits(target, sd, level float64) (Limits, error) {
	if err := checkFunnel(finite(target), 1, 1, level); err != nil {
		return Limits{}, err
	}
	if !(sd >= 0) || math.IsInf(sd, 1) {
		return Limits{}, fmt.Errorf("funnel limits: standard deviation %v, expected zero or more", sd)
	}
	z := -distuv.UnitNormal.Quantile((1 - level) / 2)
	return Limits{target - z*sd, target + z*sd}, nil
}

// ArcsineLimits are limits for a proportion out of n on the scale asin(sqrt(p)), on which its standard error is
// 1/(2 sqrt n), widened by the variance tau2 of true values on that scale and taken back to proportions.
func ArcsineLimits(target, n, tau2, level float64) (Limits, error) {
	if err := checkFunnel(target < 1, target, n, level); err != nil {
		return Limits{}, err
	}
	limits, err := NormalLimits(math.Asin(math.Sqrt(target)), math.Sqrt(1/(4*n)+tau2), level)
	back := func(x float64) float64 {
		root := math.Sin(min(max(x, 0), math.Pi/2))
		return root * root
	}
	return Limits{back(limits.Lower), back(limits.Upper)}, err
}

func checkFunnel(within bool, target, size, level float64) error {
	if !within || !(target > 0) || !finite(target) {
		return fmt.Errorf("funnel limits: target %v, expected more than zero, and a proportion below one", target)
	}
	if !(size > 0) || !finite(size) {
		return fmt.Errorf("funnel limits: size %v, expected more than zero", size)
	}
	if !(level > 0 && level < 1) {
		return fmt.Errorf("funnel limits: level %v, expected a fraction between 0 and 1, such as 0.95", level)
	}
	return nil
}
