package workbench

import (
	"cmp"
	"fmt"
	"slices"

	"goodmeasure/catalogue"
	"goodmeasure/chart"
	"goodmeasure/study"
)

// settledOtherwise are the measures of the embedded edition in which the rule between releases would take another value, and for how
// many figures: all of them are whole percentages of the interactive tool, beside counts of the release of 2022.
var settledOtherwise = map[string]int{"cla_home_planned": 22, "cla_home_unplanned": 11}

// SettledOtherwise counts, by measure, the figures that were settled another way than the rule between releases would.
func (w *Workbench) SettledOtherwise() []DifferenceCount {
	all := []DifferenceCount{}
	embedded, err := catalogue.Embedded()
	if err != nil || embedded.Hash != w.Edition.Hash {
		return all
	}
	for _, i := range w.Edition.Indicators {
		if n := settledOtherwise[i.ID]; n > 0 {
			all = append(all, DifferenceCount{i.ID, i.Name, n})
		}
	}
	return all
}

// ReleaseUsed is a release of a publication, and how much of the edition comes from it.
type ReleaseUsed struct {
	Words    string       `json:"words"` // publisher, publication and release
	Measures int          `json:"measures"`
	N        int          `json:"n"` // figures with a value
	First    study.Period `json:"first_period"`
	Last     study.Period `json:"last_period"`
}

// ReleasesUsed are all that the edition was made from, by publication.
func (w *Workbench) ReleasesUsed() []ReleaseUsed {
	found := []ReleaseUsed{}
	for _, i := range w.Edition.Indicators {
		counted := map[string]bool{}
		for _, r := range w.releases(i) {
			at := slices.IndexFunc(found, func(u ReleaseUsed) bool { return u.Words == r.Words })
			if at < 0 {
				at, found = len(found), append(found, ReleaseUsed{Words: r.Words, First: r.First, Last: r.Last})
			}
			u := &found[at]
			if !counted[r.Words] {
				counted[r.Words], u.Measures = true, u.Measures+1
			}
			u.N, u.First, u.Last = u.N+r.N, min(u.First, r.First), max(u.Last, r.Last)
		}
	}
	slices.SortFunc(found, func(a, b ReleaseUsed) int { return cmp.Compare(a.Words, b.Words) })
	return found
}

// BreakInSeries is a year from which a publisher counts otherwise than before.
type BreakInSeries struct {
	Indicator string       `json:"indicator"`
	Name      string       `json:"name"`
	Period    study.Period `json:"period"`
	When      string       `json:"period_words"`
	What      string       `json:"what"`
}

// BreaksInSeries are those of all measures, in the order of the catalogue.
func (w *Workbench) BreaksInSeries() []BreakInSeries {
	all := []BreakInSeries{}
	for _, i := range w.Edition.Indicators {
		for _, b := range i.Breaks {
			all = append(all, BreakInSeries{i.ID, i.Name, b.Period, i.PeriodType.Words(b.Period), b.What})
		}
	}
	return all
}

// OneStateWords say that there is no other edition here to set beside this one.
func (h Holdings) OneStateWords() string {
	return fmt.Sprintf("It is the one edition held here, with %s and %s; there is no earlier one in the program to set beside it, so that nothing can be listed as changed since.",
		chart.Count(h.Authorities, "authority", "authorities"), chart.Count(h.Indicators, "measure", "measures"))
}
