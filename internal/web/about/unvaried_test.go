package about_test

import (
	"strings"
	"testing"

	"goodmeasure/internal/web/about"
	"goodmeasure/internal/web/visit"
)

// The first page counts nobody as staying in place where nothing was varied.
func TestNobodyStaysWhereNothingWasVaried(t *testing.T) {
	v := visit.Start(t, about.Pages())
	got := v.Get(t, "/?d="+visit.Stated(t, "name = 'Bare'\n[[indicator]]\nid = 'cla_sdq'\n[[indicator]]\nid = 'sw_caseload'\n"))
	words := got.Words()
	if got.Status != 200 || !strings.Contains(words, "How many stay where they stand under other definitions cannot be said") || strings.Contains(words, "90% of 1,000 other definitions") ||
		strings.Contains(words, "in bands by interval of rank") || !strings.Contains(words, "no rank has an interval, so that nobody is in a band.") {
		t.Errorf("%d %.1500s", got.Status, words)
	}
}
