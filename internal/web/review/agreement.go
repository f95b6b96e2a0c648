package review

import (
	"context"
	"fmt"

	"goodmeasure/chart"
	"goodmeasure/internal/review"
	"goodmeasure/internal/web/site"
	"goodmeasure/study"
)

type concord struct {
	ID int64 `json:"id"`
	*review.Agreement
}

func (p rooms) agreement() site.Page {
	return site.Page{Name: "review-agreement", Path: "/review/{review}/agreement", About: "How far those who screen the same records agree.", Data: concord{}, Params: []site.Param{stageParam},
		Load: func(ctx context.Context, r *site.Request) (*site.View, error) {
			id, err := number(r, "review")
			if err != nil {
				return nil, err
			}
			a, err := p.desk(r).Agreement(ctx, id, stageOf(r))
			if err != nil {
				return nil, told(err)
			}
			return &site.View{Title: "How far screeners agree", Lede: "Raw agreement, kappa and PABAK together, for none of them alone says it.", Data: concord{id, a},
				Tables: []site.Table{{ID: "measures", Table: measures(a)}, {ID: "pairs", Table: pairs(a)}}}, nil
		}}
}

func measures(a *review.Agreement) chart.Table {
	t := chart.Table{Caption: "Agreement on " + chart.Count(a.TwoReviewerItems, "record", "records") + " with two screeners", Columns: []chart.Column{{Name: "Measure"}, {Name: "Value", Numeric: true}, {Name: "What it says"}}}
	for _, m := range []struct {
		name  string
		value *float64
		says  string
	}{
		{"Raw agreement", a.Agreement, "share of records decided alike"},
		{"Cohen’s kappa", a.Kappa, "agreement beyond chance, of what could be beyond it"},
		{"Kappa, 95% from", a.KappaLow, ""}, {"Kappa, 95% to", a.KappaHigh, ""},
		{"PABAK", a.PABAK, "kappa if inclusions were as frequent as exclusions"},
		{"Agreement on inclusion", a.PositiveAgreement, "how often an inclusion is shared"},
		{"Agreement on exclusion", a.NegativeAgreement, "how often an exclusion is shared"},
		{"Krippendorff’s alpha", a.Alpha, "over all records with two screeners or more"},
	} {
		t.Rows = append(t.Rows, []chart.Cell{{Text: m.name, Value: study.Missing}, figure(m.value), {Text: m.says, Value: study.Missing}})
	}
	return t
}

func pairs(a *review.Agreement) chart.Table {
	t := chart.Table{Caption: "Agreement by pair of screeners, most records first", Columns: []chart.Column{{Name: "Pair"}, {Name: "Records", Numeric: true},
		{Name: "Conflicts", Numeric: true}, {Name: "Agreement", Numeric: true}, {Name: "Kappa", Numeric: true}, {Name: "PABAK", Numeric: true}}}
	for _, p := range a.Pairs {
		t.Rows = append(t.Rows, []chart.Cell{{Text: p.First + " and " + p.Second, Value: study.Missing}, whole(p.N), whole(p.Conflicts), figure(&p.Agreement), figure(p.Kappa), figure(&p.PABAK)})
	}
	return t
}

func figure(value *float64) chart.Cell {
	if value == nil {
		return chart.Cell{Text: "not defined", Value: study.Missing}
	}
	return chart.Cell{Text: study.Number(*value).Decimal(2), Value: study.Number(*value)}
}

func whole(n int) chart.Cell { return chart.Cell{Text: fmt.Sprint(n), Value: study.Number(n)} }
