package workbench

import (
	"cmp"
	"slices"
	"strings"

	"goodmeasure/study"
)

// Band is a part of the ranking that an authority's interval says it is in. Bands are no quarters: A and D hold those that
// can be told apart from the middle, and B and C those that cannot, by the half in which the median of their rank lies.
type Band string

// The bands, best first.
const (
	BandA Band = "A"
	BandB Band = "B"
	BandC Band = "C"
	BandD Band = "D"
)

// Bands lists them, best first.
var Bands = []Band{BandA, BandB, BandC, BandD}

// Words says what a band means.
func (b Band) Words() string {
	switch b {
	case BandA:
		return "clearly above average"
	case BandB:
		return "rather above average, but cannot be told apart from it"
	case BandC:
		return "rather below average, but cannot be told apart from it"
	case BandD:
		return "clearly below average"
	}
	return "no band"
}

// bandOf is the band of an interval of ranks among n; none where there is no interval.
func bandOf(low, median, high study.Number, n int) Band {
	middle := study.Number(n+1) / 2
	switch {
	case !low.Known() || !high.Known():
		return ""
	case high < middle:
		return BandA
	case low > middle:
		return BandD
	case median <= middle:
		return BandB
	}
	return BandC
}

// place gives bands and shared places, and puts the best first.
func (s *Standings) place(w *Workbench) {
	for at := range s.Authorities {
		one := &s.Authorities[at]
		a, _ := w.Edition.Authority(one.Authority)
		one.Region = a.Region
		if one.Low.Known() {
			s.N++
		} else {
			one.Median = study.Missing
		}
	}
	for at := range s.Authorities {
		one := &s.Authorities[at]
		one.Band = bandOf(one.Low, one.Median, one.High, s.N+s.ErrorUnknown)
		switch one.Band {
		case BandA:
			s.Better++
		case BandD:
			s.Worse++
		case BandB, BandC:
			s.Unclear++
		default:
			continue
		}
		one.Shared = 1
		for _, other := range s.Authorities {
			if other.High < one.Low {
				one.Shared++
			}
		}
	}
	slices.SortStableFunc(s.Authorities, func(a, b Standing) int {
		if a.Low.Known() != b.Low.Known() {
			return map[bool]int{true: -1, false: 1}[a.Low.Known()]
		}
		if a.Low.Known() {
			if order := cmp.Or(cmp.Compare(a.Median, b.Median), cmp.Compare(a.High, b.High), cmp.Compare(a.Low, b.Low)); order != 0 {
				return order
			}
		}
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Authority, b.Authority))
	})
}
