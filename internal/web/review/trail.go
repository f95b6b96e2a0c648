package review

import (
	"context"
	"strconv"

	"goodmeasure/evidence"
	"goodmeasure/internal/review"
	"goodmeasure/internal/web/site"
)

const actsPerPage = 100

type trailed struct {
	ID     int64 `json:"id"`
	Acts   []act `json:"acts"`
	Before int64 `json:"before,omitempty"` // where the next page goes on
}

// act is an act with what it was, in words.
type act struct {
	evidence.Act
	Words string `json:"words"`
}

func (p rooms) trail() site.Page {
	return site.Page{Name: "review-trail", Path: "/review/{review}/trail", About: "Who did what in a review, and when.", Data: trailed{},
		Params: []site.Param{{Name: "before", About: "the number of the act that the page goes on after"}},
		Load: func(ctx context.Context, r *site.Request) (*site.View, error) {
			id, err := number(r, "review")
			if err != nil {
				return nil, err
			}
			one, err := p.desk(r).Review(ctx, id)
			if err != nil {
				return nil, told(err)
			}
			before, _ := strconv.ParseInt(r.Query.Get("before"), 10, 64)
			acts, err := p.desk(r).Trail(ctx, id, before, actsPerPage)
			if err != nil {
				return nil, told(err)
			}
			d := trailed{ID: id, Acts: []act{}}
			for _, a := range acts {
				d.Acts = append(d.Acts, act{a, review.ActWords(a, one.Terms)})
			}
			if len(acts) == actsPerPage {
				d.Before = acts[len(acts)-1].ID
			}
			return &site.View{Title: "Audit trail", Lede: "Who did what, and when, newest first. What blind screeners decide stands here once all have decided.", Data: d}, nil
		}}
}
