package table

import "strings"

// Column is one named column of a table.
type Column struct {
	Name   string
	Index  int // counted from 0
	header *Header
}

// Text is the row's cell in this column without the spaces around it; empty when the row is shorter.
func (c Column) Text(row Row) string {
	if c.Index >= len(row.Cells) {
		return ""
	}
	return strings.TrimSpace(row.Cells[c.Index])
}

// Number is the row's cell as a figure, as the function Number reads it; the error says where the cell is.
func (c Column) Number(row Row) (float64, error) {
	value, err := Number(c.Text(row))
	if problem, ok := err.(*Error); ok {
		problem.Doing, problem.Position = "reading a number in", c.Position(row)
		return 0, problem
	}
	return value, err
}

// Position is where the row's cell in this column stands.
func (c Column) Position(row Row) Position {
	return Position{File: c.header.File, Sheet: c.header.Sheet, Row: row.Number, Column: c.Name}
}
