package catalogue

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"goodmeasure/study"
)

// sheet is a small tab-separated table with a header: the form in which the edition keeps everything but observations.
type sheet struct {
	name string
	rows []row
}

type row struct {
	sheet  string
	number int
	cells  map[string]string
	faults *[]error
}

func readSheet(name string, text []byte, columns ...string) (*sheet, error) {
	lines := strings.Split(strings.TrimRight(string(text), "\n"), "\n")
	if got := strings.Split(lines[0], "\t"); strings.Join(got, "\t") != strings.Join(columns, "\t") {
		return nil, fmt.Errorf("%s, row 1: found columns %q, expected %q", name, got, columns)
	}
	s := &sheet{name: name}
	for at, line := range lines[1:] {
		cells := strings.Split(line, "\t")
		if len(cells) != len(columns) {
			return nil, fmt.Errorf("%s, row %d: found %d cells, expected %d", name, at+2, len(cells), len(columns))
		}
		byName := make(map[string]string, len(columns))
		for i, column := range columns {
			byName[column] = cells[i]
		}
		s.rows = append(s.rows, row{sheet: name, number: at + 2, cells: byName, faults: new([]error)})
	}
	return s, nil
}

func (r row) fault(column string, err error) {
	*r.faults = append(*r.faults, fmt.Errorf("%s, row %d, column %q: %w", r.sheet, r.number, column, err))
}

// err is the first cell of the row that could not be read.
func (r row) err() error {
	if len(*r.faults) == 0 {
		return nil
	}
	return (*r.faults)[0]
}

func (r row) text(column string) string { return r.cells[column] }

func (r row) list(column string) []string {
	if r.cells[column] == "" {
		return nil
	}
	return strings.Split(r.cells[column], "|")
}

func (r row) number64(column string) study.Number {
	n, err := study.ParseNumber(r.cells[column])
	if err != nil {
		r.fault(column, err)
	}
	return n
}

func (r row) whole(column string) int {
	if r.cells[column] == "" {
		return 0
	}
	n, err := strconv.Atoi(r.cells[column])
	if err != nil {
		r.fault(column, fmt.Errorf("%q is not a whole number", r.cells[column]))
	}
	return n
}

func (r row) date(column string) study.Date {
	d, err := study.ParseDate(r.cells[column])
	if err != nil {
		r.fault(column, err)
	}
	return d
}

func (r row) grade(column string) study.Grade {
	g, err := study.ParseGrade(r.cells[column])
	if err != nil {
		r.fault(column, err)
	}
	return g
}

// sheetText writes rows of cells under the columns. Tabs and line ends cannot stand in a cell.
func sheetText(columns []string, rows [][]string) []byte {
	var out bytes.Buffer
	out.WriteString(strings.Join(columns, "\t") + "\n")
	clean := strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")
	for _, cells := range rows {
		for i, cell := range cells {
			if i > 0 {
				out.WriteByte('\t')
			}
			out.WriteString(clean.Replace(cell))
		}
		out.WriteByte('\n')
	}
	return out.Bytes()
}
