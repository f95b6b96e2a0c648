package publish

import (
	"io"

	"goodmeasure/method"
	"goodmeasure/study"
)

// WriteComparison writes a comparison's folder: compare.json and one CSV for each table.
func WriteComparison(folder string, c *method.Comparison) ([]string, error) {
	return writeFolder(folder, []namedFile{
		{"compare.json", indented(c)},
		{"authorities.csv", func(w io.Writer) error { return Records(w, c.Authorities) }},
		{"steps.csv", func(w io.Writer) error { return Records(w, c.Steps) }},
		{"shifts.csv", func(w io.Writer) error { return Records(w, shiftRows(c)) }},
		{"only_a.csv", func(w io.Writer) error { return Records(w, c.OnlyA) }},
		{"only_b.csv", func(w io.Writer) error { return Records(w, c.OnlyB) }},
	})
}

// shiftRow is what one part, or one indicator, changes for one authority.
type shiftRow struct {
	Authority string       `json:"authority"`
	Name      string       `json:"name"`
	By        string       `json:"by"` // part or indicator
	What      string       `json:"what"`
	Change    study.Number `json:"change"`
}

func shiftRows(c *method.Comparison) []shiftRow {
	var rows []shiftRow
	for _, m := range c.Authorities {
		for _, p := range m.ByPart {
			rows = append(rows, shiftRow{m.Authority, m.Name, "part", string(p.Part), p.Change})
		}
		for _, i := range m.ByIndicator {
			rows = append(rows, shiftRow{m.Authority, m.Name, "indicator", i.Indicator, i.Change})
		}
	}
	return rows
}
