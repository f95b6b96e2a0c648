package method

import (
	"math"

	"goodmeasure/study"
)

// PDifference is how probable a true figure at least as far on the other side of a fixed value is, times two: the two-sided
// tail of the posterior that ranks are drawn from. The fixed value is in the figure's unit. It is missing where the
// sampling error of the figure is not known. Where it is under 0.05, the 95% interval of the posterior leaves the value out.
func PDifference(edition *study.Edition, indicator study.Indicator, o study.Observation, from study.Number) study.Number {
	if !from.Known() {
		return study.Missing
	}
	m := Measure{Indicator: indicator, Observations: []study.Observation{o}, Values: []float64{float64(o.Exact(indicator.Kind))}}
	about, model := posterior(edition, m, 0)
	if model != FromCounts && model != FromBorrowed {
		return study.Missing
	}
	x := float64(from)
	if indicator.Kind == study.Proportion {
		x /= 100
	}
	below := about.Below(x)
	return study.Number(math.Min(1, 2*math.Min(below, 1-below)))
}
