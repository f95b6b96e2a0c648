package site_test

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"goodmeasure/definition"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/web/visit"
	"goodmeasure/internal/workbench"
)

// pinnedIn is the pinned address under the figure of a page.
func pinnedIn(t *testing.T, page visit.Answer) string {
	t.Helper()
	for _, link := range page.All("a") {
		if pinned, part, _ := strings.Cut(visit.Attribute(link, "href"), "#"); strings.Contains(pinned, "pin=") && part != "" {
			return pinned
		}
	}
	t.Fatal("the page has no pinned link")
	return ""
}

// What a name means may be another in a later version: a pinned link, a citation and an embed say all of the definition.
func TestPinnedLinksStateTheirDefinition(t *testing.T) {
	v := visit.Start(t, room())
	bench, err := workbench.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/room", "/room?d=by-domain", "/room?d=sw_agency~3.rereferral"} {
		page := v.Get(t, path)
		pinned := pinnedIn(t, page)
		to, err := url.Parse(pinned)
		if err != nil {
			t.Fatal(err)
		}
		link := to.Query().Get("d")
		back, err := definition.ParseLink(link, bench.Edition.Indicators)
		if err != nil {
			t.Fatal(err)
		}
		if _, hash, _ := strings.Cut(to.Query().Get("pin"), "."); !strings.HasPrefix(definition.Hash(back), hash) || !strings.HasPrefix(link, "z1-") {
			t.Errorf("%s: %s does not state the definition that it was made with", path, pinned)
		}
		if words := v.Get(t, pinned).Text; !strings.Contains(words, "This link is pinned") || strings.Contains(words, "was made with") {
			t.Errorf("%s does not open as pinned", pinned)
		}
		if cited := page.Words(); !strings.Contains(cited, v.URL+pinned+"#figure-strip") {
			t.Errorf("%s: the citation does not have the address %s", path, pinned)
		}
		embeds := slices.DeleteFunc(page.All("code"), func(part *html.Node) bool { return visit.Attribute(part, "class") != "frame" })
		if len(embeds) != 1 {
			t.Fatalf("%s: %d embeds", path, len(embeds))
		}
		markup := visit.Words(embeds[0])
		for _, want := range []string{"<iframe ", v.URL + "/room?d=" + link + "&amp;", "figure=strip&amp;format=embed", "pin=" + to.Query().Get("pin"), `title="A strip"`} {
			if !strings.Contains(markup, want) {
				t.Errorf("%s: the embed %s lacks %s", path, markup, want)
			}
		}
	}
}

// A notice says of the edition and of the definition what is so of each.
func TestWhatDiffersFromAPinIsSaid(t *testing.T) {
	v := visit.Start(t, room())
	held, err := url.Parse(pinnedIn(t, v.Get(t, "/room")))
	if err != nil {
		t.Fatal(err)
	}
	edition, by, _ := strings.Cut(held.Query().Get("pin"), ".")
	const data, definitions = "It was made with the edition 00000000", "It was made with the definition 11111111"
	for pin, want := range map[string]struct {
		title string
		said  []string
	}{
		"00000000." + by:      {"This link was made with data that are not held here.", []string{data}},
		edition + ".11111111": {"This link was made with another definition of good than it states now.", []string{definitions}},
		"00000000.11111111":   {"This link was made with data that are not held here, and with another definition of good than it states now.", []string{data, definitions}},
		edition + "." + by:    {"", nil},
	} {
		var answer site.Answer
		if err := json.Unmarshal([]byte(v.Get(t, "/api/v1/room?one=left&pin="+pin).Text), &answer); err != nil {
			t.Fatal(err)
		}
		if (answer.Stale != nil) != (want.said != nil) || answer.Stale != nil && (answer.Stale.Title != want.title || len(answer.Stale.Differs) != len(want.said)) {
			t.Errorf("%s: the JSON says %+v", pin, answer.Stale)
		}
		page := v.Get(t, "/room?one=left&pin="+pin)
		embed := v.Get(t, "/room?format=embed&figure=strip&pin="+pin)
		embed.CheckShape(t)
		for _, shown := range []visit.Answer{page, embed} {
			words := shown.Words()
			for _, one := range []string{data, definitions} {
				if strings.Contains(words, one) != strings.Contains(strings.Join(want.said, " "), one) {
					t.Errorf("%s: %s", pin, words)
				}
			}
			if !strings.Contains(words, want.title) || want.title == "" && strings.Contains(words, "made with") {
				t.Errorf("%s: %s", pin, words)
			}
		}
		onward := "Open with what is held now"
		if len(want.said) == 1 && want.said[0] == definitions {
			onward = "Open with the definition that it states"
		}
		if strings.Contains(page.Text, `<a href="/room?one=left">`+onward+`</a>`) != (want.said != nil) {
			t.Errorf("%s: the way on to what is held now", pin)
		}
	}
}

// A file has no place to say that it holds something else than was asked for, so it is not given.
func TestAFileOfWhatIsNotHeldIsRefused(t *testing.T) {
	v := visit.Start(t, room())
	for _, format := range []string{"csv&figure=strip", "xlsx&figure=strip", "ods&figure=strip", "svg&figure=strip", "png&figure=strip", "file&file=note"} {
		for _, made := range []string{"&pin=00000000.11111111", "&as=00000000"} {
			refused := v.Get(t, "/room?format="+format+made)
			if words := refused.Words(); refused.Status != 409 || !strings.Contains(words, "data that are not held here") || !strings.Contains(words, "The file without the pin") {
				t.Errorf("%s%s: %d %s", format, made, refused.Status, words)
			}
			if answer := v.Get(t, "/api/v1/room?format="+format+made); answer.Status != 409 || answer.Header.Get("Content-Type") != "application/problem+json" {
				t.Errorf("the JSON interface: %s%s: %d", format, made, answer.Status)
			}
		}
		if given := v.Get(t, "/room?format="+format); given.Status != 200 {
			t.Errorf("%s: %d", format, given.Status)
		}
	}
	held := pinnedIn(t, v.Get(t, "/room"))
	if given := v.Get(t, held+"&format=csv&figure=strip"); given.Status != 200 {
		t.Errorf("a file of what is held: %d", given.Status)
	}
}
