package table

import "strings"

// Row is one row of a sheet. Its cells may be kept: they are never written again.
type Row struct {
	Number int      // as Position.Row
	Cells  []string // a sheet's row ends at its last cell with text
}

// Empty says whether no cell has any text.
func (r Row) Empty() bool {
	for _, cell := range r.Cells {
		if strings.TrimSpace(cell) != "" {
			return false
		}
	}
	return true
}
