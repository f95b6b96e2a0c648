package table

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// readODSCell gives the text of the cell just opened and reads past it. A number or date is its stored value; anything
// else is its paragraphs, joined by line ends.
func readODSCell(content *markup, start xml.StartElement) (string, error) {
	text, err := readParagraphs(content)
	if err != nil {
		return "", err
	}
	stored := ""
	switch attribute(start, "value-type") {
	case "float", "percentage", "currency":
		stored = attribute(start, "value")
		if value, err := strconv.ParseFloat(stored, 64); err == nil {
			stored = shortest(value, 64)
		}
	case "date":
		stored = attribute(start, "date-value")
		stored = strings.TrimSuffix(stored, "T00:00:00")
	case "time":
		stored = attribute(start, "time-value")
	case "boolean":
		stored = strings.ToUpper(attribute(start, "boolean-value"))
	case "string":
		stored = attribute(start, "string-value")
	}
	if stored != "" {
		return stored, nil
	}
	return text, nil
}

// readParagraphs joins the paragraphs that stand directly in the cell just opened. Notes and drawings in it are left out.
func readParagraphs(content *markup) (string, error) {
	var text strings.Builder
	paragraphs := 0
	for depth := content.depth(); content.depth() >= depth; {
		token, err := content.next()
		if err != nil {
			return "", err
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if start.Name.Local != "p" {
			err = content.skip()
		} else {
			if paragraphs++; paragraphs > 1 {
				text.WriteByte('\n')
			}
			err = readParagraph(content, &text)
		}
		if err != nil {
			return "", err
		}
	}
	return text.String(), nil
}

// readParagraph writes the text of the paragraph just opened. As OpenDocument has it, a run of white space is one space
// and further spaces, tabs and line breaks are elements.
func readParagraph(content *markup, text *strings.Builder) error {
	afterSpace := true
	for depth := content.depth(); content.depth() >= depth; {
		token, err := content.next()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.CharData:
			for _, b := range t {
				space := b == ' ' || b == '\t' || b == '\r' || b == '\n'
				switch {
				case !space:
					text.WriteByte(b)
				case !afterSpace:
					text.WriteByte(' ')
				}
				afterSpace = space
			}
		case xml.StartElement:
			switch t.Name.Local {
			case "s":
				n, err := count(t, "c", 1)
				if err != nil {
					return err
				}
				text.WriteString(strings.Repeat(" ", min(n, maxColumns)))
				afterSpace = false
			case "tab":
				text.WriteByte('\t')
			case "line-break":
				text.WriteByte('\n')
			case "annotation", "note", "frame", "ruby-text":
				if err := content.skip(); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
