package citation

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"

	"goodmeasure/evidence"
)

// Written are the formats that Write writes. Tables are written from Row.
func Written() []Format { return []Format{RIS, BibTeX, CSLJSON} }

// Write writes records one by one. The same records give the same bytes.
func Write(w io.Writer, format Format, records iter.Seq[evidence.Record]) error {
	writers := map[Format]func(*bufio.Writer, iter.Seq[evidence.Record]) error{RIS: writeRIS, BibTeX: writeBibTeX, CSLJSON: writeCSLJSON}
	write, ok := writers[format]
	if !ok {
		return fmt.Errorf("records are not written as %q; expected one of %v", format, Written())
	}
	out := bufio.NewWriter(w)
	if err := write(out, records); err != nil {
		return err
	}
	return out.Flush()
}

// Row is a record as the cells of a table whose columns are Fields. It holds words as they are: who writes them into a
// spreadsheet sees to it that none is taken for a formula.
func Row(r *evidence.Record) []string {
	year := ""
	if r.Year != 0 {
		year = fmt.Sprint(r.Year)
	}
	cells := map[string]string{
		"title": r.Title, "authors": nameList(r.Authors), "year": year, "date": r.Date, "kind": string(r.Kind), "container": r.Container,
		"abbreviation": r.Short, "series": r.Series, "volume": r.Volume, "issue": r.Issue, "pages": r.Pages, "edition": r.Edition, "publisher": r.Publisher,
		"place": r.Place, "genre": r.Genre, "doi": r.DOI(), "pmid": r.Identifier("pmid"), "pmcid": r.Identifier("pmcid"), "isbn": valuesOf(r, "isbn"),
		"issn": valuesOf(r, "issn"), "url": valuesOf(r, "url"), "accession": accession(r), "abstract": r.Abstract, "keywords": strings.Join(r.Keywords, "; "),
		"editors": nameList(r.Editors), "language": r.Language, "accessed": r.Accessed, "database": r.Origin.Database, "notes": strings.Join(r.Notes, "\n"),
	}
	row := make([]string, 0, len(cells))
	for _, field := range RowFields() {
		row = append(row, cells[field])
	}
	return row
}

// RowFields are the columns of Row: the fields without those that only other people's tables have.
func RowFields() []string {
	return slices.DeleteFunc(Fields(), func(field string) bool { return field == "first_page" || field == "last_page" })
}

func nameList(people []evidence.Person) string {
	names := make([]string, len(people))
	for i, one := range people {
		names[i] = one.Name()
	}
	return strings.Join(names, "; ")
}

func valuesOf(r *evidence.Record, scheme string) string {
	var values []string
	for _, id := range r.Identifiers {
		if id.Scheme == scheme {
			values = append(values, id.Value)
		}
	}
	return strings.Join(values, " ")
}

// accession is the number by which a database knows the work.
func accession(r *evidence.Record) string {
	for _, scheme := range []string{"wos", "embase", "accession", "eric", "eppi"} {
		if number := r.Identifier(scheme); number != "" {
			return number
		}
	}
	return ""
}
