package citation

import (
	"bufio"
	"io"
	"strings"
)

// objects gives each outermost object of JSON, whether they stand in a list, one to a line, or alone. An object that is
// broken costs only itself.
func (r *reading) objects(take func(raw []byte, at place) error) error {
	in := bufio.NewReaderSize(r.file.content(), 64<<10)
	var raw []byte
	var depth, start, stray int
	var quoted, escaped, large bool
	var first strings.Builder
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
		if depth == 0 {
			switch {
			case b == '{':
				raw, start, large = append(raw[:0], b), line, false
				depth = 1
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
		switch {
		case escaped:
			escaped = false
		case quoted && b == '\\':
			escaped = true
		case b == '"':
			quoted = !quoted
		case quoted:
		case b == '{':
			depth++
		case b == '}':
			depth--
		}
		if depth > 0 {
			continue
		}
		if err := r.object(raw, start, large, take); err != nil {
			return err
		}
	}
	if stray > 0 {
		r.remark(line, "text outside of any object was left out: %s", excerpt(first.String()))
	}
	if depth > 0 {
		if err := r.fail(place{start, string(raw)}, "%s", cutShort); err != nil {
			return err
		}
	}
	return r.end()
}

func (r *reading) object(raw []byte, line int, large bool, take func([]byte, place) error) error {
	if large {
		return r.fail(place{line: line}, tooLarge)
	}
	return take(raw, place{line, string(raw)})
}
