package review

import (
	"context"
	"strconv"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	"goodmeasure/internal/review"
	"goodmeasure/internal/web/site"
)

const perPage = 50

type records struct {
	reasons  []evidence.Reason
	ID       int64             `json:"id"`
	Stage    evidence.Stage    `json:"stage"`
	Outcome  evidence.Outcome  `json:"outcome"`
	Total    int               `json:"total"`
	Page     int               `json:"page"`
	Pages    int               `json:"pages"`
	Records  []review.Standing `json:"records"`
	Outcomes []option          `json:"-"`
}

// option is an entry of a list to choose from.
type option struct {
	Value, Text string
	Chosen      bool
}

func (p rooms) records() site.Page {
	return site.Page{Name: "review-records", Path: "/review/{review}/records", About: "The records of a review with what has come of each.", Data: records{},
		Params: []site.Param{stageParam, {Name: "outcome", About: "what has come of the records", OneOf: outcomes()}, {Name: "page", About: "which page of the list, from 1"}},
		Load: func(ctx context.Context, r *site.Request) (*site.View, error) {
			id, err := number(r, "review")
			if err != nil {
				return nil, err
			}
			now, err := p.desk(r).Review(ctx, id)
			if err != nil {
				return nil, told(err)
			}
			d := records{reasons: now.Reasons, ID: id, Stage: stageOf(r), Outcome: evidence.Outcome(r.Query.Get("outcome"))}
			d.Page = pageOf(r)
			if d.Records, d.Total, err = p.desk(r).Standings(ctx, id, d.Stage, d.Outcome, d.Page, perPage); err != nil {
				return nil, told(err)
			}
			if d.Pages = pagesOf(d.Total, perPage); d.Page > d.Pages {
				return &site.View{Location: r.Here("page", strconv.Itoa(d.Pages))}, nil
			}
			d.Outcomes = []option{{"", "all", d.Outcome == ""}}
			for _, o := range outcomes() {
				d.Outcomes = append(d.Outcomes, option{o, outcomeWords(evidence.Outcome(o)), string(d.Outcome) == o})
			}
			return &site.View{Title: chart.Capital(chart.Count(d.Total, "record", "records")), Lede: "At " + stageWords(d.Stage) + ".", Data: d}, nil
		}}
}

func outcomes() []string {
	return []string{string(evidence.Unread), string(evidence.PartlyRead), string(evidence.Included), string(evidence.Excluded), string(evidence.Conflicted)}
}

// OutcomeWords name what came of a record.
func (records) OutcomeWords(o evidence.Outcome) string { return outcomeWords(o) }

// ReasonWords put a reason for leaving out in the review's words.
func (d records) ReasonWords(id string) string {
	for _, reason := range d.reasons {
		if reason.ID == id {
			return reason.Text
		}
	}
	return id
}

// pageOf is which page of a list the address asks for, from 1.
func pageOf(r *site.Request) int {
	page, _ := strconv.Atoi(r.Query.Get("page"))
	return min(max(1, page), 1_000_000)
}

// pagesOf is how many pages a list takes: one where it is empty.
func pagesOf(total, size int) int { return max(1, (total+size-1)/size) }

// Next is the page after the one shown.
func (d records) Next() int { return d.Page + 1 }

// Before is the page before the one shown.
func (d records) Before() int { return d.Page - 1 }
