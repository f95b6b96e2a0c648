package web_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"goodmeasure/internal/web"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/web/visit"
)

// Every figure and table of every example can be had in every format that its page links to, and each file is what it
// says it is.
func TestEveryDownload(t *testing.T) {
	v := visit.Start(t, web.Groups()...)
	begins := map[string]string{"xlsx": "PK\x03\x04", "ods": "PK\x03\x04", "svg": "<svg ", "png": "\x89PNG"}
	for _, page := range v.Site.Pages() {
		if len(page.Examples) == 0 {
			continue
		}
		seen := map[string]bool{}
		for _, link := range v.Get(t, page.Examples[0]).All("a") {
			to, err := url.Parse(visit.Attribute(link, "href"))
			if err != nil {
				t.Errorf("%s: %v", page.Examples[0], err)
				continue
			}
			format := to.Query().Get("format")
			// Of each format and page one is enough: making every one again and again takes minutes.
			if format == "" || seen[format] {
				continue
			}
			seen[format] = true
			answer := v.Get(t, to.String())
			if answer.Status != http.StatusOK || !strings.HasPrefix(answer.Text, begins[format]) || answer.Text == "" {
				t.Errorf("%s: status %d, %d bytes", to, answer.Status, len(answer.Text))
			}
			if format != "json" && !strings.HasPrefix(answer.Header.Get("Content-Disposition"), "attachment; filename=") {
				t.Errorf("%s is no attachment", to)
			}
		}
	}
}

// What the JSON interface gives for every example is as its description says.
func TestAnswersFitTheirDescription(t *testing.T) {
	v := visit.Start(t, web.Groups()...)
	var described struct {
		Components struct{ Schemas map[string]any }
		Paths      map[string]any
	}
	text, err := v.Site.OpenAPI()
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &described); err != nil {
		t.Fatal(err)
	}
	for _, page := range v.Site.Pages() {
		if page.NoAPI || page.Private {
			continue
		}
		if len(page.Examples) == 0 {
			t.Errorf("page %s has no example", page.Name)
			continue
		}
		path := page.Examples[0]
		if path == "/" {
			path = "/" + page.Name
		}
		answer := v.Get(t, "/api/v1"+path)
		if answer.Status != http.StatusOK {
			t.Errorf("/api/v1%s: status %d: %.300s", path, answer.Status, answer.Text)
			continue
		}
		var value any
		if err := json.Unmarshal([]byte(answer.Text), &value); err != nil {
			t.Errorf("/api/v1%s: %v", path, err)
			continue
		}
		fits := schema{described.Components.Schemas}
		if fault := fits.check(map[string]any{"$ref": "#/components/schemas/site.Answer"}, value, "answer"); fault != "" {
			t.Errorf("/api/v1%s: %s", path, fault)
		}
		if page.Data != nil {
			if fault := fits.check(dataOf(described.Paths, page), value.(map[string]any)["data"], "data"); fault != "" {
				t.Errorf("/api/v1%s: %s", path, fault)
			}
		}
	}
}

// dataOf is the schema of a page's data.
func dataOf(paths map[string]any, page site.Page) any {
	path := page.Path
	if path == "/" {
		path = "/" + page.Name
	}
	at := paths[path]
	for _, name := range []string{"get", "responses", "200", "content", "application/json", "schema"} {
		at = at.(map[string]any)[name]
	}
	return at.(map[string]any)["allOf"].([]any)[1].(map[string]any)["properties"].(map[string]any)["data"]
}
