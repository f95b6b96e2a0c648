package table

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// has says whether n more bytes can be had, and puts them into the buffer.
func (m *markup) has(n int) bool {
	for len(m.buffer)-m.at < n {
		if m.err != nil {
			return false
		}
		if n > maxPiece {
			m.err = fmt.Errorf("the XML has a tag or text longer than %d bytes", maxPiece)
			return false
		}
		if m.at > 0 {
			m.buffer = m.buffer[:copy(m.buffer, m.buffer[m.at:])]
			m.at = 0
		}
		if len(m.buffer) == cap(m.buffer) {
			m.buffer = append(m.buffer, make([]byte, cap(m.buffer))...)[:len(m.buffer)]
		}
		var read int
		read, m.err = m.source.Read(m.buffer[len(m.buffer):cap(m.buffer)])
		m.buffer = m.buffer[:len(m.buffer)+read]
	}
	return true
}

func (m *markup) starts(with string) bool {
	return m.has(len(with)) && string(m.buffer[m.at:m.at+len(with)]) == with
}

// take gives what stands from skipped bytes on up to the mark, and moves to the mark. Text after the last element, which
// no mark follows, is given up to the end.
func (m *markup) take(skipped int, mark string) ([]byte, error) {
	from := skipped
	for {
		if found := bytes.Index(m.buffer[m.at+from:], []byte(mark)); found >= 0 {
			text := m.buffer[m.at+skipped : m.at+from+found]
			m.at += from + found
			return text, nil
		}
		length := len(m.buffer) - m.at
		if !m.has(length + 1) {
			if len(m.open) == 0 && mark == "<" && errors.Is(m.err, io.EOF) {
				text := m.buffer[m.at:]
				m.at = len(m.buffer)
				return text, nil
			}
			return nil, m.ending()
		}
		from = max(skipped, length-len(mark)+1)
	}
}

// ending is the error with which the document ends: io.EOF only where it may end.
func (m *markup) ending() error {
	if !errors.Is(m.err, io.EOF) {
		return m.err
	}
	if len(m.open) > 0 {
		return fmt.Errorf("the XML stops inside element %s", quote(m.open[len(m.open)-1].whole))
	}
	if m.at < len(m.buffer) {
		return errors.New("the XML stops inside a tag")
	}
	return io.EOF
}

// text is the piece's characters, with entities and line ends resolved.
func (p piece) text() string { return resolve(p.raw, p.plain) }

// attribute gives a start tag's attribute by its name without prefix, "" when there is none. LibreOffice's own extensions
// repeat some names with other values and are passed over.
func (p piece) attribute(local string) string {
	rest := bytes.TrimLeft(p.raw, " \t\r\n")
	for len(rest) > 0 {
		name, value, found := bytes.Cut(rest, []byte("="))
		name, value = bytes.TrimRight(name, " \t\r\n"), bytes.TrimLeft(value, " \t\r\n")
		end := -1
		if found && len(value) > 1 && (value[0] == '"' || value[0] == '\'') {
			end = bytes.IndexByte(value[1:], value[0])
		}
		if end < 0 {
			p.markup.fault = fmt.Errorf("the XML has a damaged attribute in element %s", quote(p.name))
			return ""
		}
		if colon := bytes.LastIndexByte(name, ':'); string(name[colon+1:]) == local && !bytes.HasPrefix(name, []byte("calcext:")) {
			return resolve(value[1:1+end], false)
		}
		rest = bytes.TrimLeft(value[end+2:], " \t\r\n")
	}
	return ""
}

func resolve(raw []byte, plain bool) string {
	if !utf8.Valid(raw) {
		raw = bytes.ToValidUTF8(raw, []byte("\uFFFD"))
	}
	text := string(raw)
	if strings.Contains(text, "\r") {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	if plain || !strings.Contains(text, "&") {
		return text
	}
	var b strings.Builder
	for {
		before, after, found := strings.Cut(text, "&")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, rest, closed := strings.Cut(after, ";")
		character, known := entity(name)
		if !closed || !known {
			b.WriteByte('&')
			text = after
			continue
		}
		b.WriteRune(character)
		text = rest
	}
}

// entity gives the character that one of XML's five names or a number stands for.
func entity(name string) (rune, bool) {
	switch name {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	digits, numbered := strings.CutPrefix(name, "#")
	base := 10
	if hexadecimal, ok := strings.CutPrefix(digits, "x"); ok {
		digits, base = hexadecimal, 16
	}
	code, err := strconv.ParseUint(digits, base, 31)
	return rune(code), numbered && err == nil && code > 0
}
