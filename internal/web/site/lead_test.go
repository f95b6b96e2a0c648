package site_test

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"goodmeasure/internal/web/site"
	"goodmeasure/internal/web/visit"
)

// A name in a table leads to its authority's page, and keeps the state of the address; where there is no such page, it is
// a name.
func TestNamesInTablesLeadToTheirAuthority(t *testing.T) {
	places := site.Group{Templates: fstest.MapFS{"authority.html": {Data: []byte(`<p>A place.</p>`)}}, Pages: []site.Page{{Name: "authority", Path: "/authority/{slug}",
		About: "A place.", NoAPI: true, Load: func(context.Context, *site.Request) (*site.View, error) { return &site.View{Title: "A place"}, nil }}}}
	for _, c := range []struct {
		groups []site.Group
		links  int
	}{{[]site.Group{room()}, 0}, {[]site.Group{room(), places}, 1}} {
		text := visit.Start(t, c.groups...).Get(t, "/room?d=by-domain").Text
		want := `<th scope="row" data-authority="302"><a href="/authority/barnet?d=by-domain">Barnet</a></th>`
		if got := strings.Count(text, want); got != c.links {
			t.Errorf("%d links to Barnet, expected %d", got, c.links)
		}
		if !strings.Contains(text, "(14 measures, unequal weights)") {
			t.Error("measures of unequal weight are said to count alike")
		}
	}
}
