package workbench

import (
	"cmp"
	"fmt"
	"slices"

	"goodmeasure/chart"
	"goodmeasure/method"
	"goodmeasure/study"
)

// Holdings is what an edition holds.
type Holdings struct {
	Edition      method.EditionUsed `json:"edition"`
	Authorities  int                `json:"authorities"`
	Current      int                `json:"current_authorities"`
	Indicators   int                `json:"indicators"`
	FirstPeriod  study.Period       `json:"first_period"`
	LastPeriod   study.Period       `json:"last_period"`
	Observations []ObservationCount `json:"observations"` // in the order of study.Statuses
	Inspections  []InspectionCount  `json:"inspections"`  // oldest framework first
	Differences  int                `json:"differences"`
}

// ObservationCount is how many observations have one status.
type ObservationCount struct {
	Status study.Status `json:"status"`
	Words  string       `json:"words"`
	N      int          `json:"n"`
}

// InspectionCount is how many inspections were made under one framework, and when they were published.
type InspectionCount struct {
	Framework string     `json:"framework"`
	Words     string     `json:"words"`
	N         int        `json:"n"`
	Graded    int        `json:"graded"` // with an overall grade
	First     study.Date `json:"first_published"`
	Last      study.Date `json:"last_published"`
}

// Holdings counts what the edition holds.
func (w *Workbench) Holdings() Holdings {
	h := Holdings{Edition: w.editionUsed(), Authorities: len(w.Edition.Authorities), Indicators: len(w.Edition.Indicators),
		Observations: []ObservationCount{}, Inspections: []InspectionCount{}, Differences: len(w.Edition.Differences)}
	for _, a := range w.Edition.Authorities {
		if a.Current() {
			h.Current++
		}
	}
	counts := map[study.Status]int{}
	for _, i := range w.Edition.Indicators {
		for o := range w.Edition.Observations(i.ID) {
			counts[o.Status]++
		}
		for _, period := range w.Edition.Periods(i.ID) {
			h.LastPeriod = max(h.LastPeriod, period)
			if h.FirstPeriod == 0 || period < h.FirstPeriod {
				h.FirstPeriod = period
			}
		}
	}
	for _, status := range study.Statuses {
		if counts[status] > 0 {
			h.Observations = append(h.Observations, ObservationCount{status, status.Words(), counts[status]})
		}
	}
	h.Inspections = inspectionCounts(w.Edition.Inspections)
	return h
}

// DifferencesWords say on how many figures releases differ, or that the values left are not held.
func (h Holdings) DifferencesWords() string {
	if h.Differences == 0 {
		return "The edition keeps one value for each figure, settled figure by figure when it was made, and not the values that other releases give."
	}
	return "Releases differ on " + chart.Count(h.Differences, "figure", "figures") + "."
}

func inspectionCounts(inspections []study.Inspection) []InspectionCount {
	counts := []InspectionCount{}
	for _, i := range inspections {
		at := slices.IndexFunc(counts, func(c InspectionCount) bool { return c.Framework == i.Framework })
		if at < 0 {
			at, counts = len(counts), append(counts, InspectionCount{Framework: i.Framework, Words: frameworkWords(i.Framework), First: i.Published, Last: i.Published})
		}
		c := &counts[at]
		c.N++
		if i.Graded() {
			c.Graded++
		}
		if i.Published.Before(c.First) {
			c.First = i.Published
		}
		if c.Last.Before(i.Published) {
			c.Last = i.Published
		}
	}
	slices.SortFunc(counts, func(a, b InspectionCount) int {
		return cmp.Or(cmp.Compare(a.First.String(), b.First.String()), cmp.Compare(a.Framework, b.Framework))
	})
	return counts
}

// Opening says which edition it is and how much it holds.
func (h Holdings) Opening() []string {
	lines := []string{h.Edition.Name, "SHA-256 " + h.Edition.Hash, "",
		fmt.Sprintf("%s, %d of them current; %s with figures for %d to %d.", chart.Count(h.Authorities, "authority", "authorities"), h.Current,
			chart.Count(h.Indicators, "indicator", "indicators"), h.FirstPeriod, h.LastPeriod)}
	if h.Differences > 0 {
		lines = append(lines, chart.Count(h.Differences, "figure", "figures")+" on which releases differ.")
	}
	return lines
}

// Tables are the observations by status and the inspections by framework.
func (h Holdings) Tables() []chart.Table {
	all := 0
	observations := chart.Table{Columns: []chart.Column{{Name: "Status"}, {Name: "Observations", Numeric: true}}}
	for _, c := range h.Observations {
		all += c.N
		observations.Rows = append(observations.Rows, []chart.Cell{said(c.Words), whole(c.N)})
	}
	observations.Caption = "Observations: " + decimal(study.Number(all), 0)
	inspections := chart.Table{Columns: []chart.Column{{Name: "Framework"}, {Name: "Name"}, {Name: "Inspections", Numeric: true},
		{Name: "With an\noverall grade", Numeric: true}, {Name: "Published"}}}
	all = 0
	for _, c := range h.Inspections {
		all += c.N
		inspections.Rows = append(inspections.Rows, []chart.Cell{said(c.Framework), said(folded(c.Words, 30)), whole(c.N), whole(c.Graded),
			said(c.First.Long() + " to\n" + c.Last.Long())})
	}
	inspections.Caption = "Inspections: " + decimal(study.Number(all), 0)
	return []chart.Table{observations, inspections}
}
