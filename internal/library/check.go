package library

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/citation"
	"goodmeasure/evidence"
)

// maxFaults bounds how many faults of one file are told one by one. The rest are counted.
const maxFaults = 100_000

// Options say how a file is to be checked.
type Options struct {
	citation.Options
	List bool // keep the records in the receipt, without their raw text
}

// Receipt says what a file of records holds, and what of it cannot be read.
type Receipt struct {
	File    string          `json:"file"`
	Format  citation.Format `json:"format"`
	Records int             `json:"records"` // that could be read

	Failed     []citation.Fault `json:"failed"`
	FailedMore int              `json:"failed_more,omitempty"` // beyond those listed
	Notes      []citation.Fault `json:"notes"`                 // what was read with a doubt
	NotesMore  int              `json:"notes_more,omitempty"`

	Kinds     []KindCount `json:"kinds,omitempty"`
	Abstracts int         `json:"with_abstract"`
	DOIs      int         `json:"with_doi"`
	Years     int         `json:"with_year"`
	FirstYear int         `json:"first_year,omitempty"`
	LastYear  int         `json:"last_year,omitempty"`

	Columns []citation.Column `json:"columns,omitempty"` // of a table: what each was taken for
	List    []evidence.Record `json:"list,omitempty"`
	Error   string            `json:"error,omitempty"` // why the file was refused, or could not be read to its end
}

// KindCount is how many records are of a kind.
type KindCount struct {
	Kind evidence.Kind `json:"kind"`
	N    int           `json:"n"`
}

// Check reads a file and says what an import would take, without keeping anything. The receipt is never without sense: when
// there is an error, it says so too, beside what was read before.
func Check(ctx context.Context, path string, options Options) (Receipt, error) {
	file, err := citation.Open(path, options.Options)
	if err != nil {
		return refused(path, err)
	}
	defer file.Close()
	return check(ctx, file, path, options)
}

// CheckContent is Check for content that is held already, such as what was pasted.
func CheckContent(ctx context.Context, content io.ReaderAt, size int64, name string, options Options) (Receipt, error) {
	file, err := citation.Read(content, size, name, options.Options)
	if err != nil {
		return refused(name, err)
	}
	return check(ctx, file, name, options)
}

func refused(name string, err error) (Receipt, error) {
	return Receipt{File: name, Failed: []citation.Fault{}, Notes: []citation.Fault{}, Error: err.Error()}, err
}

func check(ctx context.Context, file *citation.File, name string, options Options) (Receipt, error) {
	r := Receipt{File: name, Format: file.Format, Failed: []citation.Fault{}, Notes: []citation.Fault{}, Columns: file.Columns()}
	kinds := map[evidence.Kind]int{}
	for entry, err := range file.Entries() {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			r.Error = err.Error()
			return r, err
		}
		r.add(entry, kinds)
		if options.List && entry.Failed == nil && entry.Record.Origin.Number > 0 {
			entry.Record.Origin.Raw = ""
			r.List = append(r.List, entry.Record)
		}
	}
	for kind, n := range kinds {
		r.Kinds = append(r.Kinds, KindCount{kind, n})
	}
	slices.SortFunc(r.Kinds, func(a, b KindCount) int {
		if a.N != b.N {
			return b.N - a.N
		}
		return strings.Compare(string(a.Kind), string(b.Kind))
	})
	if r.Records == 0 {
		err := fmt.Errorf("%s: no record could be read", file.Name)
		r.Error = err.Error()
		return r, err
	}
	return r, nil
}

func (r *Receipt) add(entry citation.Entry, kinds map[evidence.Kind]int) {
	for _, note := range entry.Notes {
		if len(r.Notes) < maxFaults {
			r.Notes = append(r.Notes, note)
		} else {
			r.NotesMore++
		}
	}
	record := entry.Record
	switch {
	case entry.Failed != nil && len(r.Failed) < maxFaults:
		r.Failed = append(r.Failed, *entry.Failed)
		return
	case entry.Failed != nil:
		r.FailedMore++
		return
	case record.Origin.Number == 0:
		return // only notes, about what follows the last record
	}
	r.Records++
	kinds[record.Kind]++
	if record.Abstract != "" {
		r.Abstracts++
	}
	if record.DOI() != "" {
		r.DOIs++
	}
	if record.Year == 0 {
		return
	}
	if r.Years++; r.Years == 1 || record.Year < r.FirstYear {
		r.FirstYear = record.Year
	}
	r.LastYear = max(r.LastYear, record.Year)
}

// Holds says in a sentence what the file holds.
func (r *Receipt) Holds() string {
	if r.Records == 0 {
		return "No record could be read."
	}
	years := ""
	switch {
	case r.Years > 0 && r.FirstYear == r.LastYear:
		years = fmt.Sprintf(", all of %d", r.FirstYear)
	case r.Years > 0:
		years = fmt.Sprintf(", from %d to %d", r.FirstYear, r.LastYear)
	}
	return fmt.Sprintf("%s: %s with an abstract, %s with a DOI, %s with a year%s.", chart.Count(r.Records, "record", "records"),
		chart.Grouped(r.Abstracts), chart.Grouped(r.DOIs), chart.Grouped(r.Years), years)
}
