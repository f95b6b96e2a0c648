package publish

import (
	"io"
	"path/filepath"

	"goodmeasure/internal/workbench"
)

// WriteSample writes a sample's folder: sample.json, which it can be drawn again from, and one CSV for each table. Of a blind
// sample it writes the codes only.
func WriteSample(folder string, r *workbench.SampleRecord) ([]string, error) {
	if r.Blind {
		blind := r.BlindView()
		return writeFolder(folder, []namedFile{
			{"sample.json", indented(blind)},
			{"sample.csv", func(w io.Writer) error { return Records(w, blind.Members) }},
		})
	}
	return writeFolder(folder, []namedFile{
		{"sample.json", indented(r)},
		{"sample.csv", func(w io.Writer) error { return Records(w, r.Members) }},
		{"balance.csv", func(w io.Writer) error { return Records(w, r.Balance) }},
		{"candidates.csv", func(w io.Writer) error { return Records(w, r.Field.Prospects) }},
	})
}

// WriteSampleKey writes the whole record of a blind sample, which says who is who.
func WriteSampleKey(path string, r *workbench.SampleRecord) error {
	_, err := writeFolder(filepath.Dir(path), []namedFile{{filepath.Base(path), indented(r)}})
	return err
}
