// Package review is what people do in a review of evidence: import what searches found, settle duplicates, screen, read,
// summarise, count and hand on, each at a Desk in a Room. It also works on tables of other people's reviews: it finds
// duplicates, says how far screeners agree, and tries out in which order the records would have been read.
package review

import (
	"errors"
	"fmt"
	"strings"

	"goodmeasure/table"
)

// mostRecords bounds what a table may cost.
const mostRecords = 1_000_000

// column is one that a table may have, under any of its names.
type column struct {
	means string
	names []string
}

// at finds the column under its first name that the header has. "Record ID", "record_id" and "RecordId" are one name.
func (c column) at(h *table.Header) (table.Column, bool) {
	for _, name := range c.names {
		if columns := h.Columns(name); len(columns) > 0 {
			return columns[0], true
		}
		for i, heading := range h.Names {
			if run(heading) == run(name) {
				return h.At(i), true
			}
		}
	}
	return table.Column{}, false
}

var betweenWords = strings.NewReplacer(" ", "", "_", "", "-", "", ".", "")

// run is a heading without what parts its words.
func run(heading string) string { return betweenWords.Replace(strings.ToLower(heading)) }

// sheet is a table read whole: text by column.
type sheet struct {
	file    string
	columns map[string]table.Column
	rows    []table.Row
}

// text is a row's cell in the column that means this; "" where the table has no such column.
func (s *sheet) text(row table.Row, means string) string {
	if c, ok := s.columns[means]; ok {
		return c.Text(row)
	}
	return ""
}

// has says whether the table has the column.
func (s *sheet) has(means string) bool { _, ok := s.columns[means]; return ok }

// at is where a row stands, for errors.
func (s *sheet) at(row table.Row, means string) table.Position {
	if c, ok := s.columns[means]; ok {
		return c.Position(row)
	}
	return table.Position{File: s.file, Row: row.Number}
}

// read reads the first sheet of a table. The needed columns are those marked so.
func read(path string, columns []column, needed ...string) (*sheet, error) {
	file, err := table.Open(path, table.Limits{})
	if err != nil {
		return nil, err
	}
	defer file.Close()
	name := file.Sheets()[0]
	header, err := file.Header(name)
	if err != nil {
		return nil, err
	}
	s := &sheet{file: file.Name, columns: map[string]table.Column{}}
	for _, c := range columns {
		if found, ok := c.at(header); ok {
			s.columns[c.means] = found
		}
	}
	for _, means := range needed {
		if !s.has(means) {
			return nil, lacking(header, columns, means)
		}
	}
	below := false
	for row, err := range file.Rows(name) {
		if err != nil {
			return nil, err
		}
		if below && !row.Empty() {
			s.rows = append(s.rows, row)
		}
		below = below || row.Number == header.Row
		if len(s.rows) > mostRecords {
			return nil, &table.Error{Position: table.Position{File: file.Name, Row: row.Number}, Doing: "reading", Found: fmt.Sprintf("more than %d rows", mostRecords), Hint: "cut the table into smaller ones"}
		}
	}
	if len(s.rows) == 0 {
		return nil, &table.Error{Position: header.Position, Doing: "reading the rows below the header in", Found: "no row", Expected: "one row for each record", Hint: "check that the table was saved whole"}
	}
	return s, nil
}

func lacking(h *table.Header, columns []column, means string) error {
	for _, c := range columns {
		if c.means == means {
			return &table.Error{
				Position: h.Position, Doing: "looking in the header of", Found: fmt.Sprintf("no column for %s among %q", means, h.Names),
				Expected: "one named " + strings.Join(c.names, ", or "), Hint: "rename the column that holds it",
			}
		}
	}
	return errors.New("no column for " + means)
}

// identities gives each row its identifier: the table's own, or its place among the records, from 1. Two rows of one
// identifier are an error, since answers name records by it.
func (s *sheet) identities(means string) ([]string, error) {
	ids := make([]string, len(s.rows))
	first := map[string]table.Row{}
	for i, row := range s.rows {
		ids[i] = s.text(row, means)
		if !s.has(means) {
			ids[i] = fmt.Sprint(i + 1)
		}
		if ids[i] == "" {
			return nil, &table.Error{Position: s.at(row, means), Doing: "reading", Found: "no identifier", Expected: "one for each record", Hint: "give the record a number, or remove the column"}
		}
		if before, ok := first[ids[i]]; ok {
			return nil, &table.Error{Position: s.at(row, means), Doing: "reading", Found: fmt.Sprintf("the identifier %q, which row %d has too", ids[i], before.Number), Expected: "identifiers that differ", Hint: "give one of the two records another"}
		}
		first[ids[i]] = row
	}
	return ids, nil
}
