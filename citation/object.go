package citation

import (
	"bufio"
	"io"
	"strings"
)

// objects gives each outermost object of JSON, whether they stand in a list, one to a line, or alone, and instead of a service's
// answer each object of the list that it has as "items". An object that is broken costs only itself.
func (r *reading) objects(take func(raw []byte, at place) error) error {
	in := bufio.NewReaderSize(r.file.content(), 64<<10)
	var raw []byte
	var start, stray int
	var large bool
	var first strings.Builder
	var s objectScan
	line := 1
	for {
		b, err := in.ReadByte()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		if b == '\n' {
			line++
		}
		if s.depth == 0 {
			switch {
			case b == '{':
				raw, start, large = append(raw[:0], b), line, false
				s.depth = 1
			case s.listed(b):
			case strings.IndexByte(" \t\r\n[],", b) < 0:
				if stray++; stray < 200 {
					first.WriteByte(b)
				}
			}
			continue
		}
		if len(raw) < maxRecord {
			raw = append(raw, b)
		} else {
			large = true
		}
		if s.within(b); s.depth > 0 || s.lists > 0 && b == '[' {
			continue
		}
		if s.answer > 0 && s.lists == 0 {
			s.answer = 0 // it ends, and its items are given
			continue
		}
		if err := r.object(raw, start, large, take); err != nil {
			return err
		}
	}
	if stray > 0 {
		r.remark(line, "text outside of any object was left out: %s", excerpt(first.String()))
	}
	switch {
	case s.answer > 0 && (s.depth == 0 || s.lists == 0):
		r.remark(line, "the text ends before the answer that its records stand in does; it may have been cut short")
	case s.depth > 0:
		if err := r.fail(place{start, string(raw)}, "%s", cutShort); err != nil {
			return err
		}
	}
	return r.end()
}

// objectScan says how deep in objects each byte of JSON stands, counted anew in the list of items of a service's answer.
type objectScan struct {
	depth           int
	quoted, escaped bool
	name            []byte // the start of the text in quotation marks before
	key             string // the name whose value comes next
	message         bool   // within the "message" of an answer
	answer          int    // how deep in an answer its items stand, 0 in none
	lists           int    // the list of items, while in it, and those in it
}

// within takes a byte of an object.
func (s *objectScan) within(b byte) {
	switch {
	case s.escaped:
		s.escaped = false
		return
	case s.quoted && b == '\\':
		s.escaped = true
		return
	case b == '"':
		if s.quoted = !s.quoted; s.quoted {
			s.name = s.name[:0]
		}
	case s.quoted:
		if len(s.name) <= len("message") {
			s.name = append(s.name, b)
		}
		return
	case b == ':':
		s.key = string(s.name)
		return
	case strings.IndexByte(" \t\r\n", b) >= 0:
		return
	case b == '{':
		if s.depth == 1 && s.key == "message" {
			s.message = true
		}
		s.depth++
	case b == '}':
		if s.depth--; s.depth == 1 {
			s.message = false
		}
	case b == '[' && s.key == "items" && s.lists == 0 && (s.depth == 1 || s.depth == 2 && s.message):
		s.answer, s.lists, s.depth = s.depth, 1, 0
	}
	s.key = ""
}

// listed says whether a byte between objects is of the list of an answer's items, of which the last bracket leads back to the answer.
func (s *objectScan) listed(b byte) bool {
	switch {
	case s.lists == 0:
		return false
	case b == '[':
		s.lists++
	case b == ']':
		if s.lists--; s.lists == 0 {
			s.depth = s.answer
		}
	default:
		return false
	}
	return true
}

func (r *reading) object(raw []byte, line int, large bool, take func([]byte, place) error) error {
	if large {
		return r.fail(place{line: line}, tooLarge)
	}
	return take(raw, place{line, string(raw)})
}
