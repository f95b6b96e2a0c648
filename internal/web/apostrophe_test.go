package web_test

import (
	"regexp"
	"testing"

	"golang.org/x/net/html"

	"goodmeasure/internal/web"
	"goodmeasure/internal/web/visit"
)

// typed is an apostrophe, or a hyphen for a minus, as keyboards have them.
var typed = regexp.MustCompile(`\pL'\pL|^-[0-9]`)

// What people read on the pages of figures has true apostrophes and minus signs, and days in words. Code and what is to be copied keep the plain
// ones.
func TestPagesAreTypeset(t *testing.T) {
	iso := regexp.MustCompile(`\b(19|20)\d\d-\d\d-\d\d\b`)
	v := visit.Start(t, web.Groups()...)
	for _, page := range v.Site.Pages() {
		if len(page.Examples) == 0 {
			continue
		}
		answer := v.Get(t, page.Examples[0])
		if answer.Doc == nil {
			continue
		}
		if answer.Status >= 500 {
			t.Errorf("%s: status %d", answer.Address, answer.Status)
		}
		var read func(n *html.Node)
		read = func(n *html.Node) {
			if n.Type == html.ElementNode {
				switch n.Data {
				case "code", "pre", "script", "style", "textarea":
					return
				}
			}
			if n.Type == html.TextNode && (typed.MatchString(n.Data) || iso.MatchString(n.Data)) {
				t.Errorf("%s: %.120q", answer.Address, n.Data)
			}
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				read(c)
			}
		}
		read(answer.Doc)
	}
}
