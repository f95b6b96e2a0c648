package review

import (
	"context"
	"errors"
	"slices"

	"goodmeasure/evidence"
	"goodmeasure/internal/store"
)

// Progress counts the records of a review at a stage by what has come of them.
type Progress struct {
	Stage     evidence.Stage `json:"stage"`
	Records   int            `json:"records"` // that come to this stage
	Unread    int            `json:"unread"`
	Part      int            `json:"part"` // wait for another screener
	Included  int            `json:"included"`
	Excluded  int            `json:"excluded"`
	Conflicts int            `json:"conflicts"`
	Yours     int            `json:"yours"` // decided by the person who asks
}

// Read is how many have been decided by all who are to.
func (p Progress) Read() int { return p.Included + p.Excluded + p.Conflicts }

// Sheet is one record laid before a screener.
type Sheet struct {
	Review   evidence.Review       `json:"review"`
	Stage    evidence.Stage        `json:"stage"`
	Record   *evidence.Entry       `json:"record"` // nil: none is left
	Why      []string              `json:"why,omitempty"`
	Yours    *evidence.Decision    `json:"yours,omitempty"` // what the person decided on it before
	Last     *evidence.Decision    `json:"last,omitempty"`  // the person's last decision, which can be taken back
	Progress Progress              `json:"progress"`
	Stopping *Stopping             `json:"stopping,omitempty"`
	Texts    []evidence.Attachment `json:"texts,omitempty"`
}

// Next lays the next record to be read before the person, in the order of likely relevance.
func (d *Desk) Next(ctx context.Context, review int64, stage evidence.Stage) (Sheet, error) {
	if _, err := d.need(ctx, review, evidence.Reviewer, "screening"); err != nil {
		return Sheet{}, err
	}
	if err := d.room.order(ctx, review, stage); err != nil {
		return Sheet{}, err
	}
	record, err := d.workspace().Next(ctx, d.who, review, stage)
	if err != nil && !errors.Is(err, evidence.ErrNotFound) {
		return Sheet{}, err
	}
	return d.sheet(ctx, review, stage, record)
}

// Open lays a chosen record before the person.
func (d *Desk) Open(ctx context.Context, review int64, stage evidence.Stage, record int64) (Sheet, error) {
	if _, err := d.needMember(ctx, review, record, evidence.Reader, "reading the review"); err != nil {
		return Sheet{}, err
	}
	return d.sheet(ctx, review, stage, record)
}

func (d *Desk) sheet(ctx context.Context, review int64, stage evidence.Stage, record int64) (s Sheet, err error) {
	s.Stage = stage
	if s.Review, err = d.Review(ctx, review); err != nil {
		return s, err
	}
	if record != 0 {
		entry, err := d.workspace().FilledRecord(ctx, record, false)
		if err != nil {
			return s, err
		}
		s.Record = &entry
		if !s.Review.Blind || s.Review.Screeners == 1 { // what was learned from others' verdicts would tell them
			s.Why = d.room.reasons(review, record)
		}
		if s.Texts, err = d.workspace().Attachments(ctx, record); err != nil {
			return s, err
		}
	}
	decisions, err := d.workspace().Decisions(ctx, review, stage, d.who.ID)
	if err != nil {
		return s, err
	}
	standings, err := d.coming(ctx, review, stage)
	if err != nil {
		return s, err
	}
	s.Progress = count(stage, standings)
	comes := map[int64]bool{}
	for _, s := range standings {
		comes[s.Record] = true
	}
	for n, own := range decisions {
		if own.Account != d.who.ID {
			continue
		}
		s.Last = &decisions[n]
		if own.Resolves {
			continue
		}
		if own.Record == record {
			s.Yours = &decisions[n]
		}
		if own.Verdict.Decides() && comes[own.Record] {
			s.Progress.Yours++
		}
	}
	if s.Last != nil && closed(s.Review.Terms, decisions, *s.Last) {
		s.Last = nil
	}
	if stage == evidence.TitleAbstract {
		read, err := d.workspace().WhenRead(ctx, review, stage)
		if err != nil {
			return s, err
		}
		if s.Stopping, err = stopping(s.Review, standings, read); err != nil {
			return s, err
		}
	}
	return s, nil
}

