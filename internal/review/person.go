package review

import (
	"regexp"
	"strings"
	"unicode"

	"goodmeasure/evidence"
)

var (
	parted   = regexp.MustCompile(`\s*(?:;|\||\n| and | & )\s*`)
	initials = regexp.MustCompile(`^(?:\p{Lu}\.?-?){1,4}$`)
)

// people takes a cell of authors apart. Names are parted by semicolons, bars, lines or "and", or run together after the
// full stop of an initial, as some exports leave them.
func people(cell string) (people []evidence.Person) {
	for _, part := range parted.Split(apart(cell), -1) {
		if p := person(part); p.Family != "" {
			people = append(people, p)
		}
	}
	return people
}

// apart puts a semicolon where a name follows the full stop of an initial without a space.
func apart(cell string) string {
	var b strings.Builder
	runes := []rune(cell)
	for i, r := range runes {
		b.WriteRune(r)
		if r == '.' && i+2 < len(runes) && unicode.IsUpper(runes[i+1]) && unicode.IsLetter(runes[i+2]) {
			b.WriteByte(';')
		}
	}
	return b.String()
}

func person(name string) evidence.Person {
	name = strings.Trim(name, " ,")
	if family, given, ok := strings.Cut(name, ","); ok {
		return evidence.Person{Family: strings.TrimSpace(family), Given: strings.TrimSpace(given)}
	}
	words := strings.Fields(name)
	end := len(words)
	for end > 1 && initials.MatchString(words[end-1]) {
		end--
	}
	switch {
	case end < len(words):
		return evidence.Person{Family: strings.Join(words[:end], " "), Given: strings.Join(words[end:], " ")}
	case len(words) > 1:
		return evidence.Person{Family: words[len(words)-1], Given: strings.Join(words[:len(words)-1], " ")}
	}
	return evidence.Person{Family: name}
}
