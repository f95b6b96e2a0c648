package review

import (
	"context"
	"slices"

	"goodmeasure/evidence"
)

// Conflict is a record on which those who were to decide do not agree.
type Conflict struct {
	Record    evidence.Entry `json:"record"`
	Decisions []Decided      `json:"decisions"`
}

// Decided is a decision and whose it is.
type Decided struct {
	evidence.Decision
	By string `json:"by"`
}

// Conflicts lists a page of what somebody has to resolve at a stage, with what each screener decided, and counts all.
func (d *Desk) Conflicts(ctx context.Context, review int64, stage evidence.Stage, page, size int) (conflicts []Conflict, total int, err error) {
	open, total, err := d.Standings(ctx, review, stage, evidence.Conflicted, page, size)
	if err != nil {
		return nil, 0, err
	}
	decisions, err := d.workspace().Decisions(ctx, review, stage, d.who.ID)
	if err != nil {
		return nil, 0, err
	}
	names, err := d.names(ctx)
	if err != nil {
		return nil, 0, err
	}
	of := map[int64][]Decided{}
	for _, x := range decisions {
		of[x.Record] = append(of[x.Record], Decided{x, names(x.Account)})
	}
	conflicts = []Conflict{}
	for _, s := range open {
		conflicts = append(conflicts, Conflict{s.Entry, of[s.Number()]})
	}
	return conflicts, total, nil
}

// Resolved lists the conflicts at a stage that the person resolved, newest first and at most so many, each with that one
// decision: it can be taken back.
func (d *Desk) Resolved(ctx context.Context, review int64, stage evidence.Stage, most int) ([]Conflict, error) {
	if _, err := d.Review(ctx, review); err != nil {
		return nil, err
	}
	decisions, err := d.workspace().Decisions(ctx, review, stage, d.who.ID)
	if err != nil {
		return nil, err
	}
	names, err := d.names(ctx)
	if err != nil {
		return nil, err
	}
	resolved := []Conflict{}
	for _, x := range slices.Backward(decisions) {
		if !x.Resolves || x.Account != d.who.ID || len(resolved) == most {
			continue
		}
		entry, err := d.workspace().FilledRecord(ctx, x.Record, false)
		if err != nil {
			return nil, err
		}
		resolved = append(resolved, Conflict{entry, []Decided{{x, names(x.Account)}}})
	}
	return resolved, nil
}
