package review

import (
	"context"
	"slices"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	"goodmeasure/internal/review"
	"goodmeasure/internal/web/site"
	"goodmeasure/study"
)

// spoken is what the evidence says of a measure.
type spoken struct {
	Indicator string      `json:"indicator"`
	Name      string      `json:"name"`
	Says      review.Says `json:"says"`
}

func (p rooms) evidence() site.Page {
	return site.Page{Name: "evidence", Path: "/evidence/{indicator}", About: "What findings of reviews say for and against a measure, each with its strength.", Data: spoken{},
		Load: func(ctx context.Context, r *site.Request) (*site.View, error) {
			at := slices.IndexFunc(r.Bench.Edition.Indicators, func(i study.Indicator) bool { return i.ID == r.Segment("indicator") })
			if at < 0 {
				return nil, &site.NotFound{What: "There is no such measure.", Do: "Choose one at /measures."}
			}
			indicator := r.Bench.Edition.Indicators[at]
			says, err := p.desk(r).Evidence(ctx, evidence.ToIndicator, indicator.ID)
			if err != nil {
				return nil, told(err)
			}
			lede := "No finding of a review is tied to this measure yet. Ties are made on the summary card of a work."
			if says.Count() > 0 {
				lede = chart.Count(says.Count(), "finding speaks", "findings speak") + " to this measure: " + chart.Count(len(says.For), "for it", "for it") + ", " +
					chart.Count(len(says.Against), "against it", "against it") + ", " + chart.Count(len(says.Mixed), "both ways", "both ways") + "."
			}
			return &site.View{Title: "What the evidence says of “" + indicator.Name + "”", Lede: lede, Data: spoken{indicator.ID, indicator.Name, says}}, nil
		}}
}

// side is the findings that speak one way.
type side struct {
	Title string
	Told  []evidence.Told
}

// Sides are the findings by the way they speak, empty ones left out.
func (d spoken) Sides() []side {
	return slices.DeleteFunc([]side{{"For it", d.Says.For}, {"Against it", d.Says.Against}, {"Both ways", d.Says.Mixed}}, func(s side) bool { return len(s.Told) == 0 })
}
