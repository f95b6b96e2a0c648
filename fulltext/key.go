package fulltext

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// key is a text as quotations are compared: its letters, figures and signs of comparison in small form, with nothing between them. A
// point, a comma or a minus of a figure stays, so that 4.2 is not found in 42, nor 0.42 in -0.42.
type key struct {
	text  string
	inner []inner // by the bytes of text
}

// inner says that a word or a figure goes on over a place of a key, so that no quotation begins or ends there.
type inner byte

const (
	noBegin inner = 1 << iota
	noEnd
)

// comparisons are signs that turn the meaning of what they stand before.
const comparisons = "<>≤≥=≠±"

func keyOf(text string) key {
	runes := []rune(strings.NewReplacer("<=", "≤", ">=", "≥").Replace(strings.ToLower(norm.NFKC.String(text))))
	var b strings.Builder
	b.Grow(len(runes))
	k := key{inner: make([]inner, 0, len(runes))}
	last := -1 // the sign before that stays
	for i, r := range runes {
		switch {
		case partOf(r) != neither || strings.ContainsRune(comparisons, r):
		case pointOf(runes, i):
		case minusAt(runes, i):
			r = '-'
		default:
			continue
		}
		size := b.Len()
		b.WriteRune(r)
		for range b.Len() - size {
			k.inner = append(k.inner, 0)
		}
		if last >= 0 {
			k.inner[size] = over(runes[last], runes[last+1:i], runes[i])
		}
		last = i
	}
	k.text = b.String()
	return k
}

// followed is the key of a page and the next, on which a quotation may run on.
func (k key) followed(by key) key {
	return key{text: k.text + by.text, inner: append(k.inner[:len(k.inner):len(k.inner)], by.inner...)}
}

// index is where the part first stands from a place on, with no word or figure cut at either end, or -1.
func (k key) index(part string, from int) int {
	for {
		at := strings.Index(k.text[from:], part)
		if at < 0 {
			return -1
		}
		at += from
		end := at + len(part)
		if k.inner[at]&noBegin == 0 && (end == len(k.text) || k.inner[end]&noEnd == 0) {
			return at
		}
		from = at + 1
	}
}

// inOrder is where the first of the parts begins when all stand in the text one after the other, or -1.
func (k key) inOrder(parts []string) int {
	first, at := -1, 0
	for i, part := range parts {
		at = k.index(part, at)
		if at < 0 {
			return -1
		}
		if i == 0 {
			first = at
		}
		at += len(part)
	}
	return first
}

// whole is what a sign is a part of.
type whole byte

const (
	neither whole = iota
	word
	figure
)

func partOf(r rune) whole {
	switch {
	case unicode.IsLetter(r) || unicode.Is(unicode.Mn, r):
		return word
	case unicode.IsNumber(r) || r == '%':
		return figure
	}
	return neither
}

// pointOf says whether a point or a comma stands within a figure, or a point begins one, as in ".42".
func pointOf(runes []rune, i int) bool {
	if runes[i] != '.' && runes[i] != ',' || i+1 == len(runes) || !unicode.IsDigit(runes[i+1]) {
		return false
	}
	if i > 0 && unicode.IsDigit(runes[i-1]) {
		return true
	}
	return runes[i] == '.' && (i == 0 || unicode.IsSpace(runes[i-1]) || strings.ContainsRune("([-−–"+comparisons, runes[i-1]))
}

// minusAt says whether a dash makes the figure behind it negative: it stands before one, and neither in a range, as in "2014-15", nor in a
// word, as in "COVID-19". A space may follow a minus sign only, where it is no bullet that begins a line, and stand before a dash of a range.
func minusAt(runes []rune, i int) bool {
	sign := runes[i]
	if sign != '-' && sign != '−' && sign != '–' {
		return false
	}
	next := i + 1
	for sign == '−' && next < len(runes) && unicode.IsSpace(runes[next]) {
		next++
	}
	spaced := next > i+1
	if next+1 < len(runes) && runes[next] == '.' {
		next++
	}
	if next == len(runes) || !unicode.IsDigit(runes[next]) {
		return false
	}
	if i > 0 && (partOf(runes[i-1]) != neither || runes[i-1] == ')') {
		return false
	}
	if sign == '-' {
		return true
	}
	for i--; i >= 0 && unicode.IsSpace(runes[i]); i-- {
		if spaced && runes[i] == '\n' {
			return false
		}
	}
	if i < 0 {
		return !spaced
	}
	return !spaced && sign == '−' || partOf(runes[i]) != figure
}

// over says whether a word or a figure goes on from one sign to the next, with what is between them: nothing, a hyphen, be it at the end
// of a line, or the apostrophe of "can't". A note's figure may stand at the end of a word, and a word begin behind it.
func over(from rune, between []rune, to rune) inner {
	left, right := wholeOf(from), wholeOf(to)
	if left == neither || right == neither || !attached(from, between, to, left == figure && right == figure) {
		return 0
	}
	switch {
	case left == right:
		return noBegin | noEnd
	case left == word:
		return noBegin
	}
	return noEnd
}

// wholeOf is partOf for signs that stay in a key, of which points and dashes are parts of figures.
func wholeOf(r rune) whole {
	if strings.ContainsRune(".,-−–", r) {
		return figure
	}
	return partOf(r)
}

func attached(from rune, between []rune, to rune, figures bool) bool {
	if len(between) == 0 {
		return true
	}
	switch r := between[0]; {
	case r == '\'' || r == '’':
		return from == 'n' && to == 't' && len(between) == 1
	case r != '-' && r != '‐' && r != '\u00ad' && !(figures && (r == '–' || r == '−')):
		return false
	}
	rest := string(between[1:])
	return rest == "" || strings.TrimSpace(rest) == "" && strings.ContainsAny(rest, "\r\n")
}
