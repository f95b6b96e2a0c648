package about

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

func home() site.Page {
	return site.Page{Name: "home", Path: "/", About: "What good may mean in children’s social care, and where to start.", Examples: []string{"/", "/?a=leeds,kingston-upon-hull"},
		Data: &workbench.Headlines{}, Load: loadHome, Heavy: true}
}

func loadHome(ctx context.Context, r *site.Request) (*site.View, error) {
	view := &site.View{Title: "What does good look like in children’s social care?", Lede: "It depends on what you count."}
	if r.Bench.Holdings().FirstPeriod == 0 {
		view.Data = &workbench.Headlines{}
		view.Notices = []string{"No data yet. Run “goodmeasure import” with published files, or start without a workspace to see the figures that come with the program."}
		return view, nil
	}
	headlines, err := r.Bench.Headlines(ctx, r.Definition)
	if err != nil {
		return nil, r.Unusable("Nothing can be said under this definition", err)
	}
	strip, err := stripOf(headlines, r.Definition, r.Authorities)
	if err != nil {
		return nil, err
	}
	if n := len(r.Authorities); n > mostPicked {
		var left []string
		for _, a := range r.Authorities[mostPicked:] {
			left = append(left, r.Bench.ShortName(*a))
		}
		view.Notices = append(view.Notices, fmt.Sprintf("The figure can name %d authorities at most. Not named here: %s.", mostPicked, strings.Join(left, ", ")))
	}
	var without []string
	for _, a := range r.Authorities {
		if !slices.ContainsFunc(headlines.Scores, func(s workbench.ScoredAuthority) bool { return s.Authority == a.Code }) {
			without = append(without, r.Bench.ShortName(*a))
		}
	}
	if len(without) > 0 {
		view.Notices = append(view.Notices, "Never ranked, or ended since, and so not in the figure: "+strings.Join(without, ", ")+".")
	}
	view.Data, view.Figures = headlines, []chart.Figure{strip}
	return view, nil
}

// mostPicked is how many authorities a strip can name.
const mostPicked = 6

func stripOf(h *workbench.Headlines, d *study.Definition, picked []*study.Authority) (chart.Figure, error) {
	scale, bands := "", "; no rank has an interval, so that nobody is in a band."
	if d.Hundred() {
		scale = ", from 0 to 100"
	}
	if slices.ContainsFunc(h.Scores, func(s workbench.ScoredAuthority) bool { return s.Band != "" }) {
		bands = ", in bands by interval of rank: A clearly above average, B and C not told apart from it, D clearly below."
	}
	data := chart.StripData{Caption: chart.Caption{ID: "scores", Title: h.Claim,
		Subtitle: "Score of each authority under the definition above" + scale + bands,
		Source:   h.Source, Licence: study.Licence},
		Measure: chart.Measure{Name: "Score", Unit: "points", Direction: study.HigherIsBetter}, England: study.Missing}
	for _, s := range h.Scores {
		value := chart.StripValue{Authority: s.Authority, Name: s.Name, Value: s.Score, Reason: s.Reason, Band: string(s.Band)}
		for at, a := range picked {
			value.Highlight = value.Highlight || at < mostPicked && a.Code == s.Authority
		}
		data.Values = append(data.Values, value)
	}
	return chart.Strip(data)
}
