package review

import (
	"context"
	"fmt"
	"slices"

	"goodmeasure/chart"
	"goodmeasure/definition"
	"goodmeasure/internal/review"
	"goodmeasure/internal/web/site"
	"goodmeasure/study"
)

// closed is said to those whom nobody knows, in place of how much there is.
const closed = "What reviews have found is open to the people of this workspace: sign in to see it."

// spoken is what the evidence says of a measure.
type spoken struct {
	Indicator string         `json:"indicator"`
	Name      string         `json:"name"`
	Says      review.Says    `json:"says"`
	Reasons   []review.Given `json:"reasons"` // of definitions that count it, with what is tied to them
}

func (p rooms) evidence() site.Page {
	return site.Page{Name: "evidence", Path: "/evidence/{indicator}", About: "What findings of reviews say for and against a measure, and for and against the reasons that definitions give for it, each with its strength.", Data: spoken{},
		Load: func(ctx context.Context, r *site.Request) (*site.View, error) {
			known := r.Bench.Edition.Indicators
			at := slices.IndexFunc(known, func(i study.Indicator) bool { return i.ID == r.Segment("indicator") })
			if at < 0 {
				return nil, &site.NotFound{What: "There is no such measure.", Nearest: []site.Link{{Text: "Measures", URL: r.URL("/measures")}}, Do: "Choose one from the list of measures."}
			}
			d := spoken{Indicator: known[at].ID, Name: known[at].Name}
			var err error
			if d.Says, err = p.desk(r).Evidence(ctx, d.Indicator); err != nil {
				return nil, told(err)
			}
			if d.Reasons, err = p.desk(r).Reasons(ctx, d.Indicator, known); err != nil {
				return nil, told(err)
			}
			lede := "No finding of a review speaks to this measure yet. Ties are made on the summary card of a work, and count while it is in the review."
			switch {
			case stranger(r):
				lede = closed
			case d.Says.Count() > 0:
				lede = d.Says.Words()
			}
			return &site.View{Title: "What the evidence says of “" + d.Name + "”", Lede: lede, Data: d}, nil
		}}
}

// rested is what the evidence says of the measures that a definition counts.
type rested struct {
	Definition string           `json:"definition"`
	Link       string           `json:"link"`
	Supports   []review.Support `json:"measures"`
}

// Spoken are the measures that findings speak to.
func (d rested) Spoken() []review.Support {
	return slices.DeleteFunc(slices.Clone(d.Supports), func(s review.Support) bool { return s.Count() == 0 })
}

// Silent are the names of the measures that no finding speaks to.
func (d rested) Silent() (names []string) {
	for _, s := range d.Supports {
		if s.Count() == 0 {
			names = append(names, "“"+s.Name+"”")
		}
	}
	return names
}

// Words say how much of the definition rests on findings.
func (d rested) Words() string {
	n := len(d.Spoken())
	if n == 0 {
		return "No finding of a review speaks to what this definition counts."
	}
	return fmt.Sprintf("Findings of reviews are tied to %d of the %s in this definition.", n, chart.Count(len(d.Supports), "measure", "measures"))
}

func (p rooms) rest(ctx context.Context, r *site.Request) (rested, error) {
	known := r.Bench.Edition.Indicators
	d := rested{Definition: r.Definition.Name, Link: definition.Link(r.Definition, known)}
	var err error
	d.Supports, err = p.desk(r).Support(ctx, r.Definition, known)
	return d, err
}

func (p rooms) grounds() site.Page {
	return site.Page{Name: "evidence-definition", Path: "/evidence", About: "What findings of reviews say for and against each measure that a definition counts, and the reason that it gives for it.", Data: rested{},
		Load: func(ctx context.Context, r *site.Request) (*site.View, error) {
			d, err := p.rest(ctx, r)
			if err != nil {
				return nil, told(err)
			}
			lede := d.Words()
			if stranger(r) {
				lede, d.Supports = closed, []review.Support{}
			}
			return &site.View{Title: "What “" + d.Definition + "” rests on", Lede: lede, Data: d}, nil
		}}
}

// inserts are what the evidence says on the pages of a measure and of a definition.
func (p rooms) inserts() []site.Insert {
	return []site.Insert{
		{Page: "measure", Template: "insert-measure", Load: func(ctx context.Context, r *site.Request) (any, error) {
			says, err := p.desk(r).Evidence(ctx, r.Segment("id"))
			if err != nil || says.Count() == 0 {
				return nil, err
			}
			return says, nil
		}},
		{Page: "define", Template: "insert-define", Load: func(ctx context.Context, r *site.Request) (any, error) {
			d, err := p.rest(ctx, r)
			if err != nil || len(d.Spoken()) == 0 {
				return nil, err
			}
			return d, nil
		}},
	}
}
