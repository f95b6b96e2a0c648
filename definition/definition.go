// Package definition reads and writes definitions of good as files of TOML that people can edit and compare.
package definition

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"goodmeasure/study"
)

// Refusal is everything for which a file cannot be used, in the order of its lines.
type Refusal struct {
	File   string  `json:"file"`
	Faults []Fault `json:"faults"`
}

// Fault is one thing for which a file cannot be used, and where.
type Fault struct {
	Line     int    `json:"line"`             // from 1
	Column   int    `json:"column,omitempty"` // from 1; 0: the line as a whole
	Place    string `json:"place"`            // the section and the key
	Found    string `json:"found"`
	Expected string `json:"expected,omitempty"`
	Fix      string `json:"fix"`
	words    string
}

// ordered puts the faults in the order of their lines.
func (r *Refusal) ordered() []Fault {
	slices.SortStableFunc(r.Faults, func(a, b Fault) int { return cmp.Compare(a.Line, b.Line) })
	return r.Faults
}

// String is what was found, what was expected and what to do, without the line.
func (f Fault) String() string { return f.words }

// Error has a line for each fault: the file, the line, the key, what was found, what was expected and what to do.
func (r *Refusal) Error() string {
	var lines []string
	for _, f := range r.Faults {
		at := fmt.Sprintf("%s:%d", r.File, f.Line)
		if f.Column > 0 {
			at += fmt.Sprintf(":%d", f.Column)
		}
		lines = append(lines, at+": "+f.words)
	}
	return strings.Join(lines, "\n")
}

// Read reads a definition from the text of the named file and fills in what it leaves unsaid: the direction of the
// catalogue, a weight of 1, and in combine what Default has. The error is a *Refusal with all faults, or nil.
func Read(name string, text []byte, known []study.Indicator) (*study.Definition, error) {
	source := string(bytes.TrimPrefix(text, []byte("\ufeff")))
	r := &reader{refusal: Refusal{File: name}}
	values := map[string]any{}
	if strings.TrimSpace(source) == "" {
		r.add(Fault{Line: 1}, study.Fault{Found: "an empty file", Expected: "a definition", Fix: "`goodmeasure define` writes one to edit"})
		return nil, &r.refusal
	}
	if _, err := toml.Decode(source, &values); err != nil {
		at := Fault{Line: 1}
		message := err.Error()
		var parse toml.ParseError
		if errors.As(err, &parse) {
			at.Line, at.Column = max(parse.Position.Line, 1), max(parse.Position.Col, 1)
			message = parse.Message
		}
		r.add(at, study.Fault{Found: "what is not TOML (" + message + ")", Expected: `lines like key = "words", key = 1 or [section]`,
			Fix: "mend the line; text needs double quotes"})
		return nil, &r.refusal
	}
	r.lines = positions(source)
	d := r.definition(values, known)
	for _, f := range d.Faults(known) {
		if !r.unread[placeOf(f)] {
			r.add(Fault{Line: r.line(placeOf(f))}, f)
		}
	}
	if len(r.refusal.Faults) > 0 {
		r.refusal.ordered()
		return nil, &r.refusal
	}
	return d, nil
}

func (r *reader) add(at Fault, f study.Fault) {
	r.refusal.Faults = append(r.refusal.Faults, at.of(f))
}

func (at Fault) of(f study.Fault) Fault {
	at.Place, at.Found, at.Expected, at.Fix, at.words = f.Place(), f.Found, f.Expected, f.Fix, f.Error()
	return at
}

// Warnings are what a reader of a definition should know although it can be used, with the lines of the text that it was
// read from, in their order.
func Warnings(text []byte, d *study.Definition, known []study.Indicator) []Fault {
	r := &reader{lines: positions(string(bytes.TrimPrefix(text, []byte("\ufeff"))))}
	for _, f := range d.Warnings(known) {
		r.add(Fault{Line: r.line(placeOf(f))}, f)
	}
	return r.refusal.ordered()
}

// placeOf is the path of a fault in the file.
func placeOf(f study.Fault) string {
	path := string(f.Part)
	if f.Part == study.PartGroup || f.Part == study.PartIndicator {
		path += index(f.At)
	}
	if f.Key == "" {
		return path
	}
	return below(path, f.Key)
}

// line is where a path stands, or else the section that it would stand in.
func (r *reader) line(path string) int {
	for path != "" {
		if line, found := r.lines[path]; found {
			return line
		}
		path = path[:max(strings.LastIndexByte(path, '.'), 0)]
	}
	return 1
}

// Hash is the SHA-256, in hexadecimal, of what a definition says: it changes with any word, number or order of indicators,
// and not with comments, spaces, the order of keys, or whether a key that only repeats what holds anyway is written.
func Hash(d *study.Definition) string {
	canonical, err := json.Marshal(d)
	if err != nil {
		panic("definition: plain data cannot be written as JSON: " + err.Error())
	}
	sum := sha256.Sum256(canonical)
	return hex.EncodeToString(sum[:])
}
