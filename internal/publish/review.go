package publish

import (
	"io"
	"slices"

	"goodmeasure/citation"
	"goodmeasure/internal/review"
)

// ReviewFormat is a way in which the records of a review are handed on.
type ReviewFormat struct{ ID, Extension, Type string }

// ReviewFormats are the ways in which the records of a review are handed on. Formats of references hold the records;
// tables say what was decided of each, too.
func ReviewFormats() []ReviewFormat {
	return []ReviewFormat{{"ris", ".ris", "application/x-research-info-systems"}, {"bibtex", ".bib", "application/x-bibtex"}, {"csl-json", ".json", "application/vnd.citationstyles.csl+json"},
		{"csv", ".csv", "text/csv; charset=utf-8"}, {"xlsx", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}}
}

// ReviewRecords writes records of a review in one of ReviewFormats, or as references in a style.
func ReviewRecords(w io.Writer, list review.List, format string) error {
	switch format {
	case "csv":
		return CSV(w, list.Table())
	case "xlsx":
		return XLSX(w, list.Table())
	}
	if style := citation.Style(format); slices.Contains(citation.Styles(), style) {
		return References(w, style, list.Records())
	}
	return citation.Write(w, citation.Format(format), slices.Values(list.Records()))
}
