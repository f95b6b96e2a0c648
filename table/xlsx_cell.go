package table

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
)

func (b *workbook) readRow(content *markup, row *sheetRow) error {
	for depth := content.depth(); content.depth() >= depth; {
		tag, err := content.next()
		if err != nil {
			return err
		}
		if tag.kind != startTag {
			continue
		}
		if tag.name != "c" {
			if err := content.skip(); err != nil {
				return err
			}
			continue
		}
		if reference := tag.attribute("r"); reference != "" {
			column, err := columnIndex(reference)
			if err != nil {
				return err
			}
			if column < row.column {
				return fmt.Errorf("cell %s stands after column %s", quote(reference), columnLetters(row.column-1))
			}
			row.column = column
		}
		text, err := b.readCell(content, tag)
		if err != nil {
			return err
		}
		if err := row.add(text, 1); err != nil {
			return err
		}
	}
	return nil
}

// columnIndex is the column of a cell reference such as AB12, counted from 0.
func columnIndex(reference string) (int, error) {
	column, i := 0, 0
	for ; i < len(reference) && i < 4 && reference[i] >= 'A' && reference[i] <= 'Z'; i++ {
		column = column*26 + int(reference[i]-'A') + 1
	}
	if column == 0 || column > maxColumns || i == len(reference) || reference[i] < '1' || reference[i] > '9' {
		return 0, fmt.Errorf("%s is not the reference of a cell", quote(reference))
	}
	return column - 1, nil
}

// readCell gives the text of the cell just opened and reads past it. The kinds are those of ST_CellType.
func (b *workbook) readCell(content *markup, cell piece) (string, error) {
	kind, style := cell.attribute("t"), b.styleOf(cell.attribute("s"))
	var value, inline strings.Builder
	for depth := content.depth(); content.depth() >= depth; {
		tag, err := content.next()
		if err != nil {
			return "", err
		}
		switch tag.kind {
		case characters:
			if content.depth() == depth+1 && content.inside() == "v" {
				value.WriteString(tag.text())
			}
		case startTag:
			switch tag.name {
			case "is":
				err = readRuns(content, &inline)
			case "f":
				err = content.skip()
			}
			if err != nil {
				return "", err
			}
		}
	}
	stored := value.String()
	switch kind {
	case "s":
		index, err := strconv.Atoi(strings.TrimSpace(stored))
		if err != nil || index < 0 || index >= len(b.strings) {
			return "", fmt.Errorf("the cell refers to text %s of %d shared texts", quote(stored), len(b.strings))
		}
		return b.strings[index], nil
	case "inlineStr":
		return unescape(inline.String()), nil
	case "b":
		return strings.ToUpper(strconv.FormatBool(isTrue(strings.TrimSpace(stored)))), nil
	case "str", "e":
		return unescape(stored), nil
	case "d":
		return strings.TrimSuffix(strings.TrimSpace(stored), "T00:00:00"), nil
	}
	number, err := strconv.ParseFloat(strings.TrimSpace(stored), 64)
	if err != nil {
		return stored, nil
	}
	return style.text(number, b.epoch1), nil
}

// readStrings reads the texts that cells refer to by number.
func (b *workbook) readStrings(part string) error {
	return b.read(part, func(content *markup, tag piece) error {
		if tag.name != "si" {
			return nil
		}
		var text strings.Builder
		if err := readRuns(content, &text); err != nil {
			return err
		}
		if len(b.strings) == maxShared {
			return fmt.Errorf("more than %d shared texts", maxShared)
		}
		b.strings = append(b.strings, unescape(text.String()))
		return nil
	})
}

const maxShared = 5_000_000

// readRuns joins the runs of the text just opened, without the phonetic guides that may lie over it.
func readRuns(content *markup, text *strings.Builder) error {
	for depth := content.depth(); content.depth() >= depth; {
		tag, err := content.next()
		if err != nil {
			return err
		}
		switch tag.kind {
		case characters:
			if content.inside() == "t" {
				text.WriteString(tag.text())
			}
		case startTag:
			if tag.name == "rPh" {
				if err := content.skip(); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescape turns _x000D_ and its like into the characters they stand for.
func unescape(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	return escaped.ReplaceAllStringFunc(text, func(code string) string {
		unit, err := strconv.ParseUint(code[2:6], 16, 16)
		if err != nil {
			return code
		}
		return string(utf16.Decode([]uint16{uint16(unit)}))
	})
}
