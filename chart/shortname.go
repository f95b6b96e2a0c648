package chart

import (
	"strings"
	"unicode"
)

// shortNames gives each tile up to three letters: the initials of a name of several words, otherwise its start. Where two
// would be the same, the later one takes other letters of its name, if it has them.
func shortNames(tiles []Tile) []string {
	taken := map[string]bool{}
	short := make([]string, len(tiles))
	for i, t := range tiles {
		short[i] = firstFree(candidates(t.Name), taken)
		taken[short[i]] = true
	}
	return short
}

func firstFree(candidates []string, taken map[string]bool) string {
	for _, c := range candidates {
		if !taken[c] {
			return c
		}
	}
	return candidates[0]
}

func candidates(name string) (short []string) {
	var letters []rune
	var initials string
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) }) {
		runes := []rune(word)
		letters = append(letters, runes...)
		if unicode.IsUpper(runes[0]) {
			initials += string(runes[0])
		}
	}
	if len(letters) == 0 {
		return []string{"?"}
	}
	if n := len([]rune(initials)); n > 1 {
		short = append(short, string([]rune(initials)[:min(3, n)]))
	}
	short = append(short, string(letters[:min(3, len(letters))]))
	for j := 1; j < len(letters); j++ {
		for k := j + 1; k < len(letters); k++ {
			short = append(short, string([]rune{letters[0], letters[j], letters[k]}))
		}
	}
	return short
}
