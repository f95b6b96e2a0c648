package citation

import (
	"errors"
	"fmt"
	"strings"

	"goodmeasure/evidence"
)

// errEnough ends a reading when whoever ranges over it wants no more.
var errEnough = errors.New("no more is wanted")

// reading is one pass over a file.
type reading struct {
	file   *File
	yield  func(Entry, error) bool
	number int     // of records so far
	loose  []Fault // about what stands between records, for the next entry to carry
}

// place is where a record was found.
type place struct {
	line int
	raw  string
}

// give hands on a record, or says why it is none.
func (r *reading) give(d *draft, at place) error {
	r.number++
	d.finish()
	d.Origin = evidence.Origin{
		File: r.file.Name, Format: string(r.file.Format), Number: r.number, Line: at.line, Raw: at.raw, Database: d.Origin.Database,
	}
	entry := Entry{Record: d.Record, Notes: r.loose}
	r.loose = nil
	for _, doubt := range d.doubts {
		entry.Notes = append(entry.Notes, Fault{Record: r.number, Line: at.line, Reason: doubt})
	}
	if d.empty() {
		entry.Failed = &Fault{Record: r.number, Line: at.line, Reason: "it has no title, and nothing else that a work could be known by"}
	}
	return r.pass(entry)
}

// fail hands on a record that cannot be read.
func (r *reading) fail(at place, reason string, args ...any) error {
	r.number++
	fault := Fault{Record: r.number, Line: at.line, Reason: fmt.Sprintf(reason, args...)}
	entry := Entry{Failed: &fault, Notes: r.loose}
	r.loose = nil
	entry.Record.Origin = evidence.Origin{File: r.file.Name, Format: string(r.file.Format), Number: r.number, Line: at.line, Raw: at.raw}
	return r.pass(entry)
}

func (r *reading) pass(e Entry) error {
	if !r.yield(e, nil) {
		return errEnough
	}
	return nil
}

// maxLoose bounds what is told of one stretch between records.
const maxLoose = 20

// remark notes something that stands between records.
func (r *reading) remark(line int, reason string, args ...any) {
	if len(r.loose) < maxLoose {
		r.loose = append(r.loose, Fault{Record: r.number, Line: line, Reason: fmt.Sprintf(reason, args...)})
	}
}

// end hands on what was noted after the last record.
func (r *reading) end() error {
	if len(r.loose) == 0 {
		return nil
	}
	entry := Entry{Notes: r.loose}
	r.loose = nil
	return r.pass(entry)
}

const (
	tooLarge = "it is larger than the limit of 4 MiB for one record; look for a mark that ends a record and is missing"
	cutShort = "the text ends before the record does; it may have been cut short"
)

// excerpt shows the start of a piece of a file.
func excerpt(text string) string {
	const most = 60
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most]) + "..."
	}
	return fmt.Sprintf("%q", text)
}
