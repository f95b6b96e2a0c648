package workbench

import (
	"fmt"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/method"
	"goodmeasure/study"
)

// Opening says how many journeys have which shape.
func (l JourneyList) Opening() []string {
	var shapes []string
	for _, s := range l.Shapes {
		shapes = append(shapes, fmt.Sprintf("%s %s", s.Shape, noneOr(s.N)))
	}
	verb := "have"
	if l.Among == 1 {
		verb = "has"
	}
	return []string{fmt.Sprintf("Overall grades published by %s: %s %s one or more. Shapes: %s.", l.AsAt.Long(),
		chart.Count(l.Among, "authority", "authorities"), verb, strings.Join(shapes, ", "))}
}

// Table is the list for reading.
func (l JourneyList) Table() chart.Table {
	t := chart.Table{Caption: "Oldest first: O outstanding, G good, RI requires improvement, I inadequate",
		Columns: []chart.Column{{Name: "Authority"}, {Name: "Shape"}, {Name: "Grades by date of publication"}}}
	if l.Shape != "" {
		t.Caption = fmt.Sprintf("%s: %d. %s", strings.ToUpper(l.Shape[:1])+l.Shape[1:], len(l.Authorities), t.Caption)
	}
	for _, j := range l.Authorities {
		var stops []string
		for _, stop := range j.Stops {
			stops = append(stops, initial(stop.Grade)+" "+stop.Published.String()[:len("2006-01")])
		}
		t.Rows = append(t.Rows, []chart.Cell{named(j.Authority, j.Name), said(j.Shape), said(strings.Join(stops, " → "))})
	}
	return t
}

func initial(g study.Grade) string {
	switch g {
	case study.Outstanding:
		return "O"
	case study.Good:
		return "G"
	case study.RequiresImprovement:
		return "RI"
	}
	return "I"
}

