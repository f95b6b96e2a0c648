package source

import (
	"strconv"

	"goodmeasure/study"
)

// leastSpend is the spending for a child, in pounds a year, below which a return cannot be real: authorities that filled
// in nothing, or next to nothing, for a service that they ran.
const leastSpend = 1

// childPopulation is the indicator that counts the children of an authority.
const childPopulation = "child_population"

// PerChild divides each authority's spending by the children who lived there at the mid-year inside the financial year,
// and rounds to ten pence. The tool publishes spending and another release the population, so that readers give spending
// as a numerator without a denominator; anything else passes unchanged, and of the population only child_population counts. Where there is no population the status stays
// NoDenominator; spending of less than a pound for a child is Implausible.
func PerChild(spending, population []study.Observation) []study.Observation {
	type place struct {
		authority string
		period    study.Period
	}
	children := map[place]study.Number{}
	for _, o := range population {
		if o.Indicator == childPopulation && o.Status.HasValue() {
			children[place{o.Authority, o.Period}] = o.Value
		}
	}
	divided := make([]study.Observation, len(spending))
	for i, o := range spending {
		divided[i] = o
		// A financial year is named for the March in which it ends; the mid-year inside it is the June before.
		number := children[place{o.Authority, o.Period - 1}]
		if o.Status != study.NoDenominator || !o.Numerator.Known() || !(number > 0) {
			continue
		}
		each := float64(o.Numerator / number)
		divided[i].Denominator = number
		if each < leastSpend {
			divided[i].Status = study.Implausible
			continue
		}
		rounded, err := strconv.ParseFloat(strconv.FormatFloat(each, 'f', 1, 64), 64)
		if err != nil {
			panic("source: a formatted figure does not read back: " + err.Error())
		}
		divided[i].Value, divided[i].Status = study.Number(rounded), study.Published
	}
	return divided
}
