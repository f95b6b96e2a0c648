package citation

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxDepth is how deep elements may stand in one another. The formats that are read need about ten.
const maxDepth = 64

var (
	errEntities = errors.New("it defines entities of its own, which records do not need and which can be made to fill memory; give the records as plain XML, without <!ENTITY")
	errDepth    = fmt.Errorf("its elements stand more than %d deep in one another, as no file of records does", maxDepth)
	errPiece    = errors.New(tooLarge)
)

// element is a piece of XML as a tree. A run of text is one without a name.
type element struct {
	name     string
	attrs    map[string]string
	text     string
	children []*element
}

// child is the first child of a name, following further names down, or nil.
func (e *element) child(path ...string) *element {
	for _, name := range path {
		if e == nil {
			return nil
		}
		var found *element
		for _, c := range e.children {
			if c.name == name {
				found = c
				break
			}
		}
		e = found
	}
	return e
}

// all are the children of a name.
func (e *element) all(name string) []*element {
	if e == nil {
		return nil
	}
	var found []*element
	for _, c := range e.children {
		if c.name == name {
			found = append(found, c)
		}
	}
	return found
}

// words is all text in the element, that of its children included, in order, without the spaces around it.
func (e *element) words() string { return strings.TrimSpace(e.raw()) }

func (e *element) raw() string {
	if e == nil {
		return ""
	}
	if len(e.children) == 1 && e.children[0].name == "" {
		return e.children[0].text
	}
	var out strings.Builder
	e.write(&out)
	return out.String()
}

func (e *element) write(out *strings.Builder) {
	out.WriteString(e.text)
	for _, c := range e.children {
		c.write(out)
	}
}

// at is the text of the element that a path leads to.
func (e *element) at(path ...string) string { return e.child(path...).words() }

// tape is XML's text, of which it keeps what has been read since the start of a record. Nothing that is read at one go may
// be larger than a record.
type tape struct {
	in    *bufio.Reader
	kept  []byte
	line  int
	since int // bytes since the last token
}

func (t *tape) ReadByte() (byte, error) {
	b, err := t.in.ReadByte()
	if err != nil {
		return 0, err
	}
	if b == '\n' {
		t.line++
	}
	if t.since++; t.since > maxRecord {
		return 0, errPiece
	}
	if len(t.kept) <= maxRecord {
		t.kept = append(t.kept, b)
	}
	return b, nil
}

// Read is there for the decoder to take the tape; it reads by bytes.
func (t *tape) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	b, err := t.ReadByte()
	if err != nil {
		return 0, err
	}
	p[0] = b
	return 1, nil
}

// startsAs says whether the file's first element is one of those named, whatever its prefix.
func startsAs(head []byte, names ...string) bool {
	if !bytes.HasPrefix(bytes.TrimSpace(head), []byte("<")) {
		return false
	}
	d := loose(bytes.NewReader(head))
	for {
		token, err := d.RawToken()
		if err != nil {
			return false
		}
		if start, ok := token.(xml.StartElement); ok {
			return contains(names, start.Name.Local)
		}
	}
}

func loose(text io.Reader) *xml.Decoder {
	d := xml.NewDecoder(text)
	d.Strict = false
	d.Entity = xml.HTMLEntity
	d.CharsetReader = func(_ string, text io.Reader) (io.Reader, error) { return text, nil } // it is UTF-8 by now
	return d
}

// elements gives a draft of each element that holds a record, wherever it stands.
func (r *reading) elements(records []string, draft func(*element) *draft) error {
	t := &tape{in: bufio.NewReaderSize(r.file.content(), 64<<10), line: 1}
	d := loose(t)
	var open []*element // inside of a record, the record first
	depth, start, large := 0, 0, false
	for {
		t.since = 0
		before := len(t.kept)
		line := t.line
		token, err := d.Token()
		if err != nil {
			return r.endOfXML(err, open, place{start, string(t.kept)})
		}
		switch token := token.(type) {
		case xml.Directive:
			if bytes.Contains(bytes.ToUpper(token), []byte("<!ENTITY")) {
				return errEntities
			}
		case xml.StartElement:
			if depth++; depth > maxDepth {
				return errDepth
			}
			if len(open) == 0 && contains(records, token.Name.Local) {
				t.kept = append(t.kept[:0], t.kept[min(before, len(t.kept)):]...)
				start, large = line, false
				open = append(open, elementOf(token))
			} else if len(open) > 0 {
				e := elementOf(token)
				if !large {
					up := open[len(open)-1]
					up.children = append(up.children, e)
				}
				open = append(open, e)
			}
		case xml.CharData:
			if len(open) > 0 && !large {
				within := open[len(open)-1]
				within.children = append(within.children, &element{text: string(token)})
			}
		case xml.EndElement:
			depth--
			if len(open) == 0 {
				break
			}
			record := open[0]
			open = open[:len(open)-1]
			if len(open) > 0 {
				break
			}
			at := place{start, string(t.kept)}
			if large {
				err = r.fail(at, tooLarge)
			} else {
				err = r.give(draft(record), at)
			}
			if err != nil {
				return err
			}
		}
		if len(open) == 0 {
			t.kept = t.kept[:0]
		} else if len(t.kept) > maxRecord && !large {
			large = true
			open[0].children = nil
		}
	}
}

func (r *reading) endOfXML(err error, open []*element, at place) error {
	if len(open) > 0 {
		reason := cutShort
		if err != io.EOF && !strings.Contains(err.Error(), "unexpected EOF") {
			reason = "its XML cannot be read on: " + err.Error()
		}
		if failed := r.fail(at, "%s", reason); failed != nil {
			return failed
		}
	}
	if err == io.EOF {
		return r.end()
	}
	if strings.Contains(err.Error(), "unexpected EOF") {
		if len(open) == 0 {
			r.remark(0, "%s", "the text ends before its XML does; it may have been cut short")
		}
		return r.end()
	}
	return fmt.Errorf("its XML cannot be read on after record %d: %w", r.number, err)
}

func elementOf(start xml.StartElement) *element {
	e := &element{name: start.Name.Local}
	if len(start.Attr) > 0 {
		e.attrs = make(map[string]string, len(start.Attr))
		for _, attr := range start.Attr {
			e.attrs[attr.Name.Local] = attr.Value
		}
	}
	return e
}
