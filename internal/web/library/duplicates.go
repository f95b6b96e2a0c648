package library

import (
	"context"
	"fmt"
	"strconv"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	"goodmeasure/internal/library"
	"goodmeasure/internal/web/site"
)

// doubles is the page of duplicates.
type doubles struct {
	Unsure []library.Twin `json:"unsure"`
	More   int            `json:"more"` // unsure pairs that the page has no room for
	Merged []library.Twin `json:"merged"`
	Joined int            `json:"merged_total"`
	Page   int            `json:"page"` // of those merged
	Pages  int            `json:"pages"`

	Documents int  `json:"documents"`  // that a look compares
	ByCommand bool `json:"by_command"` // they are too many to compare while the page waits: a command does it
}

// Next is the page of merged documents after the one shown.
func (d doubles) Next() int { return d.Page + 1 }

// Before is the page of merged documents before the one shown.
func (d doubles) Before() int { return d.Page - 1 }

// How many pairs a page shows.
const (
	mostTwins  = 10
	mostMerged = 50
)

func (s stacks) duplicates() site.Page {
	const path = "/library/duplicates"
	return site.Page{Name: "library-duplicates", Path: path, About: "Documents of the library that may be one work, side by side, and those that were merged.", Data: doubles{},
		Params:   []site.Param{{Name: "page", About: "which page of those merged, from 1"}},
		Examples: []string{path},
		Load: func(ctx context.Context, r *site.Request) (*site.View, error) {
			return s.duplicatesView(ctx, r)
		},
		Act: func(ctx context.Context, r *site.Request) (site.Outcome, error) {
			if r.Form.Get("say") == "look" {
				settled, err := s.look(ctx, r)
				if err != nil {
					view, _ := s.duplicatesView(ctx, r)
					return again(view, err)
				}
				return site.Outcome{Location: path, Notice: chart.Sentence(settled.Said("document", "documents"))}, nil
			}
			kept, _ := strconv.ParseInt(r.Form.Get("kept"), 10, 64)
			other, _ := strconv.ParseInt(r.Form.Get("other"), 10, 64)
			say := evidence.DuplicateState(r.Form.Get("say"))
			if say == "other" {
				kept, other, say = other, kept, evidence.Merged
			}
			made, err := s.desk(r).Judge(ctx, kept, other, say)
			if err != nil {
				view, _ := s.duplicatesView(ctx, r)
				return again(view, err)
			}
			return site.Outcome{Location: path, Notice: made.Said(kept)}, nil
		}}
}

func (s stacks) look(ctx context.Context, r *site.Request) (library.Settled, error) {
	documents, err := s.desk(r).Documents(ctx)
	if err == nil && documents > s.MostCompared {
		err = fmt.Errorf("%s are too many to compare here: run \"goodmeasure library duplicates --look\" where the library is kept", chart.Count(documents, "document", "documents"))
	}
	if err != nil {
		return library.Settled{}, err
	}
	return s.desk(r).LookAgain(ctx, nil)
}

func (s stacks) duplicatesView(ctx context.Context, r *site.Request) (*site.View, error) {
	d := doubles{Page: 1}
	if page, err := strconv.Atoi(r.Query.Get("page")); err == nil {
		d.Page = min(max(page, 1), 1_000_000)
	}
	var unsure int
	var err error
	if d.Unsure, unsure, err = s.desk(r).Twins(ctx, evidence.Unsure, 1, mostTwins); err != nil {
		return nil, told(err)
	}
	if d.Merged, d.Joined, err = s.desk(r).Twins(ctx, evidence.Merged, d.Page, mostMerged); err != nil {
		return nil, told(err)
	}
	if d.Documents, err = s.desk(r).Documents(ctx); err != nil {
		return nil, told(err)
	}
	d.ByCommand = d.Documents > s.MostCompared
	d.More, d.Pages = unsure-len(d.Unsure), max(1, (d.Joined+mostMerged-1)/mostMerged)
	return &site.View{Title: "Duplicates in the library", Data: d,
		Lede: chart.Sentence(chart.Count(unsure, "pair waits", "pairs wait") + " for a person; " + chart.Count(d.Joined, "document was", "documents were") + " merged into another. When in doubt, keep both: a merge hides a document from readers, until it is undone")}, nil
}
