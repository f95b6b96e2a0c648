package table

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
)

// maxRecord bounds one CSV row, in bytes: a quotation mark that is never closed would otherwise take in the whole file.
const maxRecord = 8 << 20

// fault is what is wrong with a row that can still be shown. After one that ends the reading, nothing follows.
type fault struct {
	found, expected, hint string
	ends                  bool
}

// scanner parts delimited text into rows. Beyond RFC 4180 it takes LF and CR alone as line ends, and a quotation mark
// inside a cell that does not start with one as itself.
type scanner struct {
	source    io.Reader
	delimiter byte
	unquoted  bool // quotation marks are text
	buffer    []byte
	at, end   int
	line      int // of the next byte
	err       error
	text      []byte // the row's cells, joined
	ends      []int  // where each cell ends in text
	quoted    bool   // the row's last cell was in quotation marks
}

func newScanner(source io.Reader, delimiter byte) *scanner {
	return &scanner{source: source, delimiter: delimiter, buffer: make([]byte, 64<<10), line: 1}
}

// peek gives the next byte, without taking it.
func (s *scanner) peek() (byte, bool) {
	if s.at < s.end {
		return s.buffer[s.at], true
	}
	if next := s.ahead(1); len(next) > 0 {
		return next[0], true
	}
	return 0, false
}

// exhausted says whether all of the source has been taken.
func (s *scanner) exhausted() bool {
	_, more := s.peek()
	return !more
}

// next gives the next row that is not a blank line, and io.EOF after the last.
func (s *scanner) next() (Row, fault, error) {
	for {
		if s.exhausted() {
			return Row{}, fault{}, s.err
		}
		row, wrong := s.record()
		if s.err != nil && !errors.Is(s.err, io.EOF) {
			return Row{}, fault{}, s.err
		}
		if blank := len(row.Cells) == 1 && row.Cells[0] == "" && !s.quoted; !blank || wrong.found != "" {
			return row, wrong, nil
		}
	}
}

func (s *scanner) record() (Row, fault) {
	s.text, s.ends = s.text[:0], s.ends[:0]
	row := Row{Number: s.line}
	var worst fault
	for {
		more, problem := s.cell(row.Number)
		if problem.found != "" && worst.found == "" {
			worst = problem
		}
		if worst.ends {
			return row, worst
		}
		s.ends = append(s.ends, len(s.text))
		if len(s.ends) > maxColumns {
			return row, fault{found: fmt.Sprintf("more than %d cells", maxColumns), hint: findTable, ends: true}
		}
		if !more {
			break
		}
	}
	joined, start := string(s.text), 0
	row.Cells = make([]string, len(s.ends))
	for i, end := range s.ends {
		row.Cells[i] = joined[start:end]
		start = end
	}
	return row, worst
}

// cell takes one cell and what ends it, and says whether another follows in the row.
func (s *scanner) cell(row int) (more bool, problem fault) {
	s.quoted = false
	if b, ok := s.peek(); ok && b == '"' && !s.unquoted {
		s.at++
		s.quoted = true
		if problem = s.insideQuotes(row); problem.found != "" {
			return false, problem
		}
		if b, ok := s.peek(); ok && b != s.delimiter && b != '\n' && b != '\r' {
			problem = fault{
				found: "text after the quotation mark that closes a cell", expected: "a delimiter or the end of the line",
				hint: `write a quotation mark inside a cell twice, as ""`,
			}
		}
	}
	for {
		if _, ok := s.peek(); !ok {
			return false, problem
		}
		plain := s.buffer[s.at:s.end]
		stop := 0
		for stop < len(plain) && plain[stop] != s.delimiter && plain[stop] != '\n' && plain[stop] != '\r' {
			stop++
		}
		s.text = append(s.text, plain[:stop]...)
		s.at += stop
		if len(s.text) > maxRecord {
			return false, tooLong
		}
		if stop < len(plain) {
			break
		}
	}
	if s.buffer[s.at] == s.delimiter {
		s.at++
		return true, problem
	}
	s.newline()
	return false, problem
}

var tooLong = fault{
	found: fmt.Sprintf("a row longer than %d bytes", maxRecord), ends: true,
	hint: "look for a quotation mark that is never closed, or save the file again as CSV UTF-8",
}

// insideQuotes takes a cell up to and with its closing quotation mark.
func (s *scanner) insideQuotes(row int) fault {
	for {
		if _, ok := s.peek(); !ok {
			return fault{
				found: "a quotation mark that is never closed, in the row that starts here", ends: true,
				hint: "close it, or download the file again in case it was cut short",
			}
		}
		piece := s.buffer[s.at:s.end]
		stop := bytes.IndexAny(piece, "\"\r\n")
		if stop < 0 {
			stop = len(piece)
		}
		s.text = append(s.text, piece[:stop]...)
		s.at += stop
		if len(s.text) > maxRecord {
			return tooLong
		}
		if stop == len(piece) {
			continue
		}
		if piece[stop] != '"' {
			s.newline()
			s.text = append(s.text, '\n')
			continue
		}
		s.at++
		if b, ok := s.peek(); !ok || b != '"' {
			return fault{}
		}
		s.at++
		s.text = append(s.text, '"')
	}
}

// newline takes one line end: LF, CR LF, CR CR LF (a text file twice converted) or CR.
func (s *scanner) newline() {
	end := s.ahead(3)
	switch {
	case bytes.HasPrefix(end, []byte("\r\r\n")):
		s.at += 3
	case bytes.HasPrefix(end, []byte("\r\n")):
		s.at += 2
	default:
		s.at++
	}
	s.line++
}

// ahead gives the next n bytes without taking them, fewer at the end of the source.
func (s *scanner) ahead(n int) []byte {
	for s.end-s.at < n && s.err == nil {
		s.end = copy(s.buffer, s.buffer[s.at:s.end])
		s.at = 0
		var read int
		read, s.err = s.source.Read(s.buffer[s.end:])
		s.end += read
	}
	return s.buffer[s.at:min(s.at+n, s.end)]
}

// unquotedAny says whether the row's only cell holds a candidate delimiter that no quotation marks protect.
func (s *scanner) unquotedAny(cell string) bool {
	return !s.quoted && strings.ContainsAny(cell, delimiters)
}
