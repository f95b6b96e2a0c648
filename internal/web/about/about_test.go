package about_test

import (
	"strings"
	"testing"

	"goodmeasure/internal/web/about"
	"goodmeasure/internal/web/visit"
)

// The page of components shows every kind of figure, each with its table and downloads.
func TestComponentsShowEveryFigure(t *testing.T) {
	v := visit.Start(t, about.Pages())
	page := v.Get(t, "/components")
	shown := 0
	for _, link := range page.All("a") {
		if to := visit.Attribute(link, "href"); strings.HasPrefix(to, "/components?show=") {
			shown++
			answer := v.Get(t, to)
			answer.CheckShape(t)
			if len(answer.All("figure")) != 1 || len(answer.All("svg")) != 2 {
				t.Errorf("%s: status %d, %d figures and %d pictures, expected 1 and 2: %s", to, answer.Status, len(answer.All("figure")), len(answer.All("svg")), answer.Words())
			}
		}
	}
	if shown < 18 {
		t.Errorf("%d figures are shown, expected at least 18", shown)
	}
}

// An authority can be in B while the middle of its interval lies in the worse half: the middle one of its ranks decides.
func TestMethodsSayWhatPartsBandsBAndC(t *testing.T) {
	words := visit.Start(t, about.Pages()).Get(t, "/methods").Words()
	for _, want := range []string{"B and C the rest, by the half in which the middle one of their ranks drawn lies", "Ties share the mean of their places, and in the rank of a score the best of them"} {
		if !strings.Contains(words, want) {
			t.Errorf("without %q", want)
		}
	}
}

func TestSearch(t *testing.T) {
	v := visit.Start(t, about.Pages())
	for path, want := range map[string]string{"/search?q=hull": "/authority/kingston-upon-hull", "/search?q=810&b=region": "/authority/kingston-upon-hull?b=region",
		"/search?q=DORSET": "/authority/dorset"} {
		if answer := v.Get(t, path); answer.Status != 303 || answer.Header.Get("Location") != want {
			t.Errorf("%s: %d to %q, expected 303 to %q", path, answer.Status, answer.Header.Get("Location"), want)
		}
	}
	for path, first := range map[string]string{"/search?q=London": "Barking and Dagenham", "/search?q=north+east": "County Durham"} {
		answer := v.Get(t, path)
		if names := answer.Words(); answer.Status != 200 || !strings.Contains(names, "may be any of these Choose one. "+first) || len(answer.All("li")) < 12 {
			t.Errorf("%s: %d, %s", path, answer.Status, names)
		}
	}
	if answer := v.Get(t, "/search?q=Birmingam"); answer.Status != 404 || !strings.Contains(answer.Words(), "Birmingham") {
		t.Errorf("a misspelt name: %d, %s", answer.Status, answer.Words())
	}
	if answer := v.Get(t, "/search?q=%3Cscript%3Ealert(1)%3C/script%3E"); strings.Contains(answer.Text, "<script>alert") {
		t.Error("what was searched for is run as a script")
	}
}

// What has changed is listed on its page: what the edition was made from, where the rule would take another value, and where series
// break. A page that holds one state says so, and sends nobody to a file.
func TestWhatHasChangedIsListed(t *testing.T) {
	v := visit.Start(t, about.Pages())
	page := v.Get(t, "/changes")
	for _, want := range []string{"It is the one edition held here, with 158 authorities and 61 measures; there is no earlier one in the program",
		"What is held here, what it was made from", "For the figures in this table", "The edition keeps one value for each figure", "Planned returns home from care 22", "Unplanned returns home from care 11",
		"Department for Education, Children in need: local authority interactive tool, version of April 2026 2016 to 2025 9 13,215",
		"Empty social worker posts 30 September 2017 The collection drew the meaning of a vacancy more tightly from 2017."} {
		if !strings.Contains(page.Words(), want) {
			t.Errorf("/changes does not say %q: %s", want, page.Words())
		}
	}
	data := v.Get(t, "/data")
	if want := "not the values that other releases give. What has changed lists what is known of revisions."; !strings.Contains(data.Words(), want) {
		t.Errorf("/data does not say %q", want)
	}
	for _, answer := range []visit.Answer{page, data} {
		answer.CheckShape(t)
		if strings.Contains(answer.Text, "docs/data.md") {
			t.Errorf("%s sends people to a file", answer.Address)
		}
	}
}

// The page of methods names the rules that the program works by, which are those of the document of methods.
func TestMethodsAreThoseThatAreUsed(t *testing.T) {
	page := visit.Start(t, about.Pages()).Get(t, "/methods").Words()
	for _, want := range []string{"Jeffreys’ interval for percentages", "Garwood’s exact interval below 10 events and Byar’s approximation from 10 on", "on a borrowed denominator: the authority’s own of that period or of the nearest within three",
		"Poisson-binomial", "give the rank of the score; pages of the ranking and of inspection give the middle one of the ranks drawn"} {
		if !strings.Contains(page, want) {
			t.Errorf("/methods does not say %q", want)
		}
	}
	if strings.Contains(page, "Wilson") {
		t.Error("/methods names Wilson’s interval, which nothing is shown with")
	}
}
