package table

import (
	"fmt"
	"strings"
)

// Position says where in a file something was found. Empty parts are left out of its text.
type Position struct {
	File   string // the file's name without its folder
	Sheet  string // empty for CSV and parquet
	Row    int    // counted from 1: the physical line in a CSV file, the row in a sheet or parquet file
	Column string // the column's name
}

// String is the position as a reader would look for it: file.csv, row 12, column "time_period".
func (p Position) String() string {
	parts := make([]string, 0, 4)
	if p.File != "" {
		parts = append(parts, p.File)
	}
	if p.Sheet != "" {
		parts = append(parts, fmt.Sprintf("sheet %q", p.Sheet))
	}
	if p.Row > 0 {
		parts = append(parts, fmt.Sprintf("row %d", p.Row))
	}
	if p.Column != "" {
		parts = append(parts, fmt.Sprintf("column %q", p.Column))
	}
	return strings.Join(parts, ", ")
}
