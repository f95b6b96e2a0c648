package review

import (
	"fmt"
	"strconv"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/study"
)

// Table is the flow as a table, what is undecided with it.
func (f Flow) Table() chart.Table {
	t := chart.Table{Caption: "What became of every record (PRISMA 2020)", Columns: []chart.Column{{Name: "Step"}, {Name: "Records", Numeric: true}}}
	add := func(name string, n int) {
		t.Rows = append(t.Rows, []chart.Cell{{Text: name, Value: study.Missing}, counted(n)})
	}
	for n, s := range f.Searches {
		add("Identified: "+f.search(n), s.Records)
	}
	add("Identified in all", f.Identified)
	add("Duplicates removed", f.Duplicates)
	add("Screened by title and abstract", f.Screened)
	add("Not yet decided by title and abstract", f.Unscreened)
	add("Left out by title and abstract", f.Excluded)
	add("Full texts sought", f.Sought)
	add("Full texts not retrieved", f.NotHad)
	add("Full texts not yet decided", f.Unassessed)
	add("Full texts assessed", f.Assessed)
	for _, reason := range f.LeftOut {
		add("Left out: "+reason.Text, reason.N)
	}
	add("Works in the review", f.Included)
	return t
}

// Table is how many works stand in each cell of the map.
func (m Map) Table() chart.Table {
	t := chart.Table{Caption: "Works by " + strings.ToLower(m.Rows) + " and by the outcome that they speak of", Columns: []chart.Column{{Name: m.Rows}}}
	for _, o := range m.Outcomes {
		t.Columns = append(t.Columns, chart.Column{Name: o.Title, Numeric: true})
	}
	for n, g := range m.Groups {
		row := []chart.Cell{{Text: g.Title, Value: study.Missing}}
		for _, cell := range m.Cells[n] {
			row = append(row, counted(len(cell.Works)))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func counted(n int) chart.Cell { return chart.Cell{Text: strconv.Itoa(n), Value: study.Number(n)} }

// search names a search by its catalogue, file and day, and by its place where several have the same.
func (f Flow) search(n int) string {
	s := f.Searches[n]
	place, all := 0, 0
	for m, other := range f.Searches {
		if other.Name == s.Name && other.File == s.File && other.Searched == s.Searched {
			if all++; m <= n {
				place++
			}
		}
	}
	name := s.Name
	if s.File != "" && s.File != name {
		name += " (" + s.File + ")"
	}
	if s.Searched != "" {
		name += ", " + s.Searched
	}
	if all > 1 {
		name += fmt.Sprintf(" (search %d of %d)", place, all)
	}
	return name
}

// Figure is the flow as a picture.
func (f Flow) Figure() (chart.Figure, error) {
	data := chart.FlowData{Caption: chart.Caption{ID: "flow-figure", Title: "Of " + chart.Count(f.Identified, "record", "records") + " found, " + chart.Count(f.Included, "work is", "works are") + " in the review",
		Subtitle: "What became of every record", Source: "the decisions of this review; layout after PRISMA 2020 (Page and others 2021)"}}
	found := chart.FlowStep{Name: "Records identified", N: f.Identified, Leaves: "Removed before screening", Out: []chart.FlowPart{{Name: "Duplicate records", N: f.Duplicates}}}
	for n, s := range f.Searches {
		found.Parts = append(found.Parts, chart.FlowPart{Name: f.search(n), N: s.Records})
	}
	screened := chart.FlowStep{Name: "Records screened", N: f.Screened, Leaves: "Left out", Out: []chart.FlowPart{{Name: "By title and abstract", N: f.Excluded}}}
	if f.Unscreened > 0 {
		screened.Parts = []chart.FlowPart{{Name: "Not yet decided, beside them", N: f.Unscreened}}
	}
	sought := chart.FlowStep{Name: "Reports sought for retrieval", N: f.Sought, Leaves: "Not retrieved", Out: []chart.FlowPart{{Name: "The full text could not be had", N: f.NotHad}}}
	if f.Unassessed > 0 {
		sought.Parts = []chart.FlowPart{{Name: "Of them not yet assessed", N: f.Unassessed}}
	}
	assessed := chart.FlowStep{Name: "Reports assessed", N: f.Assessed, Leaves: "Left out"}
	for _, reason := range f.LeftOut {
		assessed.Out = append(assessed.Out, chart.FlowPart{Name: reason.Text, N: reason.N})
	}
	data.Steps = []chart.FlowStep{found, screened, sought, assessed, {Name: "Works in the review", N: f.Included}}
	return chart.Flow(data)
}
