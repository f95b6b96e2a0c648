// Package source reads the files that publishers put out into observations, inspections and neighbours. One file of
// the package is one publisher's format. A format is recognised by what a file holds, never by what it is called.
package source

import (
	"cmp"
	"fmt"
	"slices"

	"goodmeasure/study"
	"goodmeasure/table"
)

// Format is one publisher's way of laying out a file.
type Format struct {
	ID        string // stable name, for example "dfe-ees-absence"
	Title     string // what a person calls it: "DfE, children looked after: placement stability (2022 and 2025 layouts)"
	Publisher string
	Describe  string // one sentence: what is taken from it and under which rules
	// Recognise tells whether the file has this layout. It looks at headers and a few rows, and never reads the whole.
	Recognise func(file *table.File) bool
	// Read takes everything from the file. An error means nothing of the file can be trusted; a single cell or row that
	// cannot be read is a Refusal in the Batch.
	Read func(file *table.File, known Known) (*Batch, error)
}

// Known is what a reader may look things up in.
type Known struct {
	Places     *study.Gazetteer
	Indicators []study.Indicator
}

// Batch is what one file holds, in the study's words.
type Batch struct {
	Format       string // the Format's ID
	Publication  string // name of the publication
	Release      Release
	Indicators   []study.Indicator // only from the tidy layout: measures of somebody's own
	Observations []study.Observation
	Inspections  []study.Inspection
	Neighbours   []study.Neighbour
	Refused      []Refusal
	Skipped      map[string]int // rows that are rightly not taken, by reason: "regional and national rows", "authority did not exist"
	Notes        []string       // what a person should know about this file
}

// Release says which release of a publication a file belongs to. Order decides between releases that give the same
// figure differently: the higher one is taken.
type Release struct {
	Name  string // for example "EES 2025", "LAIT 2026-04"; the Source of its observations begins with it
	Order int    // year*100 + month of publication where known, else year*100
	// Detail ranks sources of one figure before their order in time: 2 with counts, 1 published value only. A LAIT
	// figure (Detail 1) never replaces one with counts. DetailOfEach leaves it to each figure.
	Detail int
}

// DetailOfEach is the detail of a release some of whose figures may have counts and others not.
const DetailOfEach = 0

// Refusal is a cell or row that could not be read.
type Refusal struct {
	At       table.Position
	Found    string
	Expected string
}

func (r Refusal) Error() string {
	return fmt.Sprintf("%s: found %q, expected %s", r.At, r.Found, r.Expected)
}

// refuse notes a refusal, once for a cell that two figures share.
func (b *Batch) refuse(r Refusal) {
	for at := len(b.Refused) - 1; at >= 0 && b.Refused[at].At.Row == r.At.Row; at-- {
		if b.Refused[at] == r {
			return
		}
	}
	b.Refused = append(b.Refused, r)
}

var formats []Format

// register is called from the file of each format.
func register(f Format) { formats = append(formats, f) }

// Formats lists every layout that can be read, by ID.
func Formats() []Format {
	sorted := slices.Clone(formats)
	slices.SortFunc(sorted, func(a, b Format) int { return cmp.Compare(a.ID, b.ID) })
	return sorted
}

// UnknownLayout says that a file has none of the layouts that can be read.
type UnknownLayout struct{ File string }

func (e *UnknownLayout) Error() string {
	return e.File + ": no known layout; `goodmeasure import --formats` lists the layouts that can be read, and the tidy layout takes any other figures"
}

// Recognise finds the layout of a file. A file that two layouts claim is refused rather than guessed at, and one
// that none claims is an *UnknownLayout.
func Recognise(file *table.File) (Format, error) {
	var found []Format
	for _, f := range Formats() {
		if f.Recognise(file) {
			found = append(found, f)
		}
	}
	switch len(found) {
	case 1:
		return found[0], nil
	case 0:
		return Format{}, &UnknownLayout{file.Name}
	}
	return Format{}, fmt.Errorf("%s: may be %s or %s; keep the columns of only one of them", file.Name, found[0].Title, found[1].Title)
}
