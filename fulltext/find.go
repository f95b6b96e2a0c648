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
// marks and dashes, and letter case do not matter; words, figures, a minus and signs of comparison do, and none is cut at
// either end of the quotation. A quotation may run on to the next page. "…" or "..." in it, alone or in brackets, stands for
// anything within the page. Where the quotation is on no page, Page is the one that has most of its words in order.
func Find(quotation string, pages []Page) Found {
	var parts []string
	for _, part := range strings.Split(strings.NewReplacer("[…]", "…", "[...]", "…", "(...)", "…", "...", "…").Replace(quotation), "…") {
		if part := keyOf(part).text; part != "" {
			parts = append(parts, part)
		}
	}
	var found Found
	if len(parts) == 0 {
		return found
	}
	keys := make([]key, len(pages))
	for i, page := range pages {
		keys[i] = keyOf(page.Text)
	}
	for i, key := range keys {
		joined := key
		if i+1 < len(keys) {
			joined = key.followed(keys[i+1])
		}
		if at := joined.inOrder(parts); at >= 0 && at < len(key.text) {
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
