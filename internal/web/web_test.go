package web_test

import (
	"regexp"
	"strings"
	"testing"

	"goodmeasure/internal/web"
	"goodmeasure/internal/web/visit"
	"goodmeasure/study"
)

// Every example of every page has the shape of a page and keeps to its budget of bytes.
func TestExamples(t *testing.T) {
	v := visit.Start(t, web.Groups()...)
	for _, page := range v.Site.Pages() {
		if len(page.Examples) == 0 && !page.Private {
			t.Errorf("page %s has no example", page.Name)
		}
		for _, example := range page.Examples {
			answer := v.Get(t, example)
			if answer.Status >= 300 && answer.Status < 400 {
				continue
			}
			if answer.Status >= 500 {
				t.Errorf("%s: status %d: %s", example, answer.Status, answer.Words())
			}
			answer.CheckShape(t)
			if size := answer.Zipped(); size > budget(page.Name) {
				t.Errorf("%s takes %d bytes compressed, more than %d", example, size, budget(page.Name))
			}
		}
	}
}

func budget(page string) int {
	if page == "ranking" {
		return 60 << 10
	}
	return 40 << 10
}

// A picture that is taken away says under which licence its figures were published.
func TestPicturesSayTheLicence(t *testing.T) {
	v, tag, looked := visit.Start(t, web.Groups()...), regexp.MustCompile("<[^>]*>"), 0
	for _, page := range v.Site.Pages() {
		if len(page.Examples) == 0 || page.Name == "components" { // which are made up
			continue
		}
		for _, link := range v.Get(t, page.Examples[0]).All("a") {
			if path := visit.Attribute(link, "href"); strings.Contains(path, "format=svg") {
				looked++
				said := strings.Join(strings.Fields(tag.ReplaceAllString(v.Get(t, path).Text, " ")), " ")
				if strings.Count(said, study.Licence) != 1 {
					t.Errorf("%s does not say the licence once", path)
				}
			}
		}
	}
	if looked < 10 {
		t.Errorf("only %d pictures were looked at", looked)
	}
}
