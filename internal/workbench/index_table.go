package workbench

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"goodmeasure/method"
	"goodmeasure/study"
	"goodmeasure/table"
)

// indexTable is somebody's own table of indicators, one row a unit: the layout iData of COINr.
type indexTable struct {
	name, hash   string
	matrix       *method.Matrix
	denominators map[string][]float64
	groups       []string // by unit, of the column asked for
	notes        []string
	header       *table.Header
	rows         map[string]int // by the code of a unit
}

func readIndexTable(path string, s *structure, group string) (t *indexTable, err error) {
	file, err := table.Open(path, table.Limits{})
	if err != nil {
		return nil, err
	}
	defer func() {
		if shut := file.Close(); err == nil {
			err = shut
		}
	}()
	header, err := file.Header(file.Sheets()[0], "uCode")
	if err != nil {
		return nil, fmt.Errorf("%w; the table of an index has a column uCode with the code of each unit, uName with its name if you like, and one for each indicator", err)
	}
	t = &indexTable{name: file.Name, hash: file.SHA256, matrix: &method.Matrix{}, denominators: map[string][]float64{}, header: header, rows: map[string]int{}}
	columns, err := t.columns(s, group)
	if err != nil {
		return nil, err
	}
	for row, problem := range header.Rows() {
		if problem != nil {
			if row.Cells == nil {
				return nil, problem
			}
			mended, ok := mend(header, row, []string{"uName"}, columns.plausible)
			if !ok {
				return nil, problem
			}
			row.Cells = mended
			t.notes = append(t.notes, fmt.Sprintf("%s, row %d: a comma within a name was not quoted; it was read as part of the name.", file.Name, row.Number))
		}
		if err := t.take(row, columns); err != nil {
			return nil, err
		}
	}
	if len(t.matrix.Units) == 0 {
		return nil, &table.Error{Position: table.Position{File: t.name}, Doing: "reading the table of an index in", Found: "no rows below the header", Expected: "a row for each unit"}
	}
	return t, nil
}

// indexColumns are the columns of a table that an index needs.
type indexColumns struct {
	code, name, group table.Column
	named, grouped    bool
	figures           []table.Column // of the indicators, then the denominators
	denominators      []structureRow
	indicators        int
}

func (t *indexTable) columns(s *structure, group string) (*indexColumns, error) {
	var c indexColumns
	var err error
	if c.code, err = t.header.Column("uCode"); err != nil {
		return nil, err
	}
	if t.header.Has("uName") {
		if c.name, err = t.header.Column("uName"); err != nil {
			return nil, err
		}
		c.named = true
	}
	if group != "" {
		if c.group, err = t.column(group, "--group"); err != nil {
			return nil, err
		}
		c.grouped = true
	}
	c.indicators = len(s.indicators)
	for _, one := range s.indicators {
		column, err := t.column(one.code, fmt.Sprintf("%s, row %d", s.name, one.row))
		if err != nil {
			return nil, err
		}
		c.figures = append(c.figures, column)
		t.matrix.Indicators = append(t.matrix.Indicators, method.IndexIndicator{Code: one.code, Name: one.name, Unit: one.unit, Direction: one.direction})
		t.matrix.Values = append(t.matrix.Values, nil)
	}
	for _, one := range s.denominators {
		if !t.header.Has(one.code) && !slices.ContainsFunc(s.indicators, func(i structureRow) bool { return i.denominator == one.code }) {
			continue
		}
		column, err := t.column(one.code, fmt.Sprintf("%s, row %d", s.name, one.row))
		if err != nil {
			return nil, err
		}
		c.figures = append(c.figures, column)
		c.denominators = append(c.denominators, one)
	}
	return &c, nil
}

// column finds one of the table's columns, or says who asks for it and what there is.
func (t *indexTable) column(name, asker string) (table.Column, error) {
	if !t.header.Has(name) {
		return table.Column{}, &table.Error{Position: t.header.Position, Doing: "looking for the columns of an index in",
			Found: fmt.Sprintf("no column %q, which %s names", name, asker), Expected: fmt.Sprintf("one of the %d there are", len(t.header.Names)),
			Hint: study.Suggestion(name, t.header.Names, "add the column, or take the code out of the structure")}
	}
	return t.header.Column(name)
}

func (c *indexColumns) plausible(cells []string) bool {
	row := table.Row{Cells: cells}
	for _, column := range c.figures {
		if cell := column.Text(row); !isMissing(cell, nil) {
			if _, err := table.Number(cell); err != nil {
				return false
			}
		}
	}
	return true
}

func (t *indexTable) take(row table.Row, c *indexColumns) error {
	code := c.code.Text(row)
	if isMissing(code, nil) && !strings.EqualFold(code, "NA") { // NA is Namibia
		return &table.Error{Position: c.code.Position(row), Doing: "reading the table of an index in", Found: "no code", Expected: "the code of a unit", Hint: "give it one, or take the row out"}
	}
	if first, twice := t.rows[code]; twice {
		return &table.Error{Position: c.code.Position(row), Doing: "reading the table of an index in", Found: fmt.Sprintf("%q a second time", code),
			Expected: fmt.Sprintf("each unit once: row %d has it already", first), Hint: "where a table holds several years, keep the rows of one"}
	}
	t.rows[code] = row.Number
	unit := method.IndexUnit{Code: code, Name: code}
	if c.named {
		if name := c.name.Text(row); name != "" {
			unit.Name = name
		}
	}
	t.matrix.Units = append(t.matrix.Units, unit)
	if c.grouped {
		group := c.group.Text(row)
		if isMissing(group, nil) {
			return &table.Error{Position: c.group.Position(row), Doing: "reading the groups of units in", Found: "nothing", Expected: "the unit’s group", Hint: "give every unit a group, or impute without --group"}
		}
		t.groups = append(t.groups, group)
	}
	for k, column := range c.figures {
		value := math.NaN()
		if cell := column.Text(row); !isMissing(cell, nil) {
			var err error
			if value, err = column.Number(row); err != nil {
				return err
			}
			if math.IsInf(value, 0) {
				return &table.Error{Position: column.Position(row), Doing: "reading the table of an index in", Found: cell, Expected: "a finite number, or nothing where there is no figure"}
			}
		}
		if k < c.indicators {
			t.matrix.Values[k] = append(t.matrix.Values[k], value)
		} else {
			d := c.denominators[k-c.indicators]
			t.denominators[d.code] = append(t.denominators[d.code], value*d.factor)
		}
	}
	return nil
}
