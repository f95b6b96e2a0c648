package citation

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"goodmeasure/evidence"
)

// bibPeople parts a field of names at "and" outside of braces.
func bibPeople(text string) []evidence.Person {
	var list []evidence.Person
	for _, name := range splitBib(text, "and") {
		if one := bibPerson(name); one.Family != "" {
			list = append(list, one)
		}
	}
	return list
}

// splitBib parts text at a word that stands outside of braces, or at a comma.
func splitBib(text, word string) []string {
	var pieces []string
	depth, start := 0, 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\':
			i++
		case c == '{':
			depth++
		case c == '}':
			depth--
		case depth > 0:
		case word == "," && c == ',':
			pieces = append(pieces, text[start:i])
			start = i + 1
		case word != "," && isSpace(c) && len(text) > i+len(word)+1 && strings.EqualFold(text[i+1:i+1+len(word)], word) && isSpace(text[i+1+len(word)]):
			pieces = append(pieces, text[start:i])
			i += len(word)
			start = i + 1
		}
	}
	return append(pieces, text[start:])
}

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }

// bibPerson parts a name as BibTeX does: "Given von Family", "von Family, Given" or "von Family, Jr, Given". A name wholly in
// braces is that of a body.
func bibPerson(text string) evidence.Person {
	text = strings.TrimSpace(text)
	if text == "" || strings.EqualFold(text, "others") {
		return evidence.Person{}
	}
	if strings.HasPrefix(text, "{") && closesAtEnd(text) && !strings.HasPrefix(text, "{\\") {
		return evidence.Person{Family: plain(untex(text))}
	}
	parts := splitBib(text, ",")
	for i := range parts {
		parts[i] = plain(untex(parts[i]))
	}
	switch len(parts) {
	case 1:
		return bibNatural(parts[0])
	case 2:
		return evidence.Person{Family: parts[0], Given: parts[1]}
	}
	return evidence.Person{Family: parts[0], Given: strings.Trim(parts[2]+", "+parts[1], ", ")}
}

// closesAtEnd says whether the brace that begins the text closes with its last byte.
func closesAtEnd(text string) bool {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i == len(text)-1
			}
		}
	}
	return false
}

// bibNatural parts "Given von Family": the family name begins at the first word in small letters, or is the last word.
// "Family IJ", which is no BibTeX and common all the same, is known by its initials.
func bibNatural(text string) evidence.Person {
	words := strings.Fields(text)
	if len(words) < 2 {
		return evidence.Person{Family: text}
	}
	if last := words[len(words)-1]; initials(last) && !initials(words[0]) {
		return evidence.Person{Family: strings.Join(words[:len(words)-1], " "), Given: last}
	}
	from := len(words) - 1
	for i, word := range words[:len(words)-1] {
		if r, _ := utf8.DecodeRuneInString(word); unicode.IsLower(r) && i > 0 {
			from = i
			break
		}
	}
	return evidence.Person{Family: strings.Join(words[from:], " "), Given: strings.Join(words[:from], " ")}
}
