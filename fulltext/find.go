package fulltext

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Found is where a quotation stands.
type Found struct {
	Exact    bool    `json:"exact"`           // letter for letter, but for spaces, hyphens, quotation marks and case
	Page     int     `json:"page,omitempty"`  // where it begins, or where the nearest passage does; 0 where nothing is near
	Likeness float64 `json:"likeness"`        // share of the quotation's runs of three words that the page has
	Pages    []int   `json:"pages,omitempty"` // all pages on which it begins, when it is exact
}

// Find looks for a quotation in the pages. Spaces and line ends, hyphens at line ends, ligatures, kinds of quotation
// marks and dashes, and letter case do not matter; words and figures do. A quotation may run on to the next page. "…" or
// "..." in it, alone or in brackets, stands for anything within the page. Where the quotation is on no page, Page is the
// one that has most of its words in order.
func Find(quotation string, pages []Page) Found {
	var parts []string
	for _, part := range strings.Split(strings.NewReplacer("[…]", "…", "[...]", "…", "(...)", "…", "...", "…").Replace(quotation), "…") {
		if key := letters(part); key != "" {
			parts = append(parts, key)
		}
	}
	var found Found
	if len(parts) == 0 {
		return found
	}
	keys := make([]string, len(pages))
	for i, page := range pages {
		keys[i] = letters(page.Text)
	}
	for i, key := range keys {
		joined := key
		if i+1 < len(keys) {
			joined += keys[i+1]
		}
		if at := inOrder(joined, parts); at >= 0 && at < len(key) {
			found.Pages = append(found.Pages, pages[i].Number)
		}
	}
	if len(found.Pages) > 0 {
		found.Exact, found.Page, found.Likeness = true, found.Pages[0], 1
		return found
	}
	wanted := runs(quotation)
	for _, page := range pages {
		has, common := runs(page.Text), 0
		for run := range wanted {
			if has[run] {
				common++
			}
		}
		if share := float64(common) / float64(max(1, len(wanted))); share > found.Likeness {
			found.Page, found.Likeness = page.Number, share
		}
	}
	return found
}

// inOrder is where the first of the parts begins when all stand in the text one after the other, or -1.
func inOrder(text string, parts []string) int {
	first, at := -1, 0
	for i, part := range parts {
		next := strings.Index(text[at:], part)
		if next < 0 {
			return -1
		}
		if i == 0 {
			first = at + next
		}
		at += next + len(part)
	}
	return first
}

// letters are the letters and figures of a text in small form, with nothing between them. A point, a comma or a minus within a figure
// stays, so that 4.2 is not found in 42.
func letters(text string) string {
	runes := []rune(strings.ToLower(norm.NFKC.String(text)))
	var b strings.Builder
	b.Grow(len(runes))
	for i, r := range runes {
		switch {
		case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Mn, r) || r == '%':
			b.WriteRune(r)
		case (r == '.' || r == ',') && i > 0 && i+1 < len(runes) && unicode.IsDigit(runes[i-1]) && unicode.IsDigit(runes[i+1]):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// runs are the runs of three words of a text, or its words if there are fewer.
func runs(text string) map[string]bool {
	text = strings.NewReplacer("-\n", "", "\u00ad\n", "").Replace(norm.NFKC.String(text))
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	found := map[string]bool{}
	if len(words) < 3 {
		for _, w := range words {
			found[w] = true
		}
		return found
	}
	for i := range len(words) - 2 {
		found[strings.Join(words[i:i+3], " ")] = true
	}
	return found
}
