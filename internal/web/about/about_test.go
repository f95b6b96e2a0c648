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

func TestSearch(t *testing.T) {
	v := visit.Start(t, about.Pages())
	for path, want := range map[string]string{"/search?q=hull": "/authority/kingston-upon-hull", "/search?q=810&b=region": "/authority/kingston-upon-hull?b=region",
		"/search?q=DORSET": "/authority/dorset"} {
		if answer := v.Get(t, path); answer.Status != 303 || answer.Header.Get("Location") != want {
			t.Errorf("%s: %d to %q, expected 303 to %q", path, answer.Status, answer.Header.Get("Location"), want)
		}
	}
	if answer := v.Get(t, "/search?q=Birmingam"); answer.Status != 404 || !strings.Contains(answer.Words(), "Birmingham") {
		t.Errorf("a misspelt name: %d, %s", answer.Status, answer.Words())
	}
	if answer := v.Get(t, "/search?q=%3Cscript%3Ealert(1)%3C/script%3E"); strings.Contains(answer.Text, "<script>alert") {
		t.Error("what was searched for is run as a script")
	}
}
