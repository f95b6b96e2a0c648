package review

import (
	"context"
	"strconv"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	"goodmeasure/internal/review"
	"goodmeasure/internal/web/site"
)

type conflicts struct {
	ID        int64             `json:"id"`
	Stage     evidence.Stage    `json:"stage"`
	Reasons   []evidence.Reason `json:"-"`
	Resolves  bool              `json:"may_resolve"`
	Conflicts []review.Conflict `json:"conflicts"`
	Total     int               `json:"total"`
	Resolved  []review.Conflict `json:"resolved_by_you"`
}

// mostConflicts is how many conflicts the page shows at a time.
const mostConflicts = 20

func (p rooms) conflicts() site.Page {
	return site.Page{Name: "review-conflicts", Path: "/review/{review}/conflicts", About: "Records on which screeners disagree, for somebody to resolve.", Data: conflicts{}, Params: []site.Param{stageParam},
		Load: func(ctx context.Context, r *site.Request) (*site.View, error) {
			id, err := number(r, "review")
			if err != nil {
				return nil, err
			}
			now, err := p.desk(r).Review(ctx, id)
			if err != nil {
				return nil, told(err)
			}
			role, err := p.desk(r).Role(ctx, id)
			if err != nil {
				return nil, err
			}
			open, total, err := p.desk(r).Conflicts(ctx, id, stageOf(r), 1, mostConflicts)
			if err != nil {
				return nil, told(err)
			}
			resolved, err := p.desk(r).Resolved(ctx, id, stageOf(r), mostConflicts)
			if err != nil {
				return nil, told(err)
			}
			return &site.View{Title: chart.Capital(chart.Count(total, "conflict", "conflicts")) + " on " + stageWords(stageOf(r)), Lede: "An owner of the review resolves what its screeners do not agree on. What each decided stays on record.",
				Data: conflicts{id, stageOf(r), now.Reasons, role.Allows(evidence.Owner), open, total, resolved}}, nil
		},
		Act: func(ctx context.Context, r *site.Request) (site.Outcome, error) {
			id, err := number(r, "review")
			if err != nil {
				return site.Outcome{}, err
			}
			on := at(id, "/conflicts?stage="+string(stageOf(r)))
			if back := r.Form.Get("back"); back != "" {
				decision, _ := strconv.ParseInt(back, 10, 64)
				if _, err := p.desk(r).TakeBack(ctx, id, decision); err != nil {
					return site.Outcome{}, decisionFault(err, on)
				}
				return site.Outcome{Location: on, Notice: "Taken back: the conflict is open again."}, nil
			}
			record, _ := strconv.ParseInt(r.Form.Get("record"), 10, 64)
			d := evidence.Decision{Review: id, Record: record, Stage: stageOf(r), Note: r.Form.Get("note"), Resolves: true}
			d.Verdict, d.Reason = sentVerdict(r.Form)
			if _, err := p.desk(r).Decide(ctx, d); err != nil {
				return site.Outcome{}, decisionFault(err, on)
			}
			return site.Outcome{Location: on, Notice: "Resolved."}, nil
		}}
}
