package screen

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// words calls with each word of a text in small letters. A word is a run of letters, digits and low lines, two or more
// of them. Where texts are folded, accents go, and scripts that part no words give each of their characters, so that
// neighbours make pairs.
func words(text string, fold bool, word func(string)) {
	if fold && !ascii(text) {
		text = strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Mn, r) {
				return -1
			}
			return r
		}, norm.NFKD.String(text))
	}
	text = strings.ToLower(text)
	start, length := -1, 0
	for i, r := range text {
		plain := 'a' <= r && r <= 'z' // as nearly all are: what is asked of others takes longer
		switch {
		case !plain && fold && unparted(r):
			if start >= 0 && length > 1 {
				word(text[start:i])
			}
			start = -1
			word(text[i : i+utf8.RuneLen(r)])
		case plain || r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r):
			if start < 0 {
				start, length = i, 0
			}
			length++
		default:
			if start >= 0 && length > 1 {
				word(text[start:i])
			}
			start = -1
		}
	}
	if start >= 0 && length > 1 {
		word(text[start:])
	}
}

func ascii(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// unparted says whether a letter belongs to a script that is written without spaces between words.
func unparted(r rune) bool {
	return r >= 0x0e00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
