package table

import (
	"strings"
	"unicode"
)

// Error is a problem with a file: what was being done, where, what was found, what was expected and what to do next.
type Error struct {
	Position
	Doing    string
	Found    string
	Expected string
	Hint     string
	Err      error // the cause, where there is one below this package
	NotTable bool  // the file is of a kind that holds no table of figures: a document, a picture, a web page
}

// Error is the whole problem on one line.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Doing)
	if at := e.Position.String(); at != "" {
		b.WriteString(" " + at)
	}
	b.WriteString(": " + e.Found)
	if e.Err != nil {
		b.WriteString(": " + e.Err.Error())
	}
	if e.Expected != "" {
		b.WriteString("; expected " + e.Expected)
	}
	if e.Hint != "" {
		b.WriteString("; " + e.Hint)
	}
	return oneLine(b.String())
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }

func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, text)
}

const quotedLength = 60

// quote shows a piece of a file's text, cut where it is long.
func quote(text string) string {
	runes := []rune(strings.ToValidUTF8(text, "\uFFFD"))
	if len(runes) > quotedLength {
		return `"` + string(runes[:quotedLength]) + `..."`
	}
	return `"` + string(runes) + `"`
}
