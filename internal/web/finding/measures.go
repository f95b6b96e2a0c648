package finding

import (
	"context"
	"fmt"

	"goodmeasure/chart"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

func measuresPage() site.Page {
	return site.Page{Name: "measures", Path: "/measures", Section: "Measures", Examples: []string{"/measures"}, Data: workbench.MeasureList{}, Load: loadMeasures,
		About: "All measures by domain: which way is better, the newest period, how many authorities have a figure, and which the definition counts."}
}

func loadMeasures(_ context.Context, r *site.Request) (*site.View, error) {
	list := r.Bench.Measures(r.Definition)
	view := &site.View{Data: list, Lede: "None is good or bad by itself: a definition of good says which count, which way and how much." + list.PublishersWords()}
	all, counted := 0, 0
	for _, d := range list.Domains {
		t := chart.Table{Caption: d.Words, Columns: []chart.Column{{Name: "Measure"}, {Name: "Which way is better"}, {Name: "Newest period"},
			{Name: "With a figure", Numeric: true}, {Name: "Authorities", Numeric: true}, {Name: "Counts for", Unit: "% of the definition", Numeric: true}, {Name: "ID"}, {Name: "Published by"}, {Name: "Publication"}}}
		for _, m := range d.Measures {
			all++
			share := chart.Cell{Text: "not counted", Value: study.Missing}
			if m.Share.Known() {
				counted++
				share = chart.Cell{Text: m.ShareWords(), Value: 100 * m.Share}
			}
			t.Rows = append(t.Rows, []chart.Cell{words(m.Name), words(m.DirectionWords), words(newest(m)), whole(m.With), whole(m.Among), share, words(m.ID), words(m.Publisher), words(m.Publication)})
		}
		view.Tables = append(view.Tables, site.Table{ID: string(d.Domain), Table: t})
	}
	view.Title = fmt.Sprintf("%s of children’s services, %s counted by this definition", chart.Count(all, "measure", "measures"), noneOr(counted))
	return view, nil
}

func newest(m workbench.MeasureLine) string {
	if m.NewestPeriod == 0 {
		return "no figures"
	}
	return m.NewestPeriodWords
}

func noneOr(n int) string {
	if n == 0 {
		return "none"
	}
	return fmt.Sprint(n)
}

func words(text string) chart.Cell { return chart.Cell{Text: text, Value: study.Missing} }

func whole(n int) chart.Cell { return chart.Cell{Text: fmt.Sprint(n), Value: study.Number(n)} }
