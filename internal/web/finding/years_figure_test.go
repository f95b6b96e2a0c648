package finding_test

import (
	"strings"
	"testing"

	"goodmeasure/internal/web/finding"
	"goodmeasure/internal/web/visit"
)

// Places year by year are left out where there are none to draw, and the page says why.
func TestARankingWithoutYearsSaysWhy(t *testing.T) {
	v := visit.Start(t, finding.Pages())
	for path, why := range map[string]string{
		"/ranking?d=cla_sw_changes.rereferral&a=leeds": "can be ranked in 2025 alone",
		"/ranking?a=city-of-london":                    "none of those named has a place in them",
		"/ranking?a=cumbria-to-2023":                   "none of those named has a place in them",
	} {
		got := v.Get(t, path)
		words := got.Words()
		if got.Status != 200 || !strings.Contains(words, "Places year by year are left out") || !strings.Contains(words, why) || strings.Contains(words, "No authorities were given") ||
			strings.Contains(words, "no authorities were given") || strings.Contains(got.Text, `id="figure-years"`) || !strings.Contains(got.Text, `id="figure-places"`) {
			t.Errorf("%s: %d %.1500s", path, got.Status, words)
		}
	}
	some := v.Get(t, "/ranking?a=city-of-london,leeds")
	if !strings.Contains(some.Words(), "Ranks among 148 to 151 authorities, 1 is best, for 2021") {
		t.Error("the years are not said to rank unlike numbers of authorities")
	}
	if !strings.Contains(some.Words(), "Without a place year by year: City of London.") || !strings.Contains(some.Text, `id="figure-years"`) {
		t.Errorf("%.1500s", some.Words())
	}
}

// Whoever is picked out beside those counted is not counted, and a table of nobody says so once.
func TestTheGridOfYearsSaysWhoIsInIt(t *testing.T) {
	v := visit.Start(t, finding.Pages())
	for path, title := range map[string]string{
		"/consistency":          "The bands of the 6 authorities counted, year by year",
		"/consistency?a=leeds":  "The bands of the 6 authorities counted and of 1 picked out, year by year",
		"/consistency?k=1&p=50": "The bands of the 124 authorities counted", // 11 of them as strong and as weak
		"/consistency?a=devon":  "The bands of the 6 authorities counted, year by year",
	} {
		if got := v.Get(t, path); got.Status != 200 || !strings.Contains(got.Words(), title) {
			t.Errorf("%s: %d, without %q", path, got.Status, title)
		}
	}
	if words := v.Get(t, "/consistency?d=rereferral.sw_agency~3.cla_missing-lower").Words(); !strings.Contains(words, "of definitions: none.") || strings.Contains(words, "no authorities:") {
		t.Errorf("%.1500s", words)
	}
}

// Nobody is found to be neither strong nor weak where nothing tells how sure a place is.
func TestConsistencyThatCannotBeToldIsNoFinding(t *testing.T) {
	v := visit.Start(t, finding.Pages())
	link := visit.Stated(t, "name = 'Bare'\n[[indicator]]\nid = 'cla_sdq'\n[[indicator]]\nid = 'sw_caseload'\n")
	got := v.Get(t, "/consistency?d="+link)
	words := got.Words()
	for _, want := range []string{"Who is strong or weak year after year cannot be said", "No place in any year has an interval: the sampling error is not known"} {
		if got.Status != 200 || !strings.Contains(words, want) {
			t.Errorf("%d, without %q: %.900s", got.Status, want, words)
		}
	}
	for _, wrong := range []string{"No authority is strong", "drawn within their sampling error", "next to none", "Nobody is counted"} {
		if strings.Contains(words, wrong) {
			t.Errorf("the page says %q", wrong)
		}
	}
	if told := v.Get(t, "/api/v1/ranking?doubt=both&d="+link).Text; strings.Contains(told, "differ in none") || !strings.Contains(told, `"about":"This definition calls no other choice reasonable`) {
		t.Errorf("%.900s", told)
	}
	if told := v.Get(t, "/api/v1/consistency?d="+link).Text; !strings.Contains(told, `"strong_by_chance":null`) {
		t.Errorf("%.900s", told)
	}
}
