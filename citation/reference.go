package citation

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"goodmeasure/evidence"
)

// Style is a way of setting references.
type Style string

// The styles: Harvard as in "Cite them right", APA as in its seventh edition, Vancouver as in the NLM's "Citing medicine".
const (
	Harvard   Style = "harvard"
	APA       Style = "apa"
	Vancouver Style = "vancouver"
)

// Title is the style's name as people write it.
func (s Style) Title() string {
	switch s {
	case Harvard:
		return "Harvard"
	case APA:
		return "APA"
	case Vancouver:
		return "Vancouver"
	}
	return string(s)
}

// Styles are the styles that can be set.
func Styles() []Style { return []Style{Harvard, APA, Vancouver} }

// Run is a piece of a reference that is set in one way.
type Run struct {
	Text   string `json:"text"`
	Italic bool   `json:"italic,omitempty"`
}

// Reference is a work as a list of references names it, as plain text.
func Reference(style Style, r evidence.Record) string {
	var out strings.Builder
	for _, run := range Runs(style, r) {
		out.WriteString(run.Text)
	}
	return out.String()
}

// Runs is Reference in pieces, so that titles can be set in italics.
func Runs(style Style, r evidence.Record) []Run {
	return runsOf(style, tidied(r), yearOr(style, r.Year, ""))
}

func runsOf(style Style, r evidence.Record, year string) []Run {
	s := &setting{Record: r, year: year}
	switch style {
	case APA:
		s.apa()
	case Vancouver:
		s.vancouver()
	default:
		s.harvard()
	}
	return s.runs
}

func yearOr(style Style, year int, letter string) string {
	switch {
	case year != 0:
		return fmt.Sprint(year) + letter
	case style == APA && letter != "":
		return "n.d.-" + letter
	case style == APA:
		return "n.d."
	case style == Vancouver:
		return "date unknown"
	}
	return strings.TrimSpace("no date " + letter)
}

// List sets the references of a list. Harvard and APA lists go by author, year and title, and works that would be
// cited alike get letters after their year; a Vancouver list keeps the order that it is given, by which it is numbered.
func List(style Style, records []evidence.Record) [][]Run {
	records = slices.Clone(records)
	for i := range records {
		records[i] = tidied(records[i])
	}
	letters := make([]string, len(records))
	if style != Vancouver {
		slices.SortStableFunc(records, func(a, b evidence.Record) int {
			return cmp.Or(strings.Compare(leader(a), leader(b)), cmp.Compare(a.Year, b.Year), strings.Compare(fold(a.Title), fold(b.Title)))
		})
		letters = yearLetters(records)
	}
	list := make([][]Run, len(records))
	for i, r := range records {
		list[i] = runsOf(style, r, yearOr(style, r.Year, letters[i]))
	}
	return list
}

// yearLetters tells works apart that have the same authors and year: a, b, c.
func yearLetters(sorted []evidence.Record) []string {
	letters := make([]string, len(sorted))
	for from := 0; from < len(sorted); {
		to := from + 1
		for to < len(sorted) && leader(sorted[to]) == leader(sorted[from]) && sorted[to].Year == sorted[from].Year && len(sorted[from].Authors) > 0 {
			to++
		}
		if n := to - from; n > 1 && n <= 26 {
			for i := range n {
				letters[from+i] = string(rune('a' + i))
			}
		}
		from = to
	}
	return letters
}

// leader is what a list is ordered by: the names as they are set, or the title where there are none.
func leader(r evidence.Record) string {
	people := r.Authors
	if len(people) == 0 {
		people = r.Editors
	}
	if len(people) == 0 {
		return fold(strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(r.Title, "The "), "A "), "An "))
	}
	var names []string
	for _, one := range people {
		names = append(names, fold(one.Family)+" "+fold(joinInitials(one.Given, "", "")))
	}
	return strings.Join(names, ", ")
}

// tidied is a record with its texts as a reference wants them: no full stop after titles, no journal in capitals.
func tidied(r evidence.Record) evidence.Record {
	r.Title = strings.TrimSuffix(plain(r.Title), ".")
	r.Container = lowered(strings.TrimSuffix(plain(r.Container), "."))
	r.Publisher, r.Place = lowered(plain(r.Publisher)), lowered(plain(r.Place))
	return r
}

// smallWords stay small in a title that is set with capitals.
var smallWords = []string{"of", "the", "and", "in", "for", "on", "a", "an", "to", "with", "from", "by", "at"}

// lowered sets text that is all in capitals, as Web of Science has journals, with capitals at its words alone.
func lowered(text string) string {
	if !strings.Contains(text, " ") || strings.ContainsFunc(text, unicode.IsLower) {
		return text
	}
	parts := strings.Fields(text)
	for i, part := range parts {
		if part[0] == '(' {
			continue // an abbreviation, such as that of a meeting
		}
		part = strings.ToLower(part)
		parts[i] = part
		if i == 0 || !slices.Contains(smallWords, part) {
			runes := []rune(part)
			for at := range runes {
				if at == 0 || runes[at-1] == '-' {
					runes[at] = unicode.ToUpper(runes[at])
				}
			}
			parts[i] = string(runes)
		}
	}
	return strings.Join(parts, " ")
}
