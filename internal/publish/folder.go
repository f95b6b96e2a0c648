package publish

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// namedFile is a file of a folder that a result is written to.
type namedFile struct {
	name  string
	write func(io.Writer) error
}

// writeFolder writes files into a folder, each whole before it takes its place, and gives their names. Other files of the
// folder are left alone.
func writeFolder(folder string, files []namedFile) ([]string, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, fmt.Errorf("making the folder %s: %w", folder, err)
	}
	var names []string
	for _, one := range files {
		if err := writeWhole(filepath.Join(folder, one.name), one.write); err != nil {
			return nil, fmt.Errorf("writing %s: %w", one.name, err)
		}
		names = append(names, one.name)
	}
	return names, nil
}

// indented is how a result is written to a file of JSON.
func indented(result any) func(io.Writer) error {
	return func(w io.Writer) error {
		out := json.NewEncoder(w)
		out.SetEscapeHTML(false)
		out.SetIndent("", "  ")
		return out.Encode(result)
	}
}
