package chart

import (
	"cmp"
	"slices"
	"strings"

	"goodmeasure/study"
)

func (d TrendData) sentence() string {
	points := d.stretch()
	first, last := points[0], points[len(points)-1]
	out := d.axis() + ", " + isolate(d.Place) + ": " + d.named(first)
	if len(points) > 1 {
		out += " and " + d.named(last)
	}
	out += "; " + d.Direction.Words() + "."
	return out + d.fewWords() + d.course(first, last) + d.notCompared(points) + d.extremes(points) + d.beside(last) + d.breakWords() + d.missing() + d.inspected() + d.besidePlace() + d.noFigures()
}

func (d TrendData) fewWords() string {
	if !d.Few {
		return ""
	}
	return " " + isolate(d.Place) + " has a handful of children, so nothing is said of how its figures compare."
}

// named is a figure and its period, and whether it is of this place alone.
func (d TrendData) named(p TrendPoint) string {
	joint := ""
	if p.Joint {
		joint = " (joint figure)"
	}
	return d.figure(p.Value) + joint + " " + d.at(p.Period)
}

// course says whether the last figure can be told from the first.
func (d TrendData) course(first, last TrendPoint) string {
	switch {
	case first.Period == last.Period || d.Few:
		return ""
	case !first.Interval.known() || !last.Interval.known():
		return ""
	case first.Interval.High < last.Interval.Low || last.Interval.High < first.Interval.Low:
		return " Their 95% intervals do not overlap."
	}
	return " Their 95% intervals overlap, so the two may not differ."
}

// notCompared says that there are figures before those that can be compared.
func (d TrendData) notCompared(points []TrendPoint) string {
	if len(d.known()) == len(points) {
		return ""
	}
	return " Earlier figures cannot be compared with " + Choose(len(points), "it", "these") + ", as the series breaks between them."
}

func (d TrendData) extremes(points []TrendPoint) string {
	if len(points) < 3 {
		return ""
	}
	low, high := points[0], points[0]
	for _, p := range points {
		if p.Value < low.Value {
			low = p
		}
		if p.Value > high.Value {
			high = p
		}
	}
	if low.Value == high.Value {
		return ""
	}
	of := "is "
	if len(d.Others) > 0 {
		of = "of " + isolate(d.Place) + " is "
	}
	return " The lowest figure " + of + d.figure(low.Value) + " " + d.at(low.Period) + ", the highest " + d.figure(high.Value) + " " + d.at(high.Period) + "."
}

func (d TrendData) beside(last TrendPoint) string {
	if d.Few {
		return ""
	}
	var parts []string
	for _, other := range []struct {
		name  string
		value study.Number
	}{{"England (middle)", last.England}, {d.benchmark(), last.Benchmark}} {
		if other.value.Known() {
			parts = append(parts, d.compared(last.Value, other.value, d.places())+" "+other.name+" ("+d.figure(other.value)+")")
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return " " + Capital(d.at(last.Period)) + " it is " + list(parts, len(parts)) + "."
}

func (d TrendData) benchmark() string { return "the " + cmp.Or(d.Benchmark, "benchmark") }

func (d TrendData) inspected() string {
	var parts []string
	for _, v := range d.Inspections {
		parts = append(parts, strings.ToLower(v.Grade.Words())+" on "+v.Published.Long())
	}
	if len(parts) == 0 {
		return ""
	}
	return " Inspections: " + strings.Join(parts, ", ") + "."
}

func (d TrendData) table() Table {
	own := d.Name
	if len(d.Others) > 0 {
		own = d.Place
	}
	t := Table{Caption: d.Title, Columns: []Column{{Name: "Period"}, {Name: own, Unit: d.Unit, Numeric: true},
		{Name: "95% interval from", Unit: d.Unit, Numeric: true}, {Name: "95% interval to", Unit: d.Unit, Numeric: true}}}
	tellsError := sayError(d.Points)
	if tellsError {
		t.Columns = append(t.Columns, Column{Name: "Sampling error"})
	}
	t.Columns = append(t.Columns, Column{Name: "England (middle)", Unit: d.Unit, Numeric: true}, Column{Name: Capital(cmp.Or(d.Benchmark, "benchmark")), Unit: d.Unit, Numeric: true})
	t.Columns = append(append(t.Columns, d.otherColumns()...), Column{Name: "Middle half of authorities from", Unit: d.Unit, Numeric: true},
		Column{Name: "Middle half of authorities to", Unit: d.Unit, Numeric: true}, Column{Name: "Break in the series"})
	for _, p := range slices.Backward(d.Points) { // newest first
		row := []Cell{said(d.when(p.Period)), d.cell(p.Value, d.places(), p.Reason), d.orNotKnown(p.Interval.Low), d.orNotKnown(p.Interval.High)}
		if tellsError {
			row = append(row, said(cmp.Or(p.SamplingError, "no figure")))
		}
		row = append(append(row, d.orNotKnown(p.England), d.orNotKnown(p.Benchmark)), d.otherCells(p.Period)...)
		row = append(row, d.orNotKnown(p.Middle.Low), d.orNotKnown(p.Middle.High))
		broken := "no"
		for _, b := range d.Breaks {
			if b.Period == p.Period {
				broken = cmp.Or(b.What, "yes")
			}
		}
		t.Rows = append(t.Rows, append(row, said(broken)))
	}
	return t.withoutEmpty()
}

// sayError tells whether it is said of some point what its interval was made from.
func sayError(points []TrendPoint) bool {
	return slices.ContainsFunc(points, func(p TrendPoint) bool { return p.SamplingError != "" })
}

// withoutEmpty leaves out columns of numbers, the second on, in which nothing is known: the place's own figures stay.
func (t Table) withoutEmpty() Table {
	kept := Table{Caption: t.Caption, Rows: make([][]Cell, len(t.Rows))}
	for at, column := range t.Columns {
		if at > 1 && column.Numeric && !slices.ContainsFunc(t.Rows, func(row []Cell) bool { return row[at].Value.Known() }) {
			continue
		}
		kept.Columns = append(kept.Columns, column)
		for r, row := range t.Rows {
			kept.Rows[r] = append(kept.Rows[r], row[at])
		}
	}
	return kept
}
