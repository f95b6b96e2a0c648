package web_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
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

// What the JSON interface gives for every example is as its description says, and no page leaves open what it gives.
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
		data := dataOf(described.Paths, page)
		if len(data.(map[string]any)) == 0 {
			t.Errorf("page %s leaves open what its data are", page.Name)
		}
		for at, path := range page.Examples {
			if strings.HasPrefix(path, "/?") || path == "/" {
				path = "/" + page.Name + path[1:]
			}
			answer := v.Get(t, "/api/v1"+path)
			if fault := undescribed(responsesOf(described.Paths, page), answer); fault != "" {
				t.Errorf("/api/v1%s: %s", path, fault)
			}
			if at > 0 && answer.Status != http.StatusOK {
				continue // an example of what is not found, or leads on
			}
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
			if fault := fits.check(data, value.(map[string]any)["data"], "data"); fault != "" {
				t.Errorf("/api/v1%s: %s", path, fault)
			}
		}
	}
}

// Programs are told every parameter that they may give: the page's own, the state's and those of how to deliver.
func TestParametersAreDescribed(t *testing.T) {
	v := visit.Start(t, web.Groups()...)
	var described struct {
		Paths map[string]struct {
			Get struct {
				Parameters []struct {
					Name, In, Description, Style string
					Explode                      bool
					Schema                       struct {
						Type              string
						Enum              []string
						PatternProperties map[string]any
					}
				}
			}
		}
	}
	text, err := v.Site.OpenAPI()
	if err == nil {
		err = json.Unmarshal(text, &described)
	}
	if err != nil {
		t.Fatal(err)
	}
	for path, of := range described.Paths {
		named := map[string]bool{}
		for _, p := range of.Get.Parameters {
			named[p.Name] = p.In == "path" || p.Description != ""
		}
		for _, name := range []string{"d", "as", "a", "b", "pin", "format", "figure", "table", "file", "size"} {
			if !named[name] {
				t.Errorf("%s: %q is not described", path, name)
			}
		}
	}
	weights := 0
	for _, p := range described.Paths["/define"].Get.Parameters {
		if p.Name == "w." && p.Schema.Type == "object" && p.Schema.PatternProperties[`^w\.`] != nil && p.Explode && p.Style == "form" {
			weights++
		}
	}
	if weights != 1 {
		t.Errorf("the importances of measures are described %d times as parameters of a pattern", weights)
	}
}

// undescribed says what the description does not tell of an answer: its status, or that it has content of its type.
func undescribed(responses map[string]any, answer visit.Answer) string {
	status := strconv.Itoa(answer.Status)
	response, found := responses[status].(map[string]any)
	if !found {
		return "the description has no status " + status
	}
	kind := answer.Header.Get("Content-Type")
	content, _ := response["content"].(map[string]any)
	if _, told := content[kind]; !told && answer.Status != http.StatusSeeOther {
		return "the description of status " + status + " has nothing of type " + kind
	}
	return ""
}

func responsesOf(paths map[string]any, page site.Page) map[string]any {
	path := page.Path
	if path == "/" {
		path = "/" + page.Name
	}
	return paths[path].(map[string]any)["get"].(map[string]any)["responses"].(map[string]any)
}

// dataOf is the schema of a page's data.
func dataOf(paths map[string]any, page site.Page) any {
	var at any = responsesOf(paths, page)
	for _, name := range []string{"200", "content", "application/json", "schema"} {
		at = at.(map[string]any)[name]
	}
	return at.(map[string]any)["allOf"].([]any)[1].(map[string]any)["properties"].(map[string]any)["data"]
}
