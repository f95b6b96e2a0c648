package review

import (
	"context"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	"goodmeasure/internal/review"
	"goodmeasure/internal/web/site"
)

// state is how far a review has come.
type state struct {
	Review evidence.Review `json:"review"`
	Role   evidence.Role   `json:"role"`
	First  review.Progress `json:"title_abstract"`
	Full   review.Progress `json:"full_text"`
	Unsure int             `json:"unsure_duplicates"`
	Cards  int             `json:"cards"` // of the works that were let in
}

func (p rooms) overview() site.Page {
	return site.Page{Name: "review", Path: "/review/{review}", About: "How far a review has come, and what there is to do.", Data: state{},
		Load: func(ctx context.Context, r *site.Request) (*site.View, error) {
			id, err := number(r, "review")
			if err != nil {
				return nil, err
			}
			s, err := p.state(ctx, r, id)
			if err != nil {
				return nil, told(err)
			}
			return &site.View{Title: s.Review.Title, Lede: s.Review.Question, Data: s}, nil
		}}
}

func (p rooms) state(ctx context.Context, r *site.Request, id int64) (s state, err error) {
	desk := p.desk(r)
	if s.Review, err = desk.Review(ctx, id); err != nil {
		return s, err
	}
	if s.Role, err = desk.Role(ctx, id); err != nil {
		return s, err
	}
	if s.First, err = desk.Progress(ctx, id, evidence.TitleAbstract); err != nil {
		return s, err
	}
	if s.Full, err = desk.Progress(ctx, id, evidence.FullText); err != nil {
		return s, err
	}
	if _, s.Unsure, err = desk.Twins(ctx, id, evidence.Unsure, 1, 0); err != nil {
		return s, err
	}
	cards, err := desk.CardsIncluded(ctx, id)
	s.Cards = len(cards)
	return s, err
}

// shownProgress is a row of the table of progress.
type shownProgress struct {
	review.Progress
	Words string
}

// Stages are the rows of the table of progress.
func (s state) Stages() []shownProgress {
	var rows []shownProgress
	for _, p := range []review.Progress{s.First, s.Full} {
		rows = append(rows, shownProgress{p, chart.Capital(stageWords(p.Stage))})
	}
	return rows
}
