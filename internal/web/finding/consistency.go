package finding

import (
	"context"
	"fmt"
	"strconv"

	"goodmeasure/chart"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

func consistencyPage() site.Page {
	return site.Page{Name: "consistency", Path: "/consistency", Section: "Ranking", Data: consistencyData{}, Load: loadConsistency, Heavy: true,
		About: "Who is strong or weak year after year under most definitions, what chance would give, and whether the measures speak of one thing.",
		Params: []site.Param{{Name: "k", About: "In at least so many of the years."}, {Name: "p", About: "Under at least so many per cent of definitions, 50 to 100."},
			{Name: "region", About: "Whose bands year by year are shown; they are ranked among all."}},
		Examples: []string{"/consistency", "/consistency?k=2&p=60&region=London"}}
}

// consistencyData is what the page shows.
type consistencyData struct {
	*workbench.Persistence
	Counted  workbench.Persistent `json:"counted"`
	Region   string               `json:"region,omitempty"`
	Headline string               `json:"headline"`
	OneThing []string             `json:"one_good"`
	regions  []choice
}

func (d consistencyData) Places() []choice { return d.regions }

func loadConsistency(ctx context.Context, r *site.Request) (*site.View, error) {
	region, err := regionOf(r)
	if err != nil {
		return nil, err
	}
	p, err := r.Bench.Persistence(ctx, r.Definition)
	if err != nil {
		return nil, r.Unusable(unranked, err)
	}
	k, err := wholeNumber(r, "k", "In at least so many years", min(workbench.UsualYears, len(p.Years)), 1, len(p.Years))
	if err != nil {
		return nil, err
	}
	percent, err := wholeNumber(r, "p", "Under at least so many % of definitions", workbench.UsualPercent, workbench.LeastPercent, 100)
	if err != nil {
		return nil, err
	}
	counted, err := p.Count(k, percent)
	if err != nil {
		return nil, err
	}
	codes, notices := picked(r)
	data := consistencyData{Persistence: p, Counted: counted, Region: region, Headline: counted.Headline(), OneThing: p.OneGood(), regions: choices(r.Bench.Regions(), region, itself)}
	view := &site.View{Title: data.Headline, Lede: counted.ChanceWords(), Data: data, Notices: notices}
	if view.Figures, err = figures(func() (chart.Figure, error) { return bandsFigure(p, counted, region, codes) }, func() (chart.Figure, error) { return screeFigure(p) }); err != nil {
		return nil, err
	}
	view.Tables = []site.Table{{ID: "strong", Table: counted.Table(false)}, {ID: "weak", Table: counted.Table(true)}, {ID: "years", Table: p.Table(region)}, {ID: "chance", Table: p.ChanceTable()}}
	return view, nil
}

// wholeNumber reads a number of the query within its bounds.
func wholeNumber(r *site.Request, name, called string, usual, least, most int) (int, error) {
	text := r.Query.Get(name)
	if text == "" {
		return usual, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < least || n > most {
		return 0, &site.BadRequest{What: fmt.Sprintf("%s: “%s” is given.", called, text), Nearest: []site.Link{{Text: "Go on without this number", URL: r.Here(name, "")}}, Do: fmt.Sprintf("Give a whole number from %d to %d.", least, most)}
	}
	return n, nil
}

func screeFigure(p *workbench.Persistence) (chart.Figure, error) {
	d := p.Dimensions
	data := chart.ScreeData{Random95: d.Chance95, Caption: chart.Caption{ID: "dimensions", Title: p.OneGoodTitle(), Source: source(p.SourceLine()), Licence: study.Licence,
		Subtitle: fmt.Sprintf("Eigenvalues of the correlations between %s on the %s that have them all, beside the 95th percentile of %s of noise.",
			chart.Count(d.M, "measure", "measures"), chart.Count(d.N, "authority", "authorities"), chart.Count(d.Simulations, "set", "sets"))}}
	for _, value := range d.Eigenvalues {
		data.Eigenvalues = append(data.Eigenvalues, float64(value))
	}
	return chart.Scree(data)
}
