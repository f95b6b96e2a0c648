package review

import (
	"context"
	"strconv"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	"goodmeasure/internal/review"
	"goodmeasure/internal/web/site"
)

// doubles is the page of duplicates.
type doubles struct {
	ID     int64         `json:"id"`
	Unsure []review.Twin `json:"unsure"`
	Merged []review.Twin `json:"merged"`
	More   int           `json:"more"` // unsure pairs that the page has no room for
	Joined int           `json:"merged_total"`
	Page   int           `json:"page"` // of those merged
	Pages  int           `json:"pages"`
}

// Next is the page of merged records after the one shown.
func (d doubles) Next() int { return d.Page + 1 }

// Before is the page of merged records before the one shown.
func (d doubles) Before() int { return d.Page - 1 }

// mostTwins is how many pairs one page shows.
const mostTwins = 10

func (p rooms) duplicates() site.Page {
	return site.Page{Name: "review-duplicates", Path: "/review/{review}/duplicates", About: "Records of a review that may be one work, side by side, and those that were merged.", Data: doubles{}, Params: []site.Param{{Name: "page", About: "which page of those merged, from 1"}},
		Load: func(ctx context.Context, r *site.Request) (*site.View, error) {
			id, err := number(r, "review")
			if err != nil {
				return nil, err
			}
			d := doubles{ID: id, Page: pageOf(r)}
			unsure := 0
			if d.Unsure, unsure, err = p.desk(r).Twins(ctx, id, evidence.Unsure, 1, mostTwins); err != nil {
				return nil, told(err)
			}
			if d.Merged, d.Joined, err = p.desk(r).Twins(ctx, id, evidence.Merged, d.Page, perPage); err != nil {
				return nil, told(err)
			}
			d.Pages, d.More = pagesOf(d.Joined, perPage), unsure-len(d.Unsure)
			return &site.View{Title: "Duplicates", Lede: chart.Capital(chart.Count(unsure, "pair waits", "pairs wait")) + " for a person; " + chart.Count(d.Joined, "record was", "records were") + " merged into another. When in doubt, keep both: a merge hides a study from those who screen, until it is undone.", Data: d}, nil
		},
		Act: func(ctx context.Context, r *site.Request) (site.Outcome, error) {
			id, err := number(r, "review")
			if err != nil {
				return site.Outcome{}, err
			}
			if r.Form.Get("say") == "look" {
				settled, err := p.desk(r).SettleDuplicates(ctx, id)
				if err != nil {
					return site.Outcome{}, told(err)
				}
				return site.Outcome{Location: at(id, "/duplicates"), Notice: chart.Capital(settled.Said("record", "records"))}, nil
			}
			kept, _ := strconv.ParseInt(r.Form.Get("kept"), 10, 64)
			other, _ := strconv.ParseInt(r.Form.Get("other"), 10, 64)
			say := evidence.DuplicateState(r.Form.Get("say"))
			if say == "other" {
				kept, other, say = other, kept, evidence.Merged
			}
			made, err := p.desk(r).Judge(ctx, id, kept, other, say)
			if err != nil {
				return site.Outcome{}, decisionFault(err, at(id, "/duplicates"))
			}
			return site.Outcome{Location: at(id, "/duplicates"), Notice: made.Said(kept)}, nil
		}}
}
