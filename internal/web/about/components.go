package about

import (
	"context"
	"fmt"

	"goodmeasure/chart"
	"goodmeasure/internal/web/site"
	"goodmeasure/study"
)

// shown is which figures there are, and which one is shown.
type shown struct {
	Figures []string `json:"figures"`
	Shown   string   `json:"shown"`
}

func components() site.Page {
	page := site.Page{Name: "components", Path: "/components", About: "Every component of the pages and every figure, on made-up data.", NoAPI: true,
		Params: []site.Param{{Name: "show", About: "the figure to show"}, {Name: "text", About: "of the form: nothing comes of it"}, {Name: "wrong", About: "of the form"},
			{Name: "choice", About: "of the form"}, {Name: "tick", About: "of the form", Many: true}},
		Load: loadComponents}
	for _, s := range samples {
		page.Params[0].OneOf = append(page.Params[0].OneOf, s.name)
	}
	page.Examples = []string{"/components", "/components?show=" + samples[len(samples)-1].name}
	return page
}

func loadComponents(_ context.Context, r *site.Request) (*site.View, error) {
	data := shown{Shown: r.Query.Get("show")}
	if data.Shown == "" {
		data.Shown = samples[0].name
	}
	view := &site.View{Title: "Components", Lede: "Everything that pages are made of, on made-up data."}
	for _, s := range samples {
		data.Figures = append(data.Figures, s.name)
		if s.name == data.Shown {
			f, err := s.draw(chart.Caption{ID: s.name, Title: "A figure of made-up data", Subtitle: "What is shown, in which unit and for which year", Source: "made up"})
			if err != nil {
				return nil, err
			}
			view.Figures = append(view.Figures, f)
		}
	}
	view.Data = data
	view.Tables = []site.Table{{ID: "sample", Table: chart.Table{Caption: "A table, with a figure that is missing", Columns: []chart.Column{{Name: "Authority"}, {Name: "Share", Unit: "%", Numeric: true}},
		Rows: [][]chart.Cell{{{Text: "Dunmere", Value: study.Missing}, {Text: "61.5", Value: 61.5}}, {{Text: "Oldham Vale", Value: study.Missing}, {Text: "suppressed", Value: study.Missing}}}}}}
	return view, nil
}

// place is a made-up authority.
func place(n int) (code, name string) {
	return fmt.Sprint(200 + n), fmt.Sprintf("Place %d", n+1)
}

// spread gives made-up figures that differ in no simple order.
func spread(n int) study.Number { return study.Number(20 + (n*37)%61) }
