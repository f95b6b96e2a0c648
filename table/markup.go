package table

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

const (
	maxDepth = 256
	maxPiece = 16 << 20 // bytes of one tag or run of text
	maxNames = 1000     // of elements that are remembered
)

// markup reads XML piece by piece and checks that it is whole: every element closed, in order, and nothing declared.
// The standard library's reader is several times slower, which the tens of megabytes in one spreadsheet make felt.
type markup struct {
	source io.Reader
	buffer []byte
	at     int // of the next byte
	err    error
	names  map[string]tagName
	open   []tagName
	closes bool // the element just opened closes itself
	fault  error
}

type tagName struct{ whole, local string }

type pieceKind int

const (
	startTag pieceKind = iota
	endTag
	characters
)

// piece is a tag or a run of text. Its content lasts until the next is read.
type piece struct {
	kind   pieceKind
	name   string // of the element, without its prefix
	raw    []byte // text, or a tag's attributes
	plain  bool   // the text has no entities
	markup *markup
}

func newMarkup(source io.Reader) *markup {
	return &markup{source: source, buffer: make([]byte, 0, 64<<10), names: map[string]tagName{}}
}

// next gives the next piece, and io.EOF after a whole document.
func (m *markup) next() (piece, error) {
	if m.fault != nil {
		return piece{}, m.fault
	}
	if m.closes {
		m.closes = false
		return m.shut()
	}
	for {
		if !m.has(1) {
			return piece{}, m.ending()
		}
		if m.buffer[m.at] != '<' {
			text, err := m.take(0, "<")
			if err != nil {
				return piece{}, err
			}
			if len(m.open) > 0 {
				return piece{kind: characters, raw: text}, nil
			}
			if len(bytes.Trim(text, " \t\r\n"+utf8Mark)) > 0 {
				return piece{}, errors.New("the XML has text outside its elements")
			}
			continue
		}
		switch {
		case m.starts("<!--"):
			if _, err := m.take(len("<!--"), "-->"); err != nil {
				return piece{}, err
			}
			m.at += len("-->")
		case m.starts("<![CDATA["):
			text, err := m.take(len("<![CDATA["), "]]>")
			if err != nil {
				return piece{}, err
			}
			m.at += len("]]>")
			return piece{kind: characters, raw: text, plain: true}, nil
		case m.starts("<?"):
			instruction, err := m.take(len("<?"), "?>")
			if err != nil {
				return piece{}, err
			}
			if lower := strings.ToLower(string(instruction)); strings.HasPrefix(lower, "xml ") &&
				strings.Contains(lower, "encoding") && !strings.Contains(lower, "utf-8") && !strings.Contains(lower, "us-ascii") {
				return piece{}, errors.New("the XML is not in UTF-8")
			}
			m.at += len("?>")
		case m.starts("<!"):
			return piece{}, errors.New("the XML has a document type declaration")
		default:
			return m.tag()
		}
	}
}

func (m *markup) tag() (piece, error) {
	end, quoted := 1, byte(0)
	for ; ; end++ {
		if !m.has(end + 1) {
			return piece{}, m.ending()
		}
		b := m.buffer[m.at+end]
		if quoted == 0 && b == '>' {
			break
		}
		switch {
		case b == quoted:
			quoted = 0
		case quoted == 0 && (b == '"' || b == '\''):
			quoted = b
		}
	}
	body := m.buffer[m.at+1 : m.at+end]
	m.at += end + 1
	if bytes.HasPrefix(body, []byte("/")) {
		name := bytes.TrimRight(body[1:], " \t\r\n")
		if len(m.open) == 0 || m.open[len(m.open)-1].whole != string(name) {
			return piece{}, fmt.Errorf("the XML closes element %s, which is not the one open", quote(string(name)))
		}
		return m.shut()
	}
	body, m.closes = bytes.CutSuffix(body, []byte("/"))
	length := bytes.IndexAny(body, " \t\r\n")
	if length < 0 {
		length = len(body)
	}
	if length == 0 {
		return piece{}, errors.New("the XML has a tag without a name")
	}
	if len(m.open) == maxDepth {
		return piece{}, fmt.Errorf("the XML has elements more than %d deep", maxDepth)
	}
	name := m.named(body[:length])
	m.open = append(m.open, name)
	return piece{kind: startTag, name: name.local, raw: body[length:], markup: m}, nil
}

// shut closes the innermost element.
func (m *markup) shut() (piece, error) {
	name := m.open[len(m.open)-1]
	m.open = m.open[:len(m.open)-1]
	return piece{kind: endTag, name: name.local}, nil
}

// named gives a tag's name as strings, the same ones each time.
func (m *markup) named(whole []byte) tagName {
	if name, known := m.names[string(whole)]; known {
		return name
	}
	name := tagName{whole: string(whole)}
	name.local = name.whole[strings.LastIndexByte(name.whole, ':')+1:]
	if len(m.names) < maxNames {
		m.names[name.whole] = name
	}
	return name
}

// depth is the number of open elements; after a start tag it counts that element.
func (m *markup) depth() int { return len(m.open) }

// inside names the innermost open element.
func (m *markup) inside() string { return m.open[len(m.open)-1].local }

// parent names the element around the innermost.
func (m *markup) parent() string {
	if len(m.open) < 2 {
		return ""
	}
	return m.open[len(m.open)-2].local
}

// skip reads past the element just opened.
func (m *markup) skip() error {
	for depth := m.depth(); m.depth() >= depth; {
		if _, err := m.next(); err != nil {
			return err
		}
	}
	return nil
}

// count reads an attribute that holds a positive whole number, otherwise when it is absent.
func (p piece) count(local string, otherwise int) (int, error) {
	text := p.attribute(local)
	if text == "" {
		return otherwise, nil
	}
	n, err := strconv.ParseInt(text, 10, 32)
	if err != nil || n < 1 {
		return 0, fmt.Errorf("the XML has %s=%s, not a positive whole number", local, quote(text))
	}
	return int(n), nil
}
