package review

import (
	"context"

	"goodmeasure/evidence"
	"goodmeasure/internal/library"
	"goodmeasure/internal/store"
)

// Settled says what came of a search for duplicates.
type Settled = library.Settled

// SettleDuplicates merges the records of a review that are surely one work, and leaves the unsure pairs to a person, with
// those of which both were decided on. What a person has said of a pair stays.
func (d *Desk) SettleDuplicates(ctx context.Context, review int64) (Settled, error) {
	if _, err := d.need(ctx, review, evidence.Reviewer, "settling duplicates"); err != nil {
		return Settled{}, err
	}
	members, err := d.workspace().Members(ctx, review, false)
	if err != nil {
		return Settled{}, err
	}
	defer d.room.forget(review)
	return library.Settle(ctx, d.workspace(), d.who, review, members, nil)
}

// Twin is a pair of records, side by side.
type Twin = store.Twin

// Twins lists a page of the pairs of a review's records in a state, the surest first, and counts them all.
func (d *Desk) Twins(ctx context.Context, review int64, state evidence.DuplicateState, page, size int) (twins []Twin, total int, err error) {
	if _, err := d.Review(ctx, review); err != nil {
		return nil, 0, err
	}
	return d.workspace().Twins(ctx, review, state, page, size)
}

// Judge takes down what a person says of two records: Merged makes the first stand for both, or the second where only
// that was decided on or summarised; Different leaves them two works, and Unmerged parts them again. It gives the pair as
// it is now.
func (d *Desk) Judge(ctx context.Context, review, kept, other int64, state evidence.DuplicateState) (evidence.Duplicate, error) {
	for _, record := range []int64{kept, other} {
		if _, err := d.needMember(ctx, review, record, evidence.Reviewer, "settling duplicates"); err != nil {
			return evidence.Duplicate{}, err
		}
	}
	defer d.room.forget(review)
	return d.workspace().Judge(ctx, d.who, kept, other, state)
}
