package review

import (
	"strings"
	"unicode"
)

// Slug makes an id of a title.
func Slug(title string) string {
	var out strings.Builder
	gap := false
	for _, r := range strings.ToLower(title) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && out.Len() > 0 {
				out.WriteByte('-')
			}
			out.WriteRune(r)
			gap = false
		default:
			gap = true
		}
	}
	return out.String()
}
