package finding_test

import (
	"strings"
	"testing"

	"goodmeasure/internal/testkit"
	"goodmeasure/internal/web/finding"
	"goodmeasure/internal/web/visit"
)

// A researcher goes from the ranking to one measure and its table by links alone, and every page is fit for its screen.
func TestResearcherByLinks(t *testing.T) {
	browser := testkit.Browser(t)
	v := visit.Start(t, finding.Pages())
	for _, path := range []string{"/ranking?a=leeds", "/inspection"} {
		v.Look(t, browser, path)
	}
	measures := v.Get(t, "/measures?a=leeds")
	next := ""
	for _, a := range measures.All("a") {
		if visit.Words(a) == "Social workers from agencies" {
			next = visit.Attribute(a, "href")
		}
	}
	measure := v.Get(t, next)
	for _, a := range measure.All("a") {
		if visit.Words(a) == "Ranks and table" {
			next = strings.Split(visit.Attribute(a, "href"), "#")[0]
		}
	}
	table := v.Get(t, next)
	if table.Status != 200 || !strings.Contains(next, "a=leeds") || !strings.Contains(table.Words(), "figures and ranks with 95% intervals") {
		t.Errorf("%s: %d %s", next, table.Status, table.Words())
	}
}
