// Package place is the pages about authorities: the list of them, one of them in full and on two sheets of paper, and some
// of them side by side.
package place

import (
	"embed"
	"errors"
	"fmt"

	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

//go:embed *.html
var templates embed.FS

// Pages are the pages about authorities.
func Pages() site.Group {
	return site.Group{Templates: templates, Pages: []site.Page{authorities(), authority(), briefing(), compare()}}
}

// someStandouts are those of a list that a page has room for, and how many more there are.
type someStandouts struct {
	Shown []workbench.Standout
	More  int
}

// found is the authority that an address names, or the address to go to instead: a code, an old name or a part of a name
// leads to the authority that it is known to mean.
func found(r *site.Request, ending string) (a study.Authority, location string, err error) {
	slug := r.Segment("slug")
	if a, exact := r.Bench.Places.BySlug(slug); exact {
		return a, "", nil
	}
	a, err = r.Bench.Places.Find(slug)
	if err == nil {
		return a, r.URL(site.AuthorityURL(a)+ending, queryOf(r)...), nil
	}
	var unknown *study.UnknownAuthority
	if !errors.As(err, &unknown) {
		return a, "", &site.NotFound{What: "No authority is named.", Do: "Look it up in the list of authorities."}
	}
	missing := &site.NotFound{What: fmt.Sprintf("No authority is called “%s”.", slug), Nearest: site.AuthorityLinks(err),
		Do: "These are spelt most like it. The list of authorities has all, those that have ended among them."}
	switch {
	case len(unknown.Nearest) == 0:
		missing.Do = "None is spelt much like it. The list of authorities has all, those that have ended among them."
	case unknown.Several:
		missing.What = fmt.Sprintf("“%s” may be any of these authorities.", slug)
		missing.Do = "Choose one."
	}
	return a, "", missing
}

// queryOf is the page's own query as pairs.
func queryOf(r *site.Request) []string {
	var pairs []string
	for _, name := range []string{"measure", "show", "with"} {
		if value := r.Query.Get(name); value != "" {
			pairs = append(pairs, name, value)
		}
	}
	return pairs
}
