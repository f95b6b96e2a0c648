package citation

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"goodmeasure/evidence"
)

// setting is a reference as it is set.
type setting struct {
	evidence.Record
	year string
	runs []Run
}

func (s *setting) say(format string, args ...any) { s.add(fmt.Sprintf(format, args...), false) }
func (s *setting) slant(text string)              { s.add(text, true) }

func (s *setting) add(text string, italic bool) {
	if text == "" {
		return
	}
	if last := len(s.runs) - 1; last >= 0 && s.runs[last].Italic == italic {
		s.runs[last].Text += text
		return
	}
	s.runs = append(s.runs, Run{text, italic})
}

// stop ends a sentence, unless its last sign does already.
func (s *setting) stop() {
	if len(s.runs) == 0 {
		return
	}
	text := strings.TrimRight(s.runs[len(s.runs)-1].Text, "’”")
	if !strings.HasSuffix(text, ".") && !strings.HasSuffix(text, "?") && !strings.HasSuffix(text, "!") {
		s.say(".")
	}
}

// sentence adds a piece after a space, and a full stop.
func (s *setting) sentence(text string) {
	if text != "" {
		s.say(" %s", text)
		s.stop()
	}
}

// standsAlone says whether the work is published by itself, so that its own title is slanted.
func (s *setting) standsAlone() bool {
	switch s.Kind {
	case evidence.Article, evidence.Chapter, evidence.Conference:
		return s.Container == ""
	}
	return s.Kind != evidence.Other || s.Container == ""
}

// link is the address by which the work is found: that of its DOI, or else the first on the web.
func (s *setting) link() string {
	if doi := s.DOI(); doi != "" {
		return "https://doi.org/" + doi
	}
	return s.Identifier("url")
}

// pagesSet are pages with a dash, after "p. " or "pp. ".
func (s *setting) pagesSet() string {
	pages := dashed(s.Pages)
	switch {
	case pages == "":
		return ""
	case strings.ContainsAny(pages, "–,"):
		return "pp. " + pages
	}
	return "p. " + pages
}

func dashed(pages string) string {
	return strings.ReplaceAll(strings.ReplaceAll(pages, "--", "-"), "-", "–")
}

// editionSet is an edition as "2nd", whatever words stand round it; "" for a first.
func (s *setting) editionSet() string {
	text := strings.ToLower(s.Edition)
	for _, word := range []string{"edition", "edn.", "edn", "ed."} {
		text = strings.TrimSpace(strings.TrimSuffix(text, word))
	}
	if text == "ed" || text == "1st" || text == "1" || text == "first" {
		return ""
	}
	text = strings.TrimSuffix(strings.TrimSpace(text), " ed")
	if !digits(text) {
		if text == strings.ToLower(s.Edition) {
			return s.Edition
		}
		return text
	}
	n := 0
	fmt.Sscan(text[max(0, len(text)-2):], &n)
	ending := "th"
	if n < 11 || n > 13 {
		switch n % 10 {
		case 1:
			ending = "st"
		case 2:
			ending = "nd"
		case 3:
			ending = "rd"
		}
	}
	return text + ending
}

// givenInitials are the initials of a given name and what follows the name, such as Jr.
func givenInitials(given string) (letters []string, suffix string) {
	given, suffix, _ = strings.Cut(given, ",")
	for word := range strings.FieldsFuncSeq(given, func(r rune) bool { return r == ' ' || r == '.' || r == '\u00a0' }) {
		if bare := []rune(strings.ReplaceAll(word, "-", "")); len(bare) <= 3 && len(bare) > 1 && !strings.Contains(word, "-") && allUpper(bare) {
			for _, letter := range bare {
				letters = append(letters, string(letter))
			}
			continue
		}
		for i, part := range strings.Split(word, "-") {
			first := []rune(part)
			if len(first) == 0 {
				if i == 0 {
					letters = append(letters, "-")
				}
				continue
			}
			letter := string(unicode.ToUpper(first[0]))
			if i > 0 {
				letter = "-" + letter
			}
			if last := len(letters) - 1; i > 0 && last >= 0 && letters[last] == "-" {
				letters[last] = letter
				continue
			}
			letters = append(letters, letter)
		}
	}
	return letters, strings.TrimSpace(suffix)
}

func allUpper(letters []rune) bool {
	for _, r := range letters {
		if !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}

// joinInitials sets initials with a sign after each and another between them. A hyphen takes the place of what is between.
func joinInitials(given, after, between string) string {
	letters, _ := givenInitials(given)
	var out strings.Builder
	for i, letter := range letters {
		bare, hyphened := strings.CutPrefix(letter, "-")
		switch {
		case hyphened && after != "" && i > 0:
			out.WriteString("-")
		case i > 0:
			out.WriteString(between)
		}
		out.WriteString(bare + after)
	}
	return out.String()
}

// fold is text as it is ordered: without accents and case.
func fold(text string) string {
	bare, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn)), norm.NFC), text)
	if err != nil {
		bare = text
	}
	return cases.Fold().String(bare)
}
