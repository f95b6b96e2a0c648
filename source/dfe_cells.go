package source

import (
	"fmt"
	"slices"
	"strings"

	"goodmeasure/study"
	"goodmeasure/table"
)

// columns are a layout's columns where they stand in one file.
type columns struct {
	level, code, ons, name, period, category table.Column
	figures                                  []figureColumns
	telling                                  []table.Column // those whose texts decide which figures a row has cells of
	decided                                  map[string][]match
}

type figureColumns struct {
	where []filterColumn
	cells []cellColumn // in the order of figure.cells
}

type filterColumn struct {
	column table.Column
	text   string
}

type cellColumn struct {
	column   table.Column
	category string
}

func (l layout) resolve(header *table.Header) (columns, error) {
	var failed error
	find := func(name string) table.Column {
		if name == "" {
			return table.Column{}
		}
		column, err := header.Column(name)
		if err != nil && failed == nil {
			failed = err
		}
		return column
	}
	c := columns{level: find(l.level), code: find(l.code), ons: find(l.ons), name: find(l.placeName),
		period: find(l.periods), category: find(l.category)}
	for _, f := range l.figures {
		var placed figureColumns
		for _, filter := range f.where {
			placed.where = append(placed.where, filterColumn{find(filter[0]), fold(filter[1])})
		}
		for _, cell := range f.cells() {
			placed.cells = append(placed.cells, cellColumn{find(cell.column), fold(cell.category)})
		}
		c.figures = append(c.figures, placed)
	}
	if l.category != "" {
		c.telling = append(c.telling, c.category)
	}
	for _, f := range c.figures {
		for _, filter := range f.where {
			if !slices.ContainsFunc(c.telling, func(t table.Column) bool { return t.Index == filter.column.Index }) {
				c.telling = append(c.telling, filter.column)
			}
		}
	}
	c.decided = map[string][]match{}
	return c, failed
}

// match is a figure that a row has cells of, and which.
type match struct {
	figure int
	cells  []int
}

// matching finds a row's figures. Rows with the same texts have the same, and files have few such texts.
func (c columns) matching(l layout, row table.Row) []match {
	var texts strings.Builder
	for _, column := range c.telling {
		texts.WriteString(column.Text(row))
		texts.WriteByte(0)
	}
	decided, known := c.decided[texts.String()]
	if !known {
		decided = c.decide(l, row)
		c.decided[texts.String()] = decided
	}
	return decided
}

func (c columns) decide(l layout, row table.Row) []match {
	category := ""
	if l.category != "" {
		category = fold(c.category.Text(row))
	}
	var matches []match
	for f, figure := range c.figures {
		fits := true
		for _, filter := range figure.where {
			fits = fits && fold(filter.column.Text(row)) == filter.text
		}
		m := match{figure: f}
		for i, cell := range figure.cells {
			if fits && cell.category == category {
				m.cells = append(m.cells, i)
			}
		}
		if len(m.cells) > 0 {
			matches = append(matches, m)
		}
	}
	return matches
}

// gathered are the cells of one observation so far, in the order of figure.cells.
type gathered struct {
	cells   []readCell
	refused bool // a cell could not be read, or two rows disagree: there is no observation
}

type readCell struct {
	number study.Number
	status study.Status // empty: no row has given the cell
	row    int
}

func (r *reading) gather(key figureKey, m match, row table.Row) {
	got, known := r.gathered[key]
	if !known {
		got = &gathered{cells: make([]readCell, len(r.columns.figures[m.figure].cells))}
		r.gathered[key] = got
		r.order = append(r.order, key)
	}
	for _, i := range m.cells {
		column := r.columns.figures[m.figure].cells[i].column
		number, status, err := Figure(column.Text(row), r.layout.era)
		if err != nil {
			got.refused = true
			r.batch.refuse(Refusal{At: column.Position(row), Found: column.Text(row), Expected: "a figure or one of the symbols " + symbolWords[r.layout.era]})
			continue
		}
		cell := readCell{number, status, row.Number}
		if before := got.cells[i]; before.status != "" && !before.same(cell) {
			got.refused = true
			r.batch.refuse(Refusal{At: column.Position(row), Found: column.Text(row),
				Expected: fmt.Sprintf("%s, as in row %d for the same authority, period and measure; keep the row that is right", before.text(), before.row)})
			continue
		}
		got.cells[i] = cell
	}
}

func (c readCell) same(other readCell) bool {
	return c.status == other.status && (c.number == other.number || !c.number.Known() && !other.number.Known())
}

func (c readCell) text() string {
	if c.number.Known() {
		return c.number.String()
	}
	return string(c.status)
}
