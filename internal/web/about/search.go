package about

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"goodmeasure/internal/web/site"
	"goodmeasure/study"
)

func search() site.Page {
	return site.Page{Name: "search", Path: "/search", About: "Finds an authority by name, part of a name, initials or code.", Section: "Authorities",
		Params:   []site.Param{{Name: "q", About: "what to look for"}},
		Examples: []string{"/search", "/search?q=hull", "/search?q=north", "/search?q=london", "/search?q=Birmingam"}, Data: searched{}, Statuses: []int{http.StatusNotFound}, Load: loadSearch}
}

// searched is what was found for a text that does not name exactly one authority.
type searched struct {
	Text        string            `json:"text"`
	Several     bool              `json:"several"` // the text may be any of these; otherwise they are only the nearest
	Authorities []searchedOne     `json:"authorities"`
	All         []study.Authority `json:"-"`
}

type searchedOne struct {
	Code   string `json:"code"`
	Name   string `json:"name"`
	Region string `json:"region"`
	Path   string `json:"path"`
}

func loadSearch(_ context.Context, r *site.Request) (*site.View, error) {
	text := strings.TrimSpace(r.Query.Get("q"))
	result := searched{Text: text, Authorities: []searchedOne{}, All: r.Bench.Edition.Authorities}
	if text == "" {
		return &site.View{Title: "Find an authority", Lede: "Give its name, part of it, initials or a code: “hull”, “bcp”, “810”.", Data: result}, nil
	}
	found, err := r.Bench.Places.Find(text)
	if all := inRegion(r.Bench.Edition.Authorities, text); len(all) > 1 {
		if err == nil && !slices.ContainsFunc(all, func(a study.Authority) bool { return a.Code == found.Code }) {
			all = append([]study.Authority{found}, all...)
		}
		err = &study.UnknownAuthority{Text: text, Several: true, Nearest: all}
	}
	if err == nil {
		return &site.View{Title: found.Name, Location: r.URL(site.AuthorityURL(found))}, nil
	}
	var unknown *study.UnknownAuthority
	if !errors.As(err, &unknown) {
		return nil, err
	}
	result.Several = unknown.Several
	for _, a := range unknown.Nearest {
		result.Authorities = append(result.Authorities, searchedOne{a.Code, a.Name, a.Region, site.AuthorityURL(a)})
	}
	view := &site.View{Title: fmt.Sprintf("No authority is called “%s”", text), Lede: "These are spelt most like it.", Data: result, Status: http.StatusNotFound}
	switch {
	case len(result.Authorities) == 0:
		view.Lede = "No name is spelt much like it. Give part of a name, initials or a code: “hull”, “bcp”, “810”."
	case result.Several:
		view.Title, view.Lede, view.Status = fmt.Sprintf("“%s” may be any of these", text), "Choose one.", http.StatusOK
	}
	return view, nil
}

// inRegion are the authorities of the region that a text names: who looks for London may mean any of its boroughs.
func inRegion(all []study.Authority, text string) (found []study.Authority) {
	for _, a := range all {
		if a.Current() && strings.EqualFold(a.Region, text) {
			found = append(found, a)
		}
	}
	slices.SortFunc(found, func(a, b study.Authority) int { return strings.Compare(a.Name, b.Name) })
	return found
}
