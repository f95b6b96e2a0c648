package chart

import (
	"slices"
	"strings"

	"goodmeasure/study"
)

// Table is what a figure shows, as rows and columns. Every row has as many cells as there are columns.
type Table struct {
	Caption string
	Columns []Column
	Rows    [][]Cell
}

// Column is the head of a column. Numeric columns are set to the right. Authority is the code of the authority that the column
// is of. Sorted says how the rows stand by the column, where they were sorted by it: Ascending or Descending.
type Column struct {
	Name      string
	Unit      string
	Numeric   bool
	Authority string
	Sorted    string
}

// The ways in which a column can be sorted, as aria-sort names them.
const (
	Ascending  = "ascending"
	Descending = "descending"
)

// Cell is one entry: the words to show, and for a figure its value in full precision, which is study.Missing for words
// and for figures that are missing. Full is what files hold where the page shows a part. Authority is the code of the authority
// that the cell names, Day the day, which files give as 2006-01-02.
type Cell struct {
	Text      string
	Full      string
	Value     study.Number
	Authority string
	Day       study.Date
}

func said(words string) Cell { return Cell{Text: words, Value: study.Missing} }

func named(authority, name string) Cell {
	return Cell{Text: name, Value: study.Missing, Authority: authority}
}

func counted(n int) Cell { return Cell{Text: Grouped(n), Value: study.Number(n)} }

// Dated is a cell for a day, in words.
func Dated(day study.Date) Cell {
	return Cell{Text: day.Long(), Value: study.Missing, Day: day}
}

// Unfolded is the table without the line breaks that keep its columns narrow in a terminal.
func (t Table) Unfolded() Table {
	t.Rows = slices.Clone(t.Rows)
	for at, row := range t.Rows {
		t.Rows[at] = slices.Clone(row)
		for k := range row {
			t.Rows[at][k].Text = strings.ReplaceAll(row[k].Text, "\n", " ")
		}
	}
	return t
}

// Filed is what a file holds for a cell that is no figure.
func (c Cell) Filed() string {
	switch {
	case !c.Day.IsZero():
		return c.Day.String()
	case c.Full != "":
		return c.Full
	}
	return c.Text
}

// figured shows a value with so many decimal places, or that it is not known.
func figured(value study.Number, places int) Cell {
	if !value.Known() {
		return said(notKnown)
	}
	return Cell{Text: decimal(float64(value), places), Value: value}
}

const notKnown = "not known"
