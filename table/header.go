package table

import (
	"fmt"
	"iter"
	"slices"
	"strings"
)

// headerDepth is how far down a sheet a header is looked for; titles and notes above a table are shorter.
const headerDepth = 200

// Header is the row that names a table's columns.
type Header struct {
	Position // of the row; Column is empty
	Names    []string
	file     *File
	keys     []string
}

// Header finds the first row of the sheet that holds all the wanted names, letter case, spaces and byte-order marks
// aside, so that titles may stand above the table. Without names it is the first row with any text. The error names
// the row that came nearest and what it lacks.
func (f *File) Header(sheet string, wanted ...string) (*Header, error) {
	var nearest *Header
	var lacking []string
	looked := 0
	for row, err := range f.Rows(sheet) {
		if err != nil {
			if row.Cells == nil {
				return nil, err
			}
			continue
		}
		if row.Empty() {
			continue
		}
		header := newHeader(f, sheet, row)
		missing := header.missing(wanted)
		if len(missing) == 0 {
			return header, nil
		}
		if nearest == nil || len(missing) < len(lacking) {
			nearest, lacking = header, missing
		}
		if looked++; looked == headerDepth {
			break
		}
	}
	if nearest == nil {
		return nil, &Error{
			Position: Position{File: f.Name, Sheet: sheet},
			Doing:    "looking for the header in", Found: "no row has any text",
			Hint: "check that the file downloaded whole and that this is the right sheet",
		}
	}
	at := nearest.Position
	if len(lacking) == len(wanted) {
		at.Row = 0
	}
	return nil, &Error{
		Position: at,
		Doing:    "looking for the header in", Found: "no column named " + quoteAll(lacking),
		Expected: "one row with " + quoteAll(wanted),
		Hint:     "check that this is the right file and sheet, and whether the publisher has renamed the column",
	}
}

func newHeader(f *File, sheet string, row Row) *Header {
	names := slices.Clone(row.Cells)
	for len(names) > 0 && normalise(names[len(names)-1]) == "" {
		names = names[:len(names)-1]
	}
	keys := make([]string, len(names))
	for i, name := range names {
		names[i] = strings.Trim(name, " \t\r\n\u00a0\ufeff")
		keys[i] = normalise(name)
	}
	return &Header{Position: Position{File: f.Name, Sheet: sheet, Row: row.Number}, Names: names, file: f, keys: keys}
}

func (h *Header) missing(wanted []string) []string {
	var missing []string
	for _, name := range wanted {
		if !h.Has(name) {
			missing = append(missing, name)
		}
	}
	return missing
}

// Has says whether there is a column of that name, or more than one.
func (h *Header) Has(name string) bool { return len(h.Columns(name)) > 0 }

// Columns gives every column of that name, in order: those with exactly that name, or else those with the same name
// when letter case, runs of spaces and byte-order marks are set aside.
func (h *Header) Columns(name string) []Column {
	if columns := h.matching(h.Names, name); len(columns) > 0 {
		return columns
	}
	return h.matching(h.keys, normalise(name))
}

func (h *Header) matching(names []string, name string) []Column {
	var columns []Column
	for i, candidate := range names {
		if candidate == name {
			columns = append(columns, h.At(i))
		}
	}
	return columns
}

// Column gives the one column of that name. It errs when there is none, or more than one and so no telling which.
func (h *Header) Column(name string) (Column, error) {
	columns := h.Columns(name)
	switch len(columns) {
	case 1:
		return columns[0], nil
	case 0:
		return Column{}, &Error{
			Position: h.Position, Doing: "looking in the header of", Found: "no column named " + quote(name),
			Expected: "it among " + quoteAll(h.Names),
			Hint:     "check that this is the right file, and whether the publisher has renamed the column",
		}
	}
	return Column{}, &Error{
		Position: h.Position, Doing: "looking in the header of",
		Found:    fmt.Sprintf("%d columns named %s", len(columns), quote(name)),
		Expected: "one", Hint: "rename or remove the column that is not meant",
	}
}

// At gives the column at an index counted from 0, whatever its name.
func (h *Header) At(index int) Column {
	name := ""
	if index < len(h.Names) {
		name = h.Names[index]
	}
	return Column{Name: name, Index: index, header: h}
}

// Rows streams the rows below the header and leaves out those with no text. A row that does not fit the header comes
// with an error and the reading goes on: one with text beyond the last column, or, in CSV, one with too few cells.
// After an error without cells nothing follows.
func (h *Header) Rows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for row, err := range h.file.Rows(h.Sheet) {
			above := row.Cells != nil && row.Number <= h.Row
			if above || err == nil && row.Empty() {
				continue
			}
			if err == nil {
				err = h.fit(row)
			}
			if !yield(row, err) {
				return
			}
		}
	}
}

func (h *Header) fit(row Row) error {
	width := len(row.Cells)
	for width > len(h.Names) && strings.TrimSpace(row.Cells[width-1]) == "" {
		width--
	}
	short := h.file.Format == CSV && width < len(h.Names)
	if width <= len(h.Names) && !short {
		return nil
	}
	hint := "look for a delimiter inside a cell that has no quotation marks"
	if short {
		hint = "look for a line broken in two, or a file cut short while it downloaded"
	}
	return &Error{
		Position: Position{File: h.File, Sheet: h.Sheet, Row: row.Number},
		Doing:    "reading", Found: cellsOf(width),
		Expected: fmt.Sprintf("%d, as in the header on row %d", len(h.Names), h.Row), Hint: hint,
	}
}

func cellsOf(width int) string {
	if width == 1 {
		return "1 cell"
	}
	return fmt.Sprintf("%d cells", width)
}

// normalise is the form in which column names are compared.
func normalise(name string) string {
	return strings.ToLower(strings.Join(strings.Fields(strings.ReplaceAll(name, "\ufeff", "")), " "))
}

func quoteAll(names []string) string {
	const most = 12
	quoted := make([]string, 0, most+1)
	for i, name := range names {
		if i == most {
			quoted = append(quoted, fmt.Sprintf("%d more", len(names)-most))
			break
		}
		quoted = append(quoted, quote(name))
	}
	return strings.Join(quoted, ", ")
}
