package web_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"goodmeasure/internal/web"
	"goodmeasure/internal/web/visit"
	"goodmeasure/internal/workbench"
)

// The longest page of an authority, with all measures, one over time and the largest group, keeps to the budget.
func TestLongestPageOfAnAuthority(t *testing.T) {
	v := visit.Start(t, web.Groups()...)
	bench, err := workbench.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	var group []string
	for _, a := range bench.Edition.Authorities {
		if a.Current() && !a.Tiny() && len(group) < 30 {
			group = append(group, a.Slug())
		}
	}
	path := "/authority/leeds?show=all&measure=sw_vacancy&b=" + strings.Join(group, ",")
	answer := v.Get(t, path)
	if size := answer.Zipped(); answer.Status != http.StatusOK || size > budget("authority") {
		t.Errorf("status %d, %d bytes compressed, more than %d", answer.Status, size, budget("authority"))
	}
}

// Pages that show all authorities keep to their budgets of bytes and elements under every definition of the docs.
func TestLongestPagesOfAllAuthorities(t *testing.T) {
	v := visit.Start(t, web.Groups()...)
	files, err := filepath.Glob("../../docs/definition/*.toml")
	if err != nil || len(files) < 3 {
		t.Fatalf("%d definitions, %v", len(files), err)
	}
	links := map[string]string{"none": ""}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		links[file] = "&d=" + visit.Stated(t, string(text))
	}
	for file, link := range links {
		for page, most := range map[string]struct{ bytes, elements int }{"/consistency?k=1&p=50&a=leeds,hull,kent": {40 << 10, 5000}, "/define/stress?show=inspection": {40 << 10, 2500}, "/define/stress?show=choices": {40 << 10, 2500},
			"/define/stress?show=ranks": {40 << 10, 5000}, "/ranking?a=leeds,hull,kent": {60 << 10, 5000}} {
			answer := v.Get(t, page+link)
			n := 0
			for node := range answer.Doc.Descendants() {
				if node.Type == html.ElementNode {
					n++
				}
			}
			if size := answer.Zipped(); answer.Status != http.StatusOK || size > most.bytes || n > most.elements {
				t.Errorf("%s under %s: status %d, %d bytes compressed of %d, %d elements of %d", page, file, answer.Status, size, most.bytes, n, most.elements)
			}
		}
	}
}
