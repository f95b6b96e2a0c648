// Package review is the pages of a review of evidence, from its question to its report.
package review

import (
	"embed"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	"goodmeasure/internal/review"
	"goodmeasure/internal/web/site"
)

//go:embed *.html
var templates embed.FS

// rooms are the pages on the reviews of one workspace.
type rooms struct{ room *review.Room }

// Pages are the pages on the reviews of a workspace.
func Pages(room *review.Room) site.Group {
	p := rooms{room}
	pages := []site.Page{p.list(), p.overview(), p.terms(), p.intake(), p.duplicates(), p.screen(), p.conflicts(), p.agreement(), p.records(),
		p.record(), p.card(), p.results(), p.trail(), p.people()}
	for n := range pages {
		pages[n].Apart = true
	}
	pages = append(pages, p.evidence(), p.grounds())
	for n := range pages {
		pages[n].Section, pages[n].Private = "Evidence", true
	}
	return site.Group{Templates: templates, Pages: pages, Inserts: p.inserts()}
}

// desk is where the person works who asks.
func (p rooms) desk(r *site.Request) *review.Desk {
	if r.Sole {
		return p.room.Alone()
	}
	return p.room.For(r.Who)
}

// stranger tells whether nobody knows who asks.
func stranger(r *site.Request) bool { return !r.Sole && r.Who.ID == 0 }

// number is a number that stands in the address.
func number(r *site.Request, name string) (int64, error) {
	n, err := strconv.ParseInt(r.Segment(name), 10, 64)
	if err != nil || n < 1 {
		return 0, &site.NotFound{What: fmt.Sprintf("There is no %s %q.", name, r.Segment(name)), Nearest: []site.Link{{Text: "Reviews", URL: "/reviews"}}, Do: "Go on from the list of reviews."}
	}
	return n, nil
}

// both are the review and the record that stand in the address.
func both(r *site.Request) (id, record int64, err error) {
	if id, err = number(r, "review"); err == nil {
		record, err = number(r, "record")
	}
	return id, record, err
}

// told puts an error of the use-cases in the site's words, and leaves those alone that nobody who reads pages can mend.
func told(err error) error {
	var refused *review.Refusal
	var halfway *review.Halfway
	switch {
	case err == nil:
		return nil
	case errors.As(err, &halfway):
		return &site.Refused{What: chart.Sentence(halfway.Error()), Do: "See under Progress how many records wait, and come back once there are none."}
	case errors.As(err, &refused):
		return &site.Refused{What: chart.Sentence(refused.Error()), SignIn: true, Do: "Sign in as somebody who may, or ask."}
	case errors.Is(err, evidence.ErrNotFound):
		return &site.NotFound{What: chart.Sentence(strings.TrimSuffix(err.Error(), ": "+evidence.ErrNotFound.Error())), Nearest: []site.Link{{Text: "Reviews", URL: "/reviews"}}, Do: "Go on from the list of reviews."}
	}
	return err
}

// again shows a page once more with what is wrong.
func again(view *site.View, err error) (site.Outcome, error) {
	var refused *review.Refusal
	if errors.As(err, &refused) || errors.Is(err, evidence.ErrNotFound) || view == nil {
		return site.Outcome{}, told(err)
	}
	view.Notices = append(view.Notices, chart.Sentence(err.Error()))
	return site.Outcome{View: view}, nil
}

// stageOf is the stage that the address asks for, the first where it asks for none.
func stageOf(r *site.Request) evidence.Stage {
	if stage := evidence.Stage(r.Query.Get("stage")); stage != "" {
		return stage
	}
	return evidence.TitleAbstract
}

var stageParam = site.Param{Name: "stage", About: "the stage of screening", OneOf: []string{string(evidence.TitleAbstract), string(evidence.FullText)}}

// at is the address of a page of a review.
func at(id int64, rest string) string { return fmt.Sprintf("/review/%d%s", id, rest) }
