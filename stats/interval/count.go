package interval

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mathext"
)

// Byar approximates the exact interval for a Poisson count:
//
//	lower = O (1 - 1/(9O) - z/(3 sqrt O))³,  upper = (O+1) (1 - 1/(9(O+1)) + z/(3 sqrt(O+1)))³
//
// It is close from 10 events on. The lower end at zero events is zero.
//
// Source: Breslow and Day (1987), Statistical Methods in Cancer Research II, 69.
func Byar(events, level float64) (Interval, error) {
	if err := checkEvents(events, level); err != nil {
		return Interval{}, err
	}
	z := normalDeviate(level)
	cube := func(o, z float64) float64 {
		root := 1 - 1/(9*o) + z/(3*math.Sqrt(o))
		return o * root * root * root
	}
	interval := Interval{Upper: cube(events+1, z)}
	if events > 0 {
		interval.Lower = max(0, cube(events, -z))
	}
	return interval, nil
}

// Garwood is the exact interval for a Poisson count; its ends are gamma quantiles with shapes O and O+1.
//
// Source: Garwood (1936), Biometrika 28, 437-442.
func Garwood(events, level float64) (Interval, error) {
	if err := checkEvents(events, level); err != nil {
		return Interval{}, err
	}
	interval := Interval{Upper: mathext.GammaIncRegCompInv(events+1, tail(level))}
	if events > 0 {
		interval.Lower = mathext.GammaIncRegInv(events, tail(level))
	}
	return interval, nil
}

// Rate is the interval for a rate: events divided by population, times per (10,000 for a rate per 10,000). It is
// exact (Garwood) below 10 events and Byar's from 10 on.
//
// Source: Public Health England (2018), Technical Guide: Confidence Intervals.
func Rate(events, population, per, level float64) (Interval, error) {
	if !(population > 0) || math.IsInf(population, 1) {
		return Interval{}, fmt.Errorf("population %v: expected more than zero", population)
	}
	if !(per > 0) || math.IsInf(per, 1) {
		return Interval{}, fmt.Errorf("rate per %v: expected more than zero", per)
	}
	method := Byar
	if events < 10 {
		method = Garwood
	}
	counts, err := method(events, level)
	return scale(counts, per/population), err
}

func checkEvents(events, level float64) error {
	if err := checkCount(events); err != nil {
		return err
	}
	return checkLevel(level)
}
