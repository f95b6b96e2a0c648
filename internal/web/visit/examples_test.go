package visit_test

import (
	"testing"

	"goodmeasure/internal/testkit"
	"goodmeasure/internal/web"
	"goodmeasure/internal/web/visit"
)

// Every page is looked at in a browser: its first example in both themes and widths, the others in one of the four in turn. Each
// page has a browser of its own, since a browser's time is limited.
func TestExamplesInBrowser(t *testing.T) {
	v := visit.Start(t, web.Groups()...)
	for _, page := range v.Site.Pages() {
		t.Run(page.Name, func(t *testing.T) {
			browser := testkit.Browser(t)
			for at, example := range page.Examples {
				answer := v.Get(t, example)
				switch {
				case answer.Status >= 300 && answer.Status < 400 || answer.Doc == nil:
				case at == 0:
					v.Look(t, browser, example)
				default:
					v.Peek(t, browser, example, at)
				}
			}
		})
	}
}
