package chart

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text is placed before any browser has measured it, so its width is estimated, in em, from the classes below. Each class
// has the greatest advance that its characters have in DejaVu Sans and Liberation Sans, the widest and the commonest of the
// faces that the system stack leads to, regular and bold: the estimate is never short for them and some 5 to 15% long for
// Segoe UI, Roboto and San Francisco.
var advances = []struct {
	characters    string
	regular, bold float64
}{
	{"'ijlI|", 0.30, 0.38},
	{" \u00a0,.·/:;\\", 0.34, 0.41},
	{"f-()[]tr!", 0.42, 0.50},
	{"\"*_`–szJ?cL{}", 0.64, 0.72},
	{"FkvxyPTYaoe", 0.62, 0.71},
	{"0123456789$ESbdghnpqu", 0.64, 0.74},
	{"KAVBRXZC", 0.73, 0.81},
	{"UHNDG&", 0.79, 0.88},
	{"OQw#+<=>^~−≥≤×", 0.85, 0.93},
}

const (
	widest  = 1.0  // M, W, m, %, @, arrows and every script whose characters fill a square
	foreign = 0.75 // other letters
)

func advance(r rune, bold bool) float64 {
	for _, class := range advances {
		if strings.ContainsRune(class.characters, r) {
			if bold {
				return class.bold
			}
			return class.regular
		}
	}
	em := widest
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case r > unicode.MaxASCII && r < 0x1100 && unicode.IsLetter(r) && !unicode.IsUpper(r):
		em = foreign
	}
	if bold {
		em *= 1.12
	}
	return em
}

// textWidth estimates the width in px of words set in a style.
func textWidth(words string, st style) float64 {
	var em float64
	for _, r := range words {
		em += advance(r, st.bold || st.role == "title")
	}
	return em * st.px()
}

// wrap breaks words into lines no wider than width, inside a word only when the word alone is wider.
func wrap(words string, width float64, st style) []string {
	var lines []string
	current := ""
	for _, word := range strings.FieldsFunc(words, breakable) {
		joined := word
		if current != "" {
			joined = current + " " + word
		}
		if textWidth(joined, st) <= width {
			current = joined
			continue
		}
		if current != "" {
			lines = append(lines, current)
		}
		for textWidth(word, st) > width {
			head := fitting(word, width, st)
			lines = append(lines, word[:head])
			word = word[head:]
		}
		current = word
	}
	if current != "" {
		lines = append(lines, current)
	}
	return lines
}

// Lines estimates how many lines words take in a width, set in type of so many px.
func Lines(words string, width, px float64, bold bool) int {
	return len(wrap(words, width, style{size: px, bold: bold}))
}

// breakable excludes the no-break space, which keeps an arrow with its word.
func breakable(r rune) bool { return unicode.IsSpace(r) && r != '\u00a0' }

// fitting is the length in bytes of the longest start of word that fits into width, at least one character.
func fitting(word string, width float64, st style) int {
	_, length := utf8.DecodeRuneInString(word)
	for i, r := range word {
		if textWidth(word[:i+utf8.RuneLen(r)], st) > width {
			break
		}
		length = i + utf8.RuneLen(r)
	}
	return length
}

// escape makes text safe in XML: markup is escaped, characters that XML cannot carry become U+FFFD.
func escape(words string) string {
	var b strings.Builder
	for _, r := range words {
		switch {
		case r == '&':
			b.WriteString("&amp;")
		case r == '<':
			b.WriteString("&lt;")
		case r == '>':
			b.WriteString("&gt;")
		case r == '"':
			b.WriteString("&#34;")
		case r < ' ' && r != '\t' && r != '\n', r == 0xFFFE, r == 0xFFFF:
			b.WriteRune(utf8.RuneError)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isolate keeps the writing direction of a name from reordering the words round it.
func isolate(name string) string {
	for _, r := range name {
		if unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Bidi_Control) {
			return "\u2068" + name + "\u2069"
		}
	}
	return name
}
