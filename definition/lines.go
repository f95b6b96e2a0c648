package definition

import (
	"strconv"
	"strings"
)

// positions are the lines, from 1, on which the keys of a TOML text stand, by path: combine.scale, indicator[2].id. The
// text must be valid TOML.
func positions(text string) map[string]int {
	s := &scanner{text: text, line: 1, lines: map[string]int{}, last: map[string]int{}}
	table := ""
	for s.skip(" \t\r\n"); s.at < len(s.text); s.skip(" \t\r\n") {
		if s.text[s.at] == '[' {
			table = s.header()
		} else {
			s.pair(table)
		}
	}
	return s.lines
}

type scanner struct {
	text  string
	at    int
	line  int
	lines map[string]int
	last  map[string]int // index of the last table of an array of tables, by path
}

// step moves on by n bytes, counting lines.
func (s *scanner) step(n int) {
	end := min(s.at+n, len(s.text))
	s.line += strings.Count(s.text[s.at:end], "\n")
	s.at = end
}

func (s *scanner) ahead(prefix string) bool { return strings.HasPrefix(s.text[s.at:], prefix) }

// skip moves past the bytes of space, and past comments where a comment may stand.
func (s *scanner) skip(space string) {
	for s.at < len(s.text) {
		switch {
		case strings.IndexByte(space, s.text[s.at]) >= 0:
			s.step(1)
		case s.text[s.at] == '#':
			s.until("\n")
		default:
			return
		}
	}
}

// until moves to the next end, or to the end of the text.
func (s *scanner) until(end string) {
	n := strings.Index(s.text[s.at:], end)
	if n < 0 {
		n = len(s.text) - s.at
	}
	s.step(n)
}

func (s *scanner) mark(path string) {
	if _, marked := s.lines[path]; !marked {
		s.lines[path] = s.line
	}
}

// header reads [a.b] or [[a.b]] and gives the path of the table.
func (s *scanner) header() string {
	array := s.ahead("[[")
	s.step(1)
	if array {
		s.step(1)
	}
	path := ""
	keys := s.keys()
	for n, key := range keys {
		path = below(path, key)
		if n < len(keys)-1 || !array {
			if at, found := s.last[path]; found {
				path += index(at)
			}
		}
	}
	s.mark(path)
	if array {
		at, again := s.last[path]
		if again {
			at++
		}
		s.last[path] = at
		path += index(at)
		s.mark(path)
	}
	s.until("\n")
	return path
}

// pair reads key = value into the table.
func (s *scanner) pair(table string) {
	path := table
	for _, key := range s.keys() {
		path = below(path, key)
		s.mark(path)
	}
	s.step(1) // the equals sign
	s.value(path)
}

// keys reads a dotted key, up to what follows it.
func (s *scanner) keys() []string {
	var keys []string
	for s.at < len(s.text) {
		s.skip(" \t")
		switch {
		case s.at < len(s.text) && (s.text[s.at] == '"' || s.text[s.at] == '\''):
			from := s.at
			s.quoted()
			key := s.text[from:s.at]
			if plain, err := strconv.Unquote(key); err == nil && key[0] == '"' {
				key = plain
			} else {
				key = strings.Trim(key, `"'`)
			}
			keys = append(keys, key)
		default:
			n := strings.IndexAny(s.text[s.at:], " \t\r\n.=]")
			if n < 0 {
				n = len(s.text) - s.at
			}
			keys = append(keys, s.text[s.at:s.at+n])
			s.step(n)
		}
		s.skip(" \t")
		if !s.ahead(".") {
			break
		}
		s.step(1)
	}
	return keys
}

// value moves past a value and marks what is inside it.
func (s *scanner) value(path string) {
	s.skip(" \t\r\n")
	switch {
	case s.at == len(s.text):
	case s.text[s.at] == '[':
		s.step(1)
		for n := 0; ; n++ {
			if s.skip(" \t\r\n,"); s.at == len(s.text) || s.text[s.at] == ']' {
				break
			}
			s.mark(path + index(n))
			s.value(path + index(n))
		}
		s.step(1)
	case s.text[s.at] == '{':
		s.step(1)
		for {
			if s.skip(" \t\r\n,"); s.at == len(s.text) || s.text[s.at] == '}' {
				break
			}
			s.pair(path)
		}
		s.step(1)
	case s.text[s.at] == '"' || s.text[s.at] == '\'':
		s.quoted()
	default:
		n := strings.IndexAny(s.text[s.at:], ",]}#\r\n")
		if n < 0 {
			n = len(s.text) - s.at
		}
		s.step(n)
	}
}

// quoted moves past a string of any of the four kinds.
func (s *scanner) quoted() {
	quote := s.text[s.at : s.at+1]
	if triple := strings.Repeat(quote, 3); s.ahead(triple) {
		quote = triple
	}
	s.step(len(quote))
	for s.at < len(s.text) && !s.ahead(quote) {
		if quote[0] == '"' && s.text[s.at] == '\\' {
			s.step(1)
		}
		s.step(1)
	}
	s.step(len(quote))
	for len(quote) == 3 && s.ahead(quote[:1]) { // up to two more may stand before the closing three
		s.step(1)
	}
}

func below(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func index(n int) string { return "[" + strconv.Itoa(n) + "]" }
