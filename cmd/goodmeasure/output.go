package main

import (
	"encoding/json"
	"io"

	"goodmeasure/chart"
	"goodmeasure/internal/publish"
)

// format is how a command prints what it found.
type format struct {
	JSON bool `help:"Print JSON: stable names, full precision, null where a figure is missing." xor:"format"`
	CSV  bool `help:"Print CSV, with full precision." xor:"format"`
}

// print writes the result itself as JSON, or its table as CSV or text.
func (f format) print(w io.Writer, result any, table chart.Table) error {
	switch {
	case f.JSON:
		return printJSON(w, result)
	case f.CSV:
		return publish.CSV(w, table)
	}
	return publish.Text(w, table)
}

func printJSON(w io.Writer, result any) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(result)
}
