package place

import (
	"context"
	"fmt"
	"slices"

	"goodmeasure/chart"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

func authorities() site.Page {
	return site.Page{Name: "authorities", Path: "/authorities", Section: "Authorities",
		About: "All local authorities with children’s services, those that have ended among them, with their latest overall grade from Ofsted.",
		Params: []site.Param{{Name: "name", About: "part of a name, or a code"}, {Name: "region", About: "a region, or the beginning of one"},
			{Name: "type", About: "London borough, metropolitan, unitary or county"}, {Name: "ended", About: "yes: those that have ended, too", OneOf: []string{"yes"}}},
		Examples: []string{"/authorities", "/authorities?region=North+East&type=unitary", "/authorities?name=north&ended=yes", "/authorities?name=zzz"}, Data: listed{}, Load: loadAuthorities}
}

type listed struct {
	workbench.AuthorityList
	Asked   workbench.AuthorityFilter `json:"asked"`
	Regions []string                  `json:"regions"`
	Types   []string                  `json:"types"`
}

func loadAuthorities(_ context.Context, r *site.Request) (*site.View, error) {
	asked := workbench.AuthorityFilter{Text: r.Query.Get("name"), Region: r.Query.Get("region"), Type: r.Query.Get("type"), Ended: r.Query.Get("ended") == "yes"}
	l := listed{Asked: asked}
	for _, a := range r.Bench.Edition.Authorities {
		if !slices.Contains(l.Regions, a.Region) {
			l.Regions = append(l.Regions, a.Region)
		}
		if !slices.Contains(l.Types, a.Type) {
			l.Types = append(l.Types, a.Type)
		}
	}
	slices.Sort(l.Regions)
	slices.Sort(l.Types)
	for _, choice := range []struct {
		name, given string
		known       []string
	}{{"region", asked.Region, l.Regions}, {"type", asked.Type, l.Types}} {
		if choice.given != "" && !slices.Contains(choice.known, choice.given) {
			return nil, &site.BadRequest{What: fmt.Sprintf("There is no %s %q.", choice.name, choice.given), Do: "Choose " + study.OrWords(choice.known) + ".", Param: choice.name}
		}
	}
	view := &site.View{Lede: "Each has a page with its figures, how sure they are, and what inspectors found."}
	var err error
	if l.AuthorityList, err = r.Bench.Authorities(asked); err != nil {
		view.Title = fmt.Sprintf("No authority is called “%s”", asked.Text)
		view.Lede = "Nothing in the list fits. These are spelt most like it."
		if l.Authorities = r.Bench.NearestAuthorities(err); len(l.Authorities) == 0 {
			view.Lede = "Nothing in the list fits, and no name is spelt much like it. Give part of a name, or a code."
		}
	} else {
		view.Title = upper(chart.Count(len(l.Authorities), "authority", "authorities"))
	}
	if err == nil && len(l.Authorities) == 0 {
		view.Lede = "No authority fits all of this. Choose another region or type, or leave one of them open."
	}
	view.Data, view.Tables = l, []site.Table{{ID: "authorities", Table: l.FileTable()}}
	return view, nil
}

// Path is the address of an authority.
func (l listed) Path(a study.Authority) string { return site.AuthorityURL(a) }

// Children are the children of an authority in words.
func (l listed) Children(e workbench.AuthorityEntry) string {
	if !e.Children.Known() {
		return "not known"
	}
	return fmt.Sprint(chart.Count(int(e.Children), "", ""))
}
