package place

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

func compare() site.Page {
	return site.Page{Name: "compare", Path: "/compare", Section: "Authorities", Heavy: true,
		About:  "Up to six authorities side by side on each measure of the definition, and on all of them together.",
		Params: []site.Param{{Name: "add", About: "an authority to add to those in a: a name, part of one, initials or a code"}},
		Examples: []string{"/compare", "/compare?a=kingston-upon-hull", "/compare?a=kingston-upon-hull,leeds,rutland", "/compare?a=leeds&add=hull",
			"/compare?a=leeds&add=lees", "/compare?a=leeds,hull,barnet,barnsley,kent,essex,surrey"}, Data: beside{}, Load: loadCompare}
}

// beside is what the page shows.
type beside struct {
	*workbench.SideBySide
	Chosen  []chosenOne       `json:"chosen"`
	Over    bool              `json:"too_many"` // more are named than can be told apart
	Most    int               `json:"most"`
	Unknown string            `json:"not_found,omitempty"` // what was to be added
	Nearest []site.Link       `json:"nearest,omitempty"`
	All     []study.Authority `json:"-"`
}

// chosenOne is an authority of the comparison, and who is left without it.
type chosenOne struct {
	Name string `json:"name"`
	Slug string `json:"slug"`
	Rest string `json:"-"`
}

func loadCompare(ctx context.Context, r *site.Request) (*site.View, error) {
	b := beside{Chosen: []chosenOne{}, Most: workbench.MostSideBySide, All: r.Bench.Edition.Authorities}
	var slugs []string
	for _, a := range r.Authorities {
		slugs = append(slugs, a.Slug())
	}
	if add := strings.TrimSpace(r.Query.Get("add")); add != "" {
		found, err := r.Bench.Places.Find(add)
		if err == nil {
			if !slices.Contains(slugs, found.Slug()) {
				slugs = append(slugs, found.Slug())
			}
			return &site.View{Location: r.URL("/compare", "a", strings.Join(slugs, ","))}, nil
		}
		b.Unknown = add
		for _, a := range nearest(err) {
			b.Nearest = append(b.Nearest, site.Link{Text: a.Name, URL: r.URL("/compare", "a", strings.Join(append(slices.Clone(slugs), a.Slug()), ","))})
		}
	}
	for at, a := range r.Authorities {
		rest := slices.Delete(slices.Clone(slugs), at, at+1)
		b.Chosen = append(b.Chosen, chosenOne{r.Bench.ShortName(*a), slugs[at], strings.Join(rest, ",")})
	}
	view := &site.View{Data: b}
	if b.Unknown != "" {
		view.Notices = []string{site.NoAuthority(b.Unknown) + ", so none was added."}
	}
	switch {
	case len(b.Chosen) == 0:
		view.Title, view.Lede = "Compare authorities", "Name the first of up to six."
		return view, nil
	case len(b.Chosen) > b.Most:
		b.Over = true
		view.Title = fmt.Sprintf("Which %d of these %d?", b.Most, len(b.Chosen))
		view.Lede = "More than six cannot be told apart by shape and colour. Nothing of the link is lost: leave out those you need least."
		view.Data = b
		return view, nil
	}
	var chosen []study.Authority
	for _, a := range r.Authorities {
		chosen = append(chosen, *a)
	}
	var err error
	if b.SideBySide, err = r.Bench.SideBySide(ctx, chosen, r.Definition); err != nil {
		return nil, err
	}
	view.Title, view.Lede, view.Data = title(b.Chosen), b.Words, b
	view.Tables = []site.Table{{ID: "comparison", Table: b.Table()}}
	view.Figures, err = b.figures()
	return view, err
}

func nearest(err error) []study.Authority {
	var unknown *study.UnknownAuthority
	if errors.As(err, &unknown) {
		return unknown.Nearest
	}
	return nil
}

func title(chosen []chosenOne) string {
	var names []string
	for _, c := range chosen {
		names = append(names, c.Name)
	}
	switch {
	case len(names) == 1:
		return upper(names[0]) + " beside others"
	case len(names) > 3:
		return fmt.Sprintf("%d authorities side by side", len(names))
	}
	return upper(strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1] + " side by side")
}

// figures are the authorities on each measure.
func (b beside) figures() ([]chart.Figure, error) {
	data := chart.ComparisonData{Caption: chart.Caption{ID: "measures-compared", Title: b.Claim,
		Subtitle: "Each measure on its own axis with 95% intervals, better to the right, or higher where people disagree; England (middle) is the middle authority.",
		Source:   b.Publications() + ". " + b.Edition.Words() + ".", Licence: study.Licence}}
	for _, p := range b.Places {
		data.Authorities = append(data.Authorities, chart.ComparedAuthority{Code: p.Authority.Code, Name: p.Name, Few: p.Authority.Tiny()})
	}
	for _, row := range b.Rows {
		one := chart.ComparisonRow{Indicator: row.Indicator, Measure: workbench.Axis(row.Name, row.Unit, row.Taken),
			Period: row.PeriodWords, England: row.England, All: chart.Interval{Low: row.Lowest, High: row.Highest}}
		for _, f := range row.Figures {
			one.Figures = append(one.Figures, chart.ComparisonFigure{Value: f.Value, Interval: chart.Interval{Low: f.Low, High: f.High}, Reason: f.Reason})
		}
		data.Rows = append(data.Rows, one)
	}
	f, err := chart.DotComparison(data)
	return []chart.Figure{f}, err
}
