package table

import (
	"strconv"
	"strings"
)

// readODSCell gives the text of the cell just opened and reads past it. A number or date is its stored value; anything
// else is its paragraphs, joined by line ends.
func readODSCell(content *markup, cell piece) (string, error) {
	stored := storedODS(cell)
	text, err := readParagraphs(content)
	if stored != "" {
		text = stored
	}
	return text, err
}

// storedODS is the value in a cell's attributes, "" when it has none besides its paragraphs.
func storedODS(cell piece) string {
	switch cell.attribute("value-type") {
	case "float", "percentage", "currency":
		stored := cell.attribute("value")
		if value, err := strconv.ParseFloat(stored, 64); err == nil {
			return shortest(value, 64)
		}
		return stored
	case "date":
		return strings.TrimSuffix(cell.attribute("date-value"), "T00:00:00")
	case "time":
		return cell.attribute("time-value")
	case "boolean":
		return strings.ToUpper(cell.attribute("boolean-value"))
	case "string":
		return cell.attribute("string-value")
	}
	return ""
}

// readParagraphs joins the paragraphs that stand directly in the cell just opened. Notes and drawings in it are left out.
func readParagraphs(content *markup) (string, error) {
	var text strings.Builder
	paragraphs := 0
	for depth := content.depth(); content.depth() >= depth; {
		tag, err := content.next()
		if err != nil {
			return "", err
		}
		if tag.kind != startTag {
			continue
		}
		if tag.name != "p" {
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
		tag, err := content.next()
		if err != nil {
			return err
		}
		switch tag.kind {
		case characters:
			for _, b := range []byte(tag.text()) {
				space := b == ' ' || b == '\t' || b == '\r' || b == '\n'
				switch {
				case !space:
					text.WriteByte(b)
				case !afterSpace:
					text.WriteByte(' ')
				}
				afterSpace = space
			}
		case startTag:
			switch tag.name {
			case "s":
				n, err := tag.count("c", 1)
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
