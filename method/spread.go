package method

import (
	"math"

	"goodmeasure/study"
)

// Spread is the middle and the middle half of authorities' figures on one indicator in one period, all counting alike
// whatever their size. City of London and Isles of Scilly have no part in it.
type Spread struct {
	Period      study.Period `json:"period"`
	PeriodWords string       `json:"period_words"`
	N           int          `json:"n"` // authorities with a figure
	Low         study.Number `json:"lowest"`
	Quarter     study.Number `json:"lower_quartile"`
	Median      study.Number `json:"median"`
	ThreeFourth study.Number `json:"upper_quartile"`
	High        study.Number `json:"highest"`
}

// Spreads gives the spread in every period in which any of the authorities kept has a figure, oldest first.
func Spreads(edition *study.Edition, indicator study.Indicator, keep func(study.Authority) bool) []Spread {
	spreads := []Spread{}
	for _, period := range edition.Periods(indicator.ID) {
		var values []float64
		for _, a := range edition.Authorities {
			if a.Tiny() || !keep(a) {
				continue
			}
			if value := float64(edition.Observation(a.Code, indicator.ID, period).Exact(indicator.Kind)); !math.IsNaN(value) {
				values = append(values, value)
			}
		}
		if len(values) > 0 {
			spread := SpreadOf(values)
			spread.Period, spread.PeriodWords = period, indicator.PeriodType.Words(period)
			spreads = append(spreads, spread)
		}
	}
	return spreads
}

// SpreadOf is the spread of figures without a period; all but N is missing where there are none.
func SpreadOf(values []float64) Spread {
	at := func(p float64) study.Number { return study.Number(quantileOf(values, p)) }
	return Spread{N: len(values), Low: at(0), Quarter: at(0.25), Median: at(0.5), ThreeFourth: at(0.75), High: at(1)}
}

// FifthsOf are the four figures that part others into fifths, from low to high.
func FifthsOf(values []float64) []float64 {
	var cuts []float64
	for _, p := range []float64{0.2, 0.4, 0.6, 0.8} {
		cuts = append(cuts, quantileOf(values, p))
	}
	return cuts
}
