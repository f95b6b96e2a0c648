package method

import (
	"fmt"
	"slices"

	"goodmeasure/stats/composite/normalise"
	"goodmeasure/study"
)

// ownWarnings are what a maker of the index should know of it.
func (x *Index) ownWarnings(w *kitchen) []string {
	var all []string
	for k, i := range x.Indicators {
		treated := x.Stages.Treatments[k]
		switch {
		case treated.Values != nil && !treated.Pass():
			all = append(all, fmt.Sprintf("%s: still beyond the limits of skewness and kurtosis after treatment.", quoted(i.Name, i.Code)))
		case treated.Values == nil && i.Outliers && !ordinal(w.scales[k]):
			all = append(all, fmt.Sprintf("%s: a few outliers stretch it (skewness %s, kurtosis %s), and it is not treated.", quoted(i.Name, i.Code), i.Skewness.Decimal(1), i.Kurtosis.Decimal(1)))
		}
		if x.Weights[k].Weight == 0 {
			all = append(all, quoted(i.Name, i.Code)+": weighs nothing, so that it is shown and does not count.")
		}
	}
	for _, c := range x.Correlations {
		if c.With == w.nodes[c.position(w)].Parent && c.Correlation < -0.2 {
			all = append(all, fmt.Sprintf("%s runs against %s, which it is part of (correlation %s): more of one goes with less of the other.", w.called(c.Code), w.called(c.With), c.Correlation.Decimal(2)))
		}
	}
	return all
}

// quoted is a name as it stands in a sentence; the code where there is no name.
func quoted(name, code string) string { return "“" + orElse(name, code) + "”" }

func (m Measure) called() string { return quoted(m.Indicator.Name, m.ID) }

// called is what a node is called in a sentence: an indicator, a group, or the index.
func (w *kitchen) called(code string) string {
	for _, i := range w.matrix.Indicators {
		if i.Code == code {
			return quoted(i.Name, code)
		}
	}
	for _, g := range w.Groups {
		if g.Code == code {
			return quoted(g.Name, code)
		}
	}
	return quoted("", code)
}

// ordinal tells the scales on which only the order of values counts, so that outliers do not.
func ordinal(scale normalise.Method) bool {
	switch scale.(type) {
	case Percentile, normalise.PercentileRank, normalise.Rank, normalise.Borda:
		return true
	}
	return false
}

// position is that of the node among all.
func (c ParentCorrelation) position(w *kitchen) int {
	for at, n := range w.nodes {
		if n.Name == c.Code {
			return at
		}
	}
	return -1
}

// warnings are what is to be known of an edition's figures in an index.
func (m *Matrix) warnings() []string {
	all := slices.Clone(m.notes)
	f := m.Frame
	for a, one := range f.Measures {
		for _, other := range f.Measures[a+1:] {
			switch {
			case slices.Contains(one.Indicator.Complements, other.ID) || slices.Contains(other.Indicator.Complements, one.ID):
				all = append(all, fmt.Sprintf("%s and %s are both in, and largely count the same thing from two sides: together they count it twice.", one.called(), other.called()))
			case slices.Contains(one.Indicator.NestedIn, other.ID):
				all = append(all, fmt.Sprintf("%s is part of %s, and both are in: what the first counts is counted twice.", one.called(), other.called()))
			case slices.Contains(other.Indicator.NestedIn, one.ID):
				all = append(all, fmt.Sprintf("%s is part of %s, and both are in: what the first counts is counted twice.", other.called(), one.called()))
			}
		}
	}
	for k, one := range f.Measures {
		unknown, joint := 0, 0
		for at, o := range one.Observations {
			if m.Models[k][at] == ErrorUnknown {
				unknown++
			}
			if o.Status == study.Joint {
				joint++
			}
		}
		if unknown > 0 {
			all = append(all, fmt.Sprintf("%s: the sampling error of %s is not known, so that rank intervals are narrower than they should be.", one.called(), count(unknown, "figure")))
		}
		if joint > 0 {
			all = append(all, fmt.Sprintf("%s: %s published for two authorities together, and stand for both.", one.called(), figuresAre(joint)))
		}
	}
	return all
}
