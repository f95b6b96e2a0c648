package publish

import (
	"encoding/csv"
	"io"
	"strings"
	"unicode/utf8"

	"goodmeasure/chart"
)

// CSV writes a table with a header row. Numbers carry full precision. A word that a spreadsheet would take for a
// formula gets an apostrophe before it.
func CSV(w io.Writer, t chart.Table) error {
	out := csv.NewWriter(w)
	var header []string
	for _, name := range headings(t) {
		header = append(header, inert(name))
	}
	if err := out.Write(header); err != nil {
		return err
	}
	for _, cells := range t.Rows {
		var row []string
		for _, cell := range cells {
			if cell.Value.Known() {
				row = append(row, cell.Value.String())
			} else {
				row = append(row, inert(cell.Filed()))
			}
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// headings are the names of a table's columns with their units.
func headings(t chart.Table) []string {
	var names []string
	for _, column := range t.Columns {
		name := column.Name
		if column.Unit != "" {
			name += " (" + column.Unit + ")"
		}
		names = append(names, strings.ReplaceAll(name, "\n", " "))
	}
	return names
}

// inert makes sure that a spreadsheet shows words as they are: cells that begin with one of these characters are
// otherwise run as formulas.
func inert(words string) string {
	if words != "" && strings.ContainsRune("=+-@\t\r", rune(words[0])) {
		return "'" + words
	}
	return words
}

// printable leaves out what a spreadsheet's XML cannot hold, and what is more than a cell takes.
func printable(words string) string {
	const most = 32_767
	words = strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r >= 0x20 && r != utf8.RuneError && r != 0xFFFE && r != 0xFFFF {
			return r
		}
		return -1
	}, words)
	if all := []rune(words); len(all) > most {
		words = string(all[:most])
	}
	return words
}
