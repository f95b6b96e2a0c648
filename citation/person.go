package citation

import (
	"strings"
	"unicode"

	"goodmeasure/evidence"
)

// person parts a name. "Family, Given" and "Family, Given, Jr" are parted at the comma, "Family G H" and "Family G.H." at
// the initials. A name that shows neither stands whole, as that of a body does.
func person(text string) evidence.Person {
	text = strings.Trim(plain(text), ";, ")
	if family, given, ok := strings.Cut(text, ","); ok {
		return evidence.Person{Family: strings.TrimSpace(family), Given: strings.TrimSpace(given)}
	}
	words := strings.Fields(text)
	from := len(words)
	for from > 1 && initials(words[from-1]) {
		from--
	}
	if from == len(words) || from > 3 || body(words[:from]) || len(words)-from > 4 {
		return evidence.Person{Family: text}
	}
	return evidence.Person{Family: strings.Join(words[:from], " "), Given: strings.Join(words[from:], " ")}
}

// initials says whether a word is nothing but initials: A, A., DG, D.G., J-P.
func initials(word string) bool {
	letters := 0
	for _, r := range word {
		switch {
		case unicode.IsUpper(r):
			letters++
		case r != '.' && r != '-' && r != '‐' && r != '\'':
			return false
		}
	}
	return 1 <= letters && letters <= 4 && (letters <= 3 || strings.ContainsRune(word, '.'))
}

// body says whether words before initials name a body rather than a person: "Department of Health UK".
func body(words []string) bool {
	capitals := 0
	for _, word := range words {
		switch strings.ToLower(word) {
		case "of", "for", "and", "the", "&", "in", "on", "group", "office", "department", "committee", "council", "centre", "center", "trust", "foundation",
			"university", "institute", "agency", "association", "society", "ministry", "health", "care", "children", "children's", "bank", "service", "services":
			return true
		}
		if len(word) > 2 && strings.ToUpper(word) == word && !strings.ContainsAny(word, ".-'") {
			capitals++
		}
	}
	return capitals == len(words) && len(words) == 1 && len(words[0]) <= 5 // an acronym: WHO, NSPCC, OECD
}

// people parts a list of names: at semicolons; at "and"; at commas where each piece is a whole name of its own or every
// second one is initials.
func people(text string) []evidence.Person {
	text = strings.Trim(plain(text), ";, ")
	if text == "" {
		return nil
	}
	var pieces []string
	switch {
	case strings.Contains(text, ";"):
		pieces = strings.Split(text, ";")
	case strings.Contains(text, "|"):
		pieces = strings.Split(text, "|")
	case strings.Contains(text, " and ") && allNames(strings.Split(text, " and ")):
		pieces = strings.Split(text, " and ")
	default:
		pieces = atCommas(text)
	}
	var list []evidence.Person
	for _, piece := range pieces {
		piece = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(piece), "and "))
		piece = strings.TrimSpace(strings.TrimPrefix(piece, "& "))
		if one := person(piece); one.Family != "" {
			list = append(list, one)
		}
	}
	return list
}

// allNames says whether each piece shows a person's name by a comma or initials.
func allNames(pieces []string) bool {
	for _, piece := range pieces {
		if person(piece).Given == "" {
			return false
		}
	}
	return true
}

func atCommas(text string) []string {
	pieces := strings.Split(text, ",")
	if len(pieces) == 1 {
		return pieces
	}
	whole := allNames(pieces)
	if whole {
		return pieces
	}
	if len(pieces)%2 == 0 && len(pieces) > 2 {
		var pairs []string
		for at := 0; at < len(pieces); at += 2 {
			for _, word := range strings.Fields(pieces[at+1]) {
				if !initials(strings.TrimSuffix(word, ".")) {
					return []string{text}
				}
			}
			pairs = append(pairs, pieces[at]+","+pieces[at+1])
		}
		return pairs
	}
	return []string{text}
}

func (d *draft) author(text string) { d.Authors = append(d.Authors, listed(text)...) }
func (d *draft) editor(text string) { d.Editors = append(d.Editors, listed(text)...) }

// listed parts one entry of a list that should hold one name, and often holds several.
func listed(text string) []evidence.Person {
	if strings.Contains(text, ";") {
		return people(text)
	}
	if one := person(text); one.Family != "" {
		return []evidence.Person{one}
	}
	return nil
}
