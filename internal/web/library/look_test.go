package library_test

import (
	"testing"

	"goodmeasure/internal/testkit"
)

// Every page stands in both themes and on a phone, and axe-core objects to nothing.
func TestPagesInBrowser(t *testing.T) {
	browser := testkit.Browser(t)
	v, shelf := serve(t)
	fill(t, shelf, true)
	for _, path := range []string{"/library", "/library?q=nothinglikethis", "/library/1", "/library/1/change", "/library/add", "/library/import", "/library/duplicates", "/library/help"} {
		v.Look(t, browser, path)
	}
}
