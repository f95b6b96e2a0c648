package main

import (
	"encoding/json"
	"io"
)

// format is how a command prints what it found.
type format struct {
	JSON bool `help:"Print JSON: stable names, full precision, null where a figure is missing." xor:"format"`
	CSV  bool `help:"Print CSV, with full precision." xor:"format"`
}

func printJSON(w io.Writer, result any) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(result)
}