// TransitionTable counts the steps between consecutive inspections of the same authority, over journeys of every shape.
func (l JourneyList) TransitionTable() chart.Table {
	t := chart.Table{Caption: "From one inspection to the next of the same authority: pairs of inspections, all authorities", Columns: []chart.Column{{Name: "From"}}}
	counts := map[[2]study.Grade]int{}
	for _, step := range l.Transitions {
		counts[[2]study.Grade{step.From, step.To}] = step.N
	}
	for _, to := range study.Grades {
		t.Columns = append(t.Columns, chart.Column{Name: "to " + strings.ToLower(to.Words()), Numeric: true})
	}
	for _, from := range study.Grades {
		row := []chart.Cell{said(strings.ToLower(from.Words()))}
		for _, to := range study.Grades {
			row = append(row, whole(counts[[2]study.Grade{from, to}]))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// Notes say what counts as a journey and where the grades come from.
func (l JourneyList) Notes() []string {
	return []string{"Grades are those of the single inspection framework (SIF, from 2013) and its successor (ILACS, from 2018); inspections before them " +
		"used another scale, and those since April 2026 give no overall grade. `goodmeasure journeys AUTHORITY` shows one authority’s in full.",
		inspectionSource, editionLine(l.Edition)}
}

const inspectionSource = "Source: Ofsted, published inspection outcomes and reports."

// JourneyStop is one row of the list for a spreadsheet.
type JourneyStop struct {
	Authority string      `json:"authority"`
	Name      string      `json:"name"`
	Shape     string      `json:"shape"`
	Since     study.Date  `json:"since"`
	Framework string      `json:"framework"`
	Published study.Date  `json:"published"`
	Grade     study.Grade `json:"grade"`
}

// Stops are the list for a spreadsheet: an inspection a row.
func (l JourneyList) Stops() []JourneyStop {
	stops := []JourneyStop{}
	for _, j := range l.Authorities {
		for _, stop := range j.Stops {
			stops = append(stops, JourneyStop{j.Authority, j.Name, j.Shape, j.Since, stop.Framework, stop.Published, stop.Grade})
		}
	}
	return stops
}

// ShapeWords say how the grades went up to the latest, which need not be how they go on.
func (t Timeline) ShapeWords() string {
	switch t.Shape {
	case method.Improving:
		return "improved"
	case method.Declining:
		return "worsened"
	}
	return t.Shape
}

// Opening says what shape the journey has.
func (t Timeline) Opening() []string {
	lines := append([]string{fmt.Sprintf("%s (%s): %s published by %s.", t.Name, t.Authority,
		chart.Count(len(t.Inspections), "inspection", "inspections"), t.AsAt.Long())}, t.Notes...)
	latest, n, without := study.Inspection{}, 0, 0
	for _, visit := range t.Inspections {
		if visit.Graded() {
			latest, n, without = visit.Inspection, n+1, 0
		} else if visit.Status == study.NoOverall {
			without++
		}
	}
	since := ""
	if without > 0 {
		since = fmt.Sprintf(" Since then %s gave no overall grade.", chart.Count(without, "inspection", "inspections"))
	}
	switch {
	case n == 0:
		lines = append(lines, "None gave an overall grade on the scale of today.")
	case t.Shape == method.OnlyOnce:
		lines = append(lines, fmt.Sprintf("One gave an overall grade: %s, on %s.", latest.Overall.Words(), latest.Published.Long())+since)
	case t.Since == latest.Published:
		lines = append(lines, fmt.Sprintf("Overall grades: %s. The latest is %s, on %s.", t.ShapeWords(), latest.Overall.Words(), t.Since.Long())+since)
	default:
		lines = append(lines, fmt.Sprintf("Overall grades: %s. The latest is %s, unchanged since %s.", t.ShapeWords(), latest.Overall.Words(), t.Since.Long())+since)
	}
	return lines
}

// Dated lists the inspections with their overall grades in one sentence, for where a table has no room. Empty where there is none.
func (t Timeline) Dated() string {
	var grades []string
	earlier := 0
	for _, v := range t.Inspections {
		switch {
		case v.EarlierScale:
			earlier++
		case v.Graded():
			grades = append(grades, v.Overall.Words()+" on "+v.Published.Long())
		default:
			grades = append(grades, "no overall grade on "+v.Published.Long())
		}
	}
	onEarlier := chart.Count(earlier, "inspection", "inspections")
	switch {
	case len(grades) == 0 && earlier == 0:
		return ""
	case len(grades) == 0:
		return onEarlier + " used an earlier scale."
	}
	words := "By date of publication, oldest first: " + strings.Join(grades, "; ") + "."
	if earlier > 0 {
		words += " " + onEarlier + " before them used an earlier scale."
	}
	return words
}

// Table is the timeline for reading.
func (t Timeline) Table() chart.Table {
	table := chart.Table{Caption: "Inspections by date of publication, oldest first"}
	for _, name := range []string{"Published", "Inspection", "Overall", "Leaders", "Help and\nprotection", "Care", "Care leavers"} {
		table.Columns = append(table.Columns, chart.Column{Name: name})
	}
	for _, v := range t.Inspections {
		row := []chart.Cell{chart.Dated(v.Published), said(folded(v.Framework+" "+strings.ReplaceAll(v.Kind, "_", " "), 14)), said(folded(v.OverallWords(), 12))}
		for _, grade := range []study.Grade{v.Leaders, v.HelpProtection, v.Care, v.CareLeavers} {
			row = append(row, said(folded(v.JudgementWords(grade), 12)))
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}

// Footnotes say what the table has no room for, and where it comes from.
func (t Timeline) Footnotes() []string {
	var notes []string
	for _, remark := range t.Remarks() {
		notes = append(notes, "- "+remark)
	}
	return append(notes, t.Sources()...)
}

// Sources say where the table comes from.
func (t Timeline) Sources() []string { return []string{inspectionSource, editionLine(t.Edition)} }

// Remarks say what the table has no room for.
func (t Timeline) Remarks() []string {
	var notes []string
	frameworks := map[string]bool{}
	for _, v := range t.Inspections {
		var also []string
		if v.Adoption.Given() {
			also = append(also, "adoption "+v.JudgementWords(v.Adoption))
		}
		if v.LSCB.Given() {
			also = append(also, "the local safeguarding children board "+v.JudgementWords(v.LSCB))
		}
		if len(also) > 0 {
			notes = append(notes, fmt.Sprintf("%s also: %s.", v.Published.Long(), joined(also)))
		}
		switch explained := frameworks[v.Framework]; {
		case explained:
		case v.EarlierScale:
			notes = append(notes, fmt.Sprintf("%s (%s) used an earlier scale, on which the third grade was Adequate: not to be compared with later grades.", v.Framework, v.FrameworkWords))
		default:
			notes = append(notes, fmt.Sprintf("%s: %s.", v.Framework, v.FrameworkWords))
		}
		frameworks[v.Framework] = true
		if v.Status == study.NoOverall {
			notes = append(notes, fmt.Sprintf("%s: since April 2026 Ofsted gives no overall grade.", v.Published.Long()))
		}
	}
	return notes
}
