package workbench

import (
	"iter"

	"goodmeasure/chart"
	"goodmeasure/study"
)

// AuthorityTable is every authority of the edition, as a table to take away.
func (w *Workbench) AuthorityTable() chart.Table {
	t := chart.Table{Caption: "Authorities", Columns: []chart.Column{{Name: "Code"}, {Name: "ONS code"}, {Name: "Name"}, {Name: "Region"}, {Name: "Type"}, {Name: "From"}, {Name: "To"}}}
	for _, a := range w.Edition.Authorities {
		t.Rows = append(t.Rows, []chart.Cell{said(a.Code), said(a.ONS), named(a.Code, a.Name), said(a.Region), said(a.Type), chart.Dated(a.ValidFrom), chart.Dated(a.ValidTo)})
	}
	return t
}

// InspectionTable is every inspection of the edition with its judgements.
func (w *Workbench) InspectionTable() chart.Table {
	t := chart.Table{Caption: "Inspections", Columns: []chart.Column{{Name: "Code"}, {Name: "Authority"}, {Name: "Framework"}, {Name: "Kind"}, {Name: "Published"}, {Name: "Overall"},
		{Name: "Leaders"}, {Name: "Help and protection"}, {Name: "Care"}, {Name: "Care leavers"}, {Name: "Source"}}}
	for _, i := range w.Edition.Inspections {
		t.Rows = append(t.Rows, []chart.Cell{said(i.Authority), named(i.Authority, w.authorityName(i.Authority)), said(i.Framework), said(i.Kind), chart.Dated(i.Published), said(i.OverallWords()),
			said(i.JudgementWords(i.Leaders)), said(i.JudgementWords(i.HelpProtection)), said(i.JudgementWords(i.Care)), said(i.JudgementWords(i.CareLeavers)), said(i.Source)})
	}
	return t
}

// DifferenceTable is every figure that two releases give differently, and which one the edition took.
func (w *Workbench) DifferenceTable() chart.Table {
	t := chart.Table{Caption: "Figures on which releases differ", Columns: []chart.Column{{Name: "Measure"}, {Name: "Period", Numeric: true}, {Name: "Code"}, {Name: "Authority"},
		{Name: "Taken", Numeric: true}, {Name: "From"}, {Name: "Left", Numeric: true}, {Name: "Left from"}, {Name: "Rule"}}}
	for _, d := range w.Edition.Differences {
		t.Rows = append(t.Rows, []chart.Cell{said(d.Indicator), yearCell(d.Period), said(d.Authority), named(d.Authority, w.authorityName(d.Authority)), published(d.Taken), said(d.From), published(d.Left), said(d.LeftFrom), said(d.Rule)})
	}
	return t
}

// DifferenceCount is how many figures of a measure two releases give differently.
type DifferenceCount struct {
	Indicator string `json:"indicator"`
	Name      string `json:"name"`
	N         int    `json:"n"`
}

// DifferenceCounts counts the figures on which releases differ, by measure in the order of the catalogue.
func (w *Workbench) DifferenceCounts() []DifferenceCount {
	counts := map[string]int{}
	for _, d := range w.Edition.Differences {
		counts[d.Indicator]++
	}
	all := []DifferenceCount{}
	for _, i := range w.Edition.Indicators {
		if counts[i.ID] > 0 {
			all = append(all, DifferenceCount{i.ID, i.Name, counts[i.ID]})
		}
	}
	return all
}

// ObservationTable is every figure of a measure, or why there is none, newest period first.
func (w *Workbench) ObservationTable(i study.Indicator) chart.Table {
	t := chart.Table{Caption: i.Name, Columns: []chart.Column{{Name: "Period", Numeric: true}, {Name: "Code"}, {Name: "Authority"}, {Name: "Value", Unit: i.Unit, Numeric: true},
		{Name: "Numerator", Numeric: true}, {Name: "Denominator", Numeric: true}, {Name: "Status"}, {Name: "Source"}}}
	periods := w.Edition.Periods(i.ID)
	byPeriod := map[study.Period][]study.Observation{}
	for o := range w.Edition.Observations(i.ID) {
		byPeriod[o.Period] = append(byPeriod[o.Period], o)
	}
	for at := len(periods) - 1; at >= 0; at-- {
		for _, o := range byPeriod[periods[at]] {
			t.Rows = append(t.Rows, []chart.Cell{yearCell(o.Period), said(o.Authority), named(o.Authority, w.authorityName(o.Authority)), published(o.Value), published(o.Numerator), published(o.Denominator),
				said(o.Status.Words()), said(o.Source)})
		}
	}
	return t
}

// AllObservations are the figures of every measure, in the order of the catalogue.
func (w *Workbench) AllObservations() iter.Seq[study.Observation] {
	return func(yield func(study.Observation) bool) {
		for _, i := range w.Edition.Indicators {
			for o := range w.Edition.Observations(i.ID) {
				if !yield(o) {
					return
				}
			}
		}
	}
}

func (w *Workbench) authorityName(code string) string {
	a, _ := w.Edition.Authority(code)
	return a.Name
}

func yearCell(p study.Period) chart.Cell {
	return chart.Cell{Text: study.Number(p).String(), Value: study.Number(p)}
}

// published is a figure as it was published, or nothing: the reason stands beside it.
func published(value study.Number) chart.Cell {
	return chart.Cell{Text: study.Minus(value.String()), Value: value}
}
