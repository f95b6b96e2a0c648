package library

import (
	"context"
	"fmt"

	"goodmeasure/evidence"
	"goodmeasure/internal/store"
)

// Twin is a pair of documents, side by side.
type Twin = store.Twin

// Twins lists a page of the pairs of documents in a state, the surest first, and counts them all. Pairs of which both are
// part of one review are settled there, and not here.
func (d *Desk) Twins(ctx context.Context, state evidence.DuplicateState, page, size int) (twins []Twin, total int, err error) {
	if err := d.may(ctx, evidence.Reviewer, "settling duplicates"); err != nil {
		return nil, 0, err
	}
	w, _, err := d.mayRead(ctx)
	if err != nil || w == nil {
		return []Twin{}, 0, err
	}
	return w.Twins(ctx, evidence.Library, state, page, size)
}

// LookAgain compares all documents of the library anew: those that are surely one work are merged, which can be undone, and
// unsure pairs wait for a person. Pairs of which both are part of one review are for that review to look for. Memory holds
// about six kilobytes for each document. One look is taken at a time. Progress, where it is not nil, is told which share of the
// work is done.
func (d *Desk) LookAgain(ctx context.Context, progress func(done float64)) (Settled, error) {
	if err := d.may(ctx, evidence.Reviewer, "settling duplicates"); err != nil {
		return Settled{}, err
	}
	w, _, err := d.mayRead(ctx)
	if err != nil || w == nil {
		return Settled{}, err
	}
	if !d.shelf.looker.CompareAndSwap(nil, &d.who) {
		return Settled{}, d.shelf.lookedThrough()
	}
	defer d.shelf.looker.Store(nil)
	numbers, err := w.Standing(ctx)
	if err != nil {
		return Settled{}, err
	}
	return Settle(ctx, w, d.who, evidence.Library, numbers, progress)
}

func (s *Shelf) lookedThrough() error {
	by := ""
	if looker := s.looker.Load(); looker != nil && looker.Name != "" {
		by = ", by " + looker.Name
	}
	return fmt.Errorf("the library is being looked through for duplicates now%s: see what waits when that is done", by)
}

// Documents counts those of the library that no other stands for, which LookAgain compares.
func (d *Desk) Documents(ctx context.Context) (int, error) {
	if err := d.may(ctx, evidence.Reviewer, "settling duplicates"); err != nil {
		return 0, err
	}
	w, _, err := d.mayRead(ctx)
	if err != nil || w == nil {
		return 0, err
	}
	return w.CountStanding(ctx)
}

// Judge takes down what a person says of two documents: Merged makes the first stand for both, or the second where only
// that is public, part of a review, or decided on; Different leaves them two works, and Unmerged parts them again. It
// gives the pair as it is now.
func (d *Desk) Judge(ctx context.Context, kept, other int64, state evidence.DuplicateState) (evidence.Duplicate, error) {
	said := evidence.Duplicate{Kept: kept, Other: other, State: state}
	if err := d.may(ctx, evidence.Reviewer, "settling duplicates"); err != nil {
		return said, err
	}
	w, _, err := d.mayRead(ctx)
	if err != nil {
		return said, err
	}
	missing := fmt.Errorf("documents %d and %d are not both in the library: %w", kept, other, evidence.ErrNotFound)
	if w == nil {
		return said, missing
	}
	entries, err := w.Records(ctx, []int64{kept, other})
	if err != nil {
		return said, err
	}
	if len(entries) != 2 {
		return said, missing
	}
	pair := [2]int64{kept, other}
	for n, e := range entries {
		if e.MergedInto != 0 && state != evidence.Unmerged {
			pair[n] = e.MergedInto
		}
	}
	reviews, err := w.Together(ctx, pair[0], pair[1])
	if err != nil {
		return said, err
	}
	if len(reviews) > 0 {
		return said, fmt.Errorf("documents %d and %d are both part of review %d: settle them there, with its duplicates", pair[0], pair[1], reviews[0])
	}
	return w.Judge(ctx, d.who, kept, other, state)
}
