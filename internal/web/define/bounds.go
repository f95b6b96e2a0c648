package define

import (
	"context"

	"goodmeasure/chart"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
)

func bounds() site.Page {
	return site.Page{Name: "define-bounds", Path: "/define/bounds", Section: "Define good", Heavy: true, About: "Says between which ranks each authority stays whatever the weights.",
		Examples: []string{"/define/bounds", "/define/bounds?d=rereferral.sw_agency.cpp_repeat"}, Data: bounded{}, Load: loadBounds}
}

func loadBounds(ctx context.Context, r *site.Request) (*site.View, error) {
	found, err := r.Bench.Reach(ctx, r.Definition)
	if err != nil {
		return nil, r.Unusable(unmade, err)
	}
	words := found.Words()
	view := &site.View{Title: found.Headline(), Lede: words[0], Data: bounded{found, words[1:]}}
	if len(found.Authorities) > 0 {
		figure, err := found.Figure()
		if err != nil {
			return nil, err
		}
		view.Figures = []chart.Figure{figure}
		view.Tables = []site.Table{{ID: "reach", Table: found.Table()}}
	}
	return view, nil
}

// bounded is what the page shows.
type bounded struct {
	workbench.ReachRead
	Notes []string `json:"notes"`
}
