package publish

import (
	"bytes"
	"encoding/json"
	"io"

	"goodmeasure/method"
)

// WriteIndex writes an index's folder: report.html, index.json, index.xlsx, one CSV for each table and for each stage, and
// one SVG for each picture.
func WriteIndex(folder string, x *method.Index) ([]string, error) {
	figures, err := indexFigures(x)
	if err != nil {
		return nil, err
	}
	files := []namedFile{
		{"report.html", func(w io.Writer) error { return IndexReport(w, x) }},
		{"index.json", func(w io.Writer) error { return IndexJSON(w, x) }},
		{"index.xlsx", func(w io.Writer) error { return indexWorkbook(w, x) }},
	}
	files = append(files, records(indexRecords(x))...)
	for _, s := range indexStages(x) {
		if s.taken {
			files = append(files, namedFile{s.name + ".csv", s.csv})
		}
	}
	return writeFolder(folder, append(files, pictures(figures)...))
}

// indexRecords are the tables of an index, in the order of the report.
func indexRecords(x *method.Index) []namedRecords {
	all := []namedRecords{{"results", x.Results}, {"steps", x.Steps}, {"indicators", x.Indicators}, {"effective_weights", x.Weights},
		{"correlations", x.Correlations}, {"availability", x.Availability}, {"strengths", x.Strengths}, {"weaknesses", x.Weaknesses}, {"not_ranked", x.NotRanked}}
	if len(x.Measures) > 0 {
		all = append(all, namedRecords{"measures", x.Measures})
	}
	return all
}

// IndexJSON writes index.json. The stages may be large, so that their rows are written as they come, after the rest.
func IndexJSON(w io.Writer, x *method.Index) error {
	var head bytes.Buffer
	out := json.NewEncoder(&head)
	out.SetEscapeHTML(false)
	out.SetIndent("", " ")
	if err := out.Encode(x); err != nil {
		return err
	}
	if _, err := w.Write(bytes.TrimSuffix(head.Bytes(), []byte("\n}\n"))); err != nil {
		return err
	}
	between := ",\n \"stages\": {\n"
	for _, s := range indexStages(x) {
		if _, err := io.WriteString(w, between); err != nil {
			return err
		}
		between = ",\n"
		if err := s.json(w); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, "\n }\n}\n")
	return err
}