// closed tells whether a verdict can no longer be taken back, because an owner has resolved what was decided on its record or all blind
// screeners have decided there.
func closed(terms evidence.Terms, decisions []evidence.Decision, own evidence.Decision) bool {
	if own.Resolves || !own.Verdict.Decides() {
		return false
	}
	decided := 0
	for _, d := range decisions {
		switch {
		case d.Record != own.Record:
		case d.Resolves:
			return true
		case d.Verdict.Decides():
			decided++
		}
	}
	return terms.Blind && terms.Screeners > 1 && decided >= terms.Screeners
}

// Decide takes down the person's verdict on a record.
func (d *Desk) Decide(ctx context.Context, decision evidence.Decision) (evidence.Decision, error) {
	needed, what := evidence.Reviewer, "screening"
	if decision.Resolves {
		needed, what = evidence.Owner, "resolving a conflict"
	}
	if _, err := d.needMember(ctx, decision.Review, decision.Record, needed, what); err != nil {
		return decision, err
	}
	return d.workspace().Decide(ctx, d.who, decision)
}

// TakeBack undoes one of the person's own decisions.
func (d *Desk) TakeBack(ctx context.Context, review, decision int64) (evidence.Decision, error) {
	if _, err := d.need(ctx, review, evidence.Reviewer, "screening"); err != nil {
		return evidence.Decision{}, err
	}
	return d.workspace().TakeBack(ctx, d.who, review, decision)
}

// Progress counts a review's records at a stage.
func (d *Desk) Progress(ctx context.Context, review int64, stage evidence.Stage) (Progress, error) {
	if _, err := d.Review(ctx, review); err != nil {
		return Progress{}, err
	}
	standings, err := d.coming(ctx, review, stage)
	return count(stage, standings), err
}

func count(stage evidence.Stage, standings []store.Standing) Progress {
	p := Progress{Stage: stage, Records: len(standings)}
	for _, s := range standings {
		switch s.Outcome {
		case evidence.Unread:
			p.Unread++
		case evidence.PartlyRead:
			p.Part++
		case evidence.Included:
			p.Included++
		case evidence.Excluded:
			p.Excluded++
		case evidence.Conflicted:
			p.Conflicts++
		}
	}
	return p
}

// coming says how the records stand that come to a stage: all to the first, those let in to the second.
func (d *Desk) coming(ctx context.Context, review int64, stage evidence.Stage) ([]store.Standing, error) {
	standings, err := d.workspace().Standings(ctx, review, stage)
	if err != nil || stage == evidence.TitleAbstract {
		return standings, err
	}
	before, err := d.workspace().Standings(ctx, review, evidence.TitleAbstract)
	if err != nil {
		return nil, err
	}
	letIn := chosen(before, evidence.Included)
	return slices.DeleteFunc(standings, func(s store.Standing) bool { return !letIn[s.Record] }), nil
}

// chosen are the records with an outcome.
func chosen(standings []store.Standing, outcome evidence.Outcome) map[int64]bool {
	records := map[int64]bool{}
	for _, s := range standings {
		if s.Outcome == outcome {
			records[s.Record] = true
		}
	}
	return records
}

// Standing is a record with what has come of it.
type Standing struct {
	evidence.Entry
	Outcome evidence.Outcome `json:"outcome"`
	Reason  string           `json:"reason,omitempty"`
}

// Standings lists a page of the records of a review at a stage with an outcome, every outcome when it is empty, and
// counts them all.
func (d *Desk) Standings(ctx context.Context, review int64, stage evidence.Stage, outcome evidence.Outcome, page, size int) (standings []Standing, total int, err error) {
	if _, err := d.Review(ctx, review); err != nil {
		return nil, 0, err
	}
	all, err := d.coming(ctx, review, stage)
	if err != nil {
		return nil, 0, err
	}
	if outcome != "" {
		all = slices.DeleteFunc(all, func(s store.Standing) bool { return s.Outcome != outcome })
	}
	from := min(max(0, (page-1)*size), len(all))
	shown := all[from:min(from+size, len(all))]
	var wanted []int64
	for _, s := range shown {
		wanted = append(wanted, s.Record)
	}
	entries, err := d.workspace().FilledRecords(ctx, wanted)
	if err != nil {
		return nil, 0, err
	}
	by := map[int64]evidence.Entry{}
	for _, e := range entries {
		by[e.Number()] = e
	}
	standings = []Standing{}
	for _, s := range shown {
		if e, still := by[s.Record]; still { // it may have been removed since
			standings = append(standings, Standing{e, s.Outcome, s.Reason})
		}
	}
	return standings, len(all), nil
}
