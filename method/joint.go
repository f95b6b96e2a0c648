package method

import (
	"goodmeasure/stats/rank"
	"goodmeasure/study"
)

// jointFigure is a figure that is published for two authorities together.
type jointFigure struct {
	region                        string // two pairs may have the same figures; the authorities of one share a region
	value, numerator, denominator study.Number
}

func jointOf(a study.Authority, o study.Observation) jointFigure {
	return jointFigure{a.Region, o.Value, known(o.Numerator), known(o.Denominator)}
}

// known makes missing figures equal to each other, as map keys must be.
func known(n study.Number) study.Number {
	if !n.Known() {
		return -1
	}
	return n
}

// earlierOfJoint is, by authority, the one before it whose joint figure is its own too; an authority alone is its own.
func (f *Frame) earlierOfJoint(m Measure) []int {
	first := map[jointFigure]int{}
	earlier := make([]int, len(f.Authorities))
	for at, a := range f.Authorities {
		earlier[at] = at
		if o := m.Observations[at]; o.Status == study.Joint {
			joint := jointOf(a, o)
			if before, found := first[joint]; found {
				earlier[at] = before
			} else {
				first[joint] = at
			}
		}
	}
	return earlier
}

// share lets the authorities of a joint figure have one true value: it is one figure, and chance moved it once. A mean over
// periods is one figure where each of them is.
func (f *Frame) share(periods []Measure, posteriors []rank.Posterior) {
	earlier := f.earlierOfJoint(periods[0])
	for _, period := range periods[1:] {
		for at, before := range f.earlierOfJoint(period) {
			if before != earlier[at] {
				earlier[at] = at
			}
		}
	}
	for at, before := range earlier {
		if before != at {
			posteriors[at] = posteriors[before].SharedWith(before)
		}
	}
}

// posteriors are what is known of every authority's true value.
func (f *Frame) posteriors(m Measure) ([]rank.Posterior, []ErrorModel) {
	posteriors, models := make([]rank.Posterior, len(f.Authorities)), make([]ErrorModel, len(f.Authorities))
	for at := range f.Authorities {
		posteriors[at], models[at] = posterior(f.Edition, m, at)
	}
	f.share([]Measure{m}, posteriors)
	return posteriors, models
}
