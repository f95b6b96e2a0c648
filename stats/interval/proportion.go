package interval

import (
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Wilson is the score interval for a proportion, without continuity correction:
//
//	(p + z²/2n ± z sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n)
//
// Source: Wilson (1927), J. Am. Stat. Assoc. 22, 209-212; the method of the Office for Health Improvement and
// Disparities for proportions.
func Wilson(numerator, denominator, level float64) (Interval, error) {
	if err := checkProportion(numerator, denominator, level); err != nil {
		return Interval{}, err
	}
	z := normalDeviate(level)
	z2 := z * z
	missed := denominator - numerator
	spread := z * math.Sqrt(z2+4*numerator*missed/denominator)
	below := (2*numerator + z2 - spread) / (2 * (denominator + z2))
	above := (2*numerator + z2 + spread) / (2 * (denominator + z2))
	if numerator == 0 {
		below = 0 // the terms cancel, up to rounding
	}
	if missed == 0 {
		above = 1
	}
	return Interval{below, above}, nil
}

// ClopperPearson is the exact interval for a proportion: the values that a one-sided binomial test at each end would
// not reject. Its ends are quantiles of Beta(x, n-x+1) and Beta(x+1, n-x).
//
// Source: Clopper and Pearson (1934), Biometrika 26, 404-413.
func ClopperPearson(numerator, denominator, level float64) (Interval, error) {
	if err := checkProportion(numerator, denominator, level); err != nil {
		return Interval{}, err
	}
	missed := denominator - numerator
	interval := Interval{0, 1}
	if numerator > 0 {
		interval.Lower = mathext.InvRegIncBeta(numerator, missed+1, tail(level))
	}
	if missed > 0 {
		interval.Upper = 1 - mathext.InvRegIncBeta(missed, numerator+1, tail(level))
	}
	return interval, nil
}

// Jeffreys is the equal-tailed credible interval for a proportion under the prior Beta(1/2, 1/2), reaching to 0 where
// nothing was counted and to 1 where everything was.
//
// Source: Brown, Cai and DasGupta (2001), Statistical Science 16, 101-133.
func Jeffreys(numerator, denominator, level float64) (Interval, error) {
	if err := checkProportion(numerator, denominator, level); err != nil {
		return Interval{}, err
	}
	missed := denominator - numerator
	interval := Interval{0, 1}
	if numerator > 0 {
		interval.Lower = mathext.InvRegIncBeta(numerator+0.5, missed+0.5, tail(level))
	}
	if missed > 0 {
		interval.Upper = 1 - mathext.InvRegIncBeta(missed+0.5, numerator+0.5, tail(level))
	}
	return interval, nil
}
