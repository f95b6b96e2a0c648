package publish

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"goodmeasure/chart"
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

// writeWhole writes a file beside its place and then moves it there, so that a reader never finds half of one.
func writeWhole(path string, write func(io.Writer) error) error {
	temporary, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	defer os.Remove(temporary.Name()) // fails once the file has been moved, as it should
	out := bufio.NewWriter(temporary)
	if err := errors.Join(write(out), out.Flush()); err != nil {
		temporary.Close()
		return err
	}
	if err := temporary.Chmod(0o644); err != nil {
		temporary.Close()
		return err
	}
	if err := temporary.Close(); err != nil {
		return err
	}
	return os.Rename(temporary.Name(), path)
}

// namedRecords are the rows of a table that gets a CSV of its own.
type namedRecords struct {
	name string
	rows any
}

// records are the CSVs of tables.
func records(tables []namedRecords) []namedFile {
	var files []namedFile
	for _, table := range tables {
		files = append(files, namedFile{table.name + ".csv", func(w io.Writer) error { return Records(w, table.rows) }})
	}
	return files
}

// pictures are the SVG files of figures.
func pictures(figures []chart.Figure) []namedFile {
	var files []namedFile
	for _, f := range figures {
		files = append(files, namedFile{f.ID + ".svg", func(w io.Writer) error { return f.WriteDocument(w, chart.Wide) }})
	}
	return files
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
