package review

import (
	"context"
	"fmt"
	"slices"

	"goodmeasure/evidence"
	"goodmeasure/internal/store"
)

// Part is which records of a review to hand on.
type Part string

// The parts of a review.
const (
	All       Part = "all"       // that stand for themselves
	LetIn     Part = "screened"  // let in by title and abstract
	Reports   Part = "included"  // let in by their full text
	Turned    Part = "excluded"  // left out at either stage
	Undecided Part = "undecided" // at title and abstract
)

// Parts are the parts of a review.
func Parts() []Part { return []Part{All, LetIn, Reports, Turned, Undecided} }

// Row is a record of a review with what was decided of it.
type Row struct {
	evidence.Entry
	TitleAbstract evidence.Outcome `json:"title_abstract"`
	FullText      evidence.Outcome `json:"full_text,omitempty"` // of those let in
	Reason        string           `json:"reason,omitempty"`    // for leaving it out, in the review's words
	Card          *evidence.Card   `json:"card,omitempty"`      // its summary in this review
}

// List is records of a review that are handed on.
type List struct {
	Review evidence.Review `json:"review"`
	Part   Part            `json:"part"`
	Rows   []Row           `json:"records"`
}

// Records are the records alone.
func (l List) Records() []evidence.Record {
	records := make([]evidence.Record, len(l.Rows))
	for n, row := range l.Rows {
		records[n] = row.Record
	}
	return records
}

// Handed gives the records of a part of a review, in the order in which they were added.
func (d *Desk) Handed(ctx context.Context, review int64, part Part) (List, error) {
	list := List{Part: part, Rows: []Row{}}
	if !slices.Contains(Parts(), part) {
		return list, fmt.Errorf("a review has no part %q: expected one of %q", part, Parts())
	}
	var err error
	if list.Review, err = d.Review(ctx, review); err != nil {
		return list, err
	}
	first, err := d.workspace().Standings(ctx, review, evidence.TitleAbstract)
	if err != nil {
		return list, err
	}
	full, err := d.workspace().Standings(ctx, review, evidence.FullText)
	if err != nil {
		return list, err
	}
	assessed := map[int64]store.Standing{}
	for _, s := range full {
		assessed[s.Record] = s
	}
	words := map[string]string{}
	for _, reason := range list.Review.Reasons {
		words[reason.ID] = reason.Text
	}
	var wanted []int64
	rows := map[int64]Row{}
	for _, s := range first {
		row := Row{TitleAbstract: s.Outcome, Reason: words[s.Reason]}
		if s.Outcome == evidence.Included {
			row.FullText, row.Reason = assessed[s.Record].Outcome, words[assessed[s.Record].Reason]
		}
		if row.in(part) {
			rows[s.Record] = row
			wanted = append(wanted, s.Record)
		}
	}
	cards, err := d.workspace().Cards(ctx, review)
	if err != nil {
		return list, err
	}
	for _, c := range cards {
		if row, listed := rows[c.Record]; listed {
			row.Card = &c
			rows[c.Record] = row
		}
	}
	entries, err := d.workspace().FilledRecords(ctx, wanted)
	for _, e := range entries {
		row := rows[e.Number()]
		row.Entry = e
		list.Rows = append(list.Rows, row)
	}
	return list, err
}

func (r Row) in(part Part) bool {
	switch part {
	case LetIn:
		return r.TitleAbstract == evidence.Included
	case Reports:
		return r.FullText == evidence.Included
	case Turned:
		return r.TitleAbstract == evidence.Excluded || r.FullText == evidence.Excluded
	case Undecided:
		return r.TitleAbstract != evidence.Included && r.TitleAbstract != evidence.Excluded
	}
	return true
}
