package table

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
)

const (
	maxDepth = 256
	maxToken = 16 << 20 // bytes of one tag or run of text
)

// markup reads XML piece by piece and checks that it is whole: every element closed, in order, and nothing declared.
// Names are told apart by their local part alone.
type markup struct {
	source  *stintedReader
	decoder *xml.Decoder
	open    []string
}

func newMarkup(source io.Reader) *markup {
	stinted := &stintedReader{source: source, left: maxToken}
	return &markup{source: stinted, decoder: xml.NewDecoder(stinted)}
}

// next gives the next tag or text, and io.EOF after a whole document.
func (m *markup) next() (xml.Token, error) {
	m.source.left = maxToken
	token, err := m.decoder.RawToken()
	if errors.Is(err, io.EOF) && len(m.open) > 0 {
		return nil, fmt.Errorf("the XML stops inside element %s", quote(m.open[len(m.open)-1]))
	}
	if err != nil {
		return nil, err
	}
	switch t := token.(type) {
	case xml.StartElement:
		if len(m.open) == maxDepth {
			return nil, fmt.Errorf("the XML has elements more than %d deep", maxDepth)
		}
		m.open = append(m.open, t.Name.Local)
	case xml.EndElement:
		if len(m.open) == 0 || m.open[len(m.open)-1] != t.Name.Local {
			return nil, fmt.Errorf("the XML closes element %s, which is not the one open", quote(t.Name.Local))
		}
		m.open = m.open[:len(m.open)-1]
	case xml.Directive:
		return nil, errors.New("the XML has a document type declaration")
	}
	return token, nil
}

// depth is the number of open elements; after a start tag it counts that element.
func (m *markup) depth() int { return len(m.open) }

// parent is the element around the one just opened.
func (m *markup) parent() string {
	if len(m.open) < 2 {
		return ""
	}
	return m.open[len(m.open)-2]
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

// finish reads to the end, to find out that the rest is whole.
func (m *markup) finish() error {
	for {
		if _, err := m.next(); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
	}
}

// attribute gives the attribute of that local name. LibreOffice's own extensions repeat some names with other values.
func attribute(start xml.StartElement, local string) string {
	for _, attr := range start.Attr {
		if attr.Name.Local == local && attr.Name.Space != "calcext" {
			return attr.Value
		}
	}
	return ""
}

// count reads an attribute that holds a positive whole number, otherwise when it is absent.
func count(start xml.StartElement, local string, otherwise int) (int, error) {
	text := attribute(start, local)
	if text == "" {
		return otherwise, nil
	}
	n, err := strconv.ParseInt(text, 10, 32)
	if err != nil || n < 1 {
		return 0, fmt.Errorf("the XML has %s=%s, not a positive whole number", local, quote(text))
	}
	return int(n), nil
}

// stintedReader fails when more is read than is left, so that one endless tag cannot fill memory.
type stintedReader struct {
	source io.Reader
	left   int
}

func (r *stintedReader) Read(p []byte) (int, error) {
	if r.left <= 0 {
		return 0, fmt.Errorf("the XML has a tag or text longer than %d bytes", maxToken)
	}
	n, err := r.source.Read(p)
	r.left -= n
	return n, err
}
