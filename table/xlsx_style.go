package table

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// numberStyle is what a cell's number format says its number is.
type numberStyle int

const (
	plainNumber numberStyle = iota
	dateNumber
	timeNumber // of day
)

// text writes a stored number: a date by the calendar, anything else as it is.
func (s numberStyle) text(number float64, from1904 bool) string {
	const lastDay = 2_958_466 // after 9999-12-31
	if s == plainNumber || number < 0 || number >= lastDay {
		return shortest(number, 64)
	}
	day := math.Floor(number)
	clock := time.Duration(math.Round((number-day)*86_400)) * time.Second
	if s == timeNumber {
		if day > 0 {
			return shortest(number, 64)
		}
		return time.Time{}.Add(clock).Format(time.TimeOnly)
	}
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case from1904:
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case day < 60: // the 1900 calendar has a 29 February that never was, as day 60
		first = first.AddDate(0, 0, 1)
	}
	return momentText(first.AddDate(0, 0, int(day)).Add(clock))
}

// styleOf is the style of a cell by the number of its format; a cell without one is plain.
func (b *workbook) styleOf(format string) numberStyle {
	index, err := strconv.Atoi(format)
	if err != nil || index < 0 || index >= len(b.styles) {
		return plainNumber
	}
	return b.styles[index]
}

func (b *workbook) readStyles(part string) error {
	custom := map[string]numberStyle{}
	return b.read(part, func(content *markup, tag piece) error {
		switch {
		case tag.name == "numFmt":
			custom[tag.attribute("numFmtId")] = styleOfCode(tag.attribute("formatCode"))
		case tag.name == "xf" && content.parent() == "cellXfs":
			format := tag.attribute("numFmtId")
			style, ok := custom[format]
			if !ok {
				style = builtInStyle(format)
			}
			b.styles = append(b.styles, style)
		}
		return nil
	})
}

// builtInStyle is the style of the formats that are never written out (ISO/IEC 29500-1, 18.8.30).
func builtInStyle(format string) numberStyle {
	id, err := strconv.Atoi(format)
	switch {
	case err != nil:
		return plainNumber
	case id >= 14 && id <= 17, id == 22, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 58:
		return dateNumber
	case id >= 18 && id <= 21, id >= 32 && id <= 35, id >= 45 && id <= 47:
		return timeNumber
	}
	return plainNumber
}

// styleOfCode reads a format code: one that shows a year, a month or a day is a date's. Text in it does not count.
func styleOfCode(code string) numberStyle {
	var letters strings.Builder
	for i := 0; i < len(code) && code[i] != ';'; i++ {
		switch code[i] {
		case '"':
			i = closing(code, i, '"')
		case '[':
			i = closing(code, i, ']')
		case '\\', '_', '*':
			i++
		default:
			letters.WriteByte(code[i] | 0x20)
		}
	}
	shown := letters.String()
	switch {
	case strings.Contains(shown, "general"), strings.Contains(shown, "standard"):
		return plainNumber
	case strings.ContainsAny(shown, "yd"):
		return dateNumber
	case strings.ContainsAny(shown, "hs"):
		return timeNumber
	case strings.Contains(shown, "m"):
		return dateNumber
	}
	return plainNumber
}

// closing is where the mark that closes what opens at i stands, or the end.
func closing(code string, i int, mark byte) int {
	if length := strings.IndexByte(code[i+1:], mark); length >= 0 {
		return i + 1 + length
	}
	return len(code)
}
