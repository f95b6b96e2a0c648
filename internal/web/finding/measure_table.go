package finding

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

// ranksTable is every authority's figure with its interval, its ranks with theirs, and its grade.
func (d measureDrawing) ranksTable(sort string) chart.Table {
	what := "figures and ranks with 95% intervals"
	if len(d.ranked()) == 0 {
		what = "figures"
	}
	listed := ""
	if d.region != "" {
		listed = "; only those in " + d.region + " are listed"
	}
	unit := workbench.ChartUnit(d.Record.Unit)
	t := chart.Table{Caption: fmt.Sprintf("%s, %s: %s, sorted by %s%s", d.Record.Name, d.PeriodWords, what, sortWords(d.Measure, sort), listed), Columns: []chart.Column{{Name: "Authority"}, {Name: "Region"},
		{Name: "Figure", Unit: unit, Numeric: true}, {Name: "95% interval", Unit: unit}}}
	ranked := d.ranked()
	for _, at := range ranked {
		rank, interval := rankColumns(d.Measure, at)
		t.Columns = append(t.Columns, chart.Column{Name: rank, Unit: fmt.Sprintf("of %d", d.Readings[at].N), Numeric: true}, chart.Column{Name: interval})
	}
	t.Columns = append(t.Columns, chart.Column{Name: "Counted among", Numeric: true}, chart.Column{Name: gradeColumn})
	markSorted(t.Columns, d.Measure, sort)
	for _, f := range d.sortedFigures(sort) {
		if d.region != "" && f.Region != d.region {
			continue
		}
		name := f.Name
		if f.Status == study.Joint {
			name += " (figure of two authorities together)"
		}
		row := []chart.Cell{{Text: name, Value: study.Missing, Authority: f.Authority}, words(f.Region), d.figureCell(f), d.intervalCell(f)}
		for _, at := range ranked {
			row = append(row, rankCells(f, at)...)
		}
		outOf := words("not published")
		switch {
		case !f.Value.Known():
			outOf = d.figureCell(f)
		case f.Denominator.Known():
			outOf = chart.Cell{Text: workbench.Whole(f.Denominator), Value: f.Denominator}
		}
		grade := f.Grade.Words()
		if f.Grade.Given() {
			grade += ", " + f.Published.Long()
		}
		t.Rows = append(t.Rows, append(row, outOf, words(grade)))
	}
	return t
}

const gradeColumn = "Latest overall grade"

// rankColumns are what the columns of ranks under a reading, and of their intervals, are called.
func rankColumns(m *workbench.Measure, reading int) (rank, interval string) {
	if len(m.Readings) == 1 {
		return "Rank", "Its 95% interval"
	}
	words := m.Readings[reading].Words
	return "Rank if " + words, "95% interval if " + words
}

// ranked are the readings under which anybody has a rank with its interval. There is no column of ranks for the others.
func (d measureDrawing) ranked() (readings []int) {
	for at := range d.Readings {
		if slices.ContainsFunc(d.Figures, func(f workbench.MeasureFigure) bool { return hasPlace(f, at) }) {
			readings = append(readings, at)
		}
	}
	return readings
}

func (d measureDrawing) figureCell(f workbench.MeasureFigure) chart.Cell {
	if !f.Value.Known() {
		short, _, _ := strings.Cut(f.Reason, ":")
		return words(short)
	}
	return chart.Cell{Text: workbench.Amount(f.Value, d.Record.Unit), Value: f.Value}
}

// reasons explain the words that stand in the table for want of a figure.
func (d measureDrawing) reasons() (said []string) {
	for _, f := range d.Figures {
		short, why, long := strings.Cut(f.Reason, ":")
		if !long || f.Value.Known() {
			continue
		}
		if words := fmt.Sprintf("In the table “%s” means:%s.", short, why); !slices.Contains(said, words) {
			said = append(said, words)
		}
	}
	return said
}

func (d measureDrawing) intervalCell(f workbench.MeasureFigure) chart.Cell {
	switch {
	case !f.Value.Known():
		return d.figureCell(f)
	case !f.Low.Known():
		return words("not known")
	}
	return words(workbench.Amount(f.Low, d.Record.Unit) + " to " + workbench.Amount(f.High, d.Record.Unit))
}

// rankCells are a rank and its interval; where the sampling error is not known there is neither.
func rankCells(f workbench.MeasureFigure, reading int) []chart.Cell {
	switch {
	case f.Tiny:
		return []chart.Cell{words("not ranked: a handful of children"), words("not ranked")}
	case reading >= len(f.Ranks) || !f.Ranks[reading].Rank.Known():
		return []chart.Cell{words("not ranked"), words("not ranked")}
	}
	r := f.Ranks[reading]
	if !r.RankLow.Known() {
		return []chart.Cell{words("sampling error not known"), words("not known")}
	}
	return []chart.Cell{{Text: fmt.Sprint(float64(r.Rank)), Value: r.Rank}, words(fmt.Sprintf("%.0f to %.0f", math.Floor(float64(r.RankLow)), math.Ceil(float64(r.RankHigh))))}
}
