package method

import (
	"goodmeasure/stats/interval"
	"goodmeasure/study"
)

// FigureInterval is the 95% interval of one figure, in the figure's unit, and what its sampling error was taken from.
// Both ends are missing where that is not known.
type FigureInterval struct {
	Low, High study.Number
	From      ErrorModel
}

// IntervalOf is Jeffreys' interval for a proportion, on the counts that its rank is drawn from, and the interval of
// interval.Rate for a rate with counts. Other figures are published without what would tell their sampling error.
func IntervalOf(edition *study.Edition, indicator study.Indicator, o study.Observation) FigureInterval {
	unknown := FigureInterval{study.Missing, study.Missing, ErrorUnknown}
	value := o.Exact(indicator.Kind)
	switch {
	case !value.Known():
		return FigureInterval{study.Missing, study.Missing, NoFigure}
	case indicator.Kind == study.Proportion:
		numerator, denominator, from := float64(o.Numerator), float64(o.Denominator), FromCounts
		if !o.HasCounts() {
			borrowed, found := borrowedDenominator(edition, o)
			if !found {
				return unknown
			}
			numerator, denominator, from = float64(value)/100*borrowed, borrowed, FromBorrowed
		}
		ends, err := interval.Jeffreys(numerator, denominator, level95)
		if err != nil {
			return unknown // counts that cannot be a proportion, such as more events than people
		}
		return FigureInterval{study.Number(100 * ends.Lower), study.Number(100 * ends.Upper), from}
	case indicator.Kind == study.Rate && o.HasCounts() && indicator.Per() > 0:
		ends, err := interval.Rate(float64(o.Numerator), float64(o.Denominator), indicator.Per(), level95)
		if err != nil {
			return unknown
		}
		return FigureInterval{study.Number(ends.Lower), study.Number(ends.Upper), FromCounts}
	}
	return unknown
}

const level95 = 0.95
