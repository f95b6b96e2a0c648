package review

import (
	"context"
	"errors"
	"slices"

	"goodmeasure/evidence"
	"goodmeasure/evidence/duplicate"
	"goodmeasure/internal/store"
)

// Settled says what came of a search for duplicates.
type Settled struct {
	Merged int `json:"merged"` // records that another now stands for
	Unsure int `json:"unsure"` // pairs that wait for a person
}

// SettleDuplicates merges the records of a review that are surely one work, and leaves the unsure pairs to a person, with
// those of which both were decided on. What a person has said of a pair stays.
func (d *Desk) SettleDuplicates(ctx context.Context, review int64) (Settled, error) {
	var settled Settled
	if _, err := d.need(ctx, review, evidence.Reviewer, "settling duplicates"); err != nil {
		return settled, err
	}
	members, err := d.workspace().Members(ctx, review, false)
	if err != nil {
		return settled, err
	}
	entries, err := d.workspace().Records(ctx, members)
	if err != nil {
		return settled, err
	}
	judged, err := d.judged(ctx, review)
	if err != nil {
		return settled, err
	}
	records := make([]evidence.Record, len(entries))
	for n, e := range entries {
		records[n] = e.Record
	}
	defer d.room.forget(review)
	found := duplicate.Find(records)
	why := reasons(found.Merges)
	for _, cluster := range found.Clusters {
		one := []int64{records[cluster[0]].Number()}
		for _, place := range cluster[1:] {
			other := records[place].Number()
			if slices.ContainsFunc(one, func(n int64) bool { return judged[pair(n, other)].apart() }) {
				continue
			}
			same := evidence.Duplicate{Kept: one[0], Other: other, Score: why[place].Score, Because: why[place].Why}
			made, err := d.workspace().Merge(ctx, d.who, same)
			switch {
			case errors.Is(err, store.ErrBothNeeded):
				err = d.doubt(ctx, judged, same, &settled)
			case err == nil && made.ID != 0: // and not by somebody else who looks for duplicates now
				settled.Merged++
				fallthrough
			case err == nil:
				one = append(one, other)
			}
			if err != nil {
				return settled, err
			}
		}
	}
	for _, p := range found.Unsure {
		if err := d.doubt(ctx, judged, evidence.Duplicate{Kept: records[p.A].Number(), Other: records[p.B].Number(), Score: p.Score, Because: p.Why}, &settled); err != nil {
			return settled, err
		}
	}
	return settled, nil
}

// doubt leaves a pair to a person, unless something was said of it before.
func (d *Desk) doubt(ctx context.Context, judged map[[2]int64]judgement, unsure evidence.Duplicate, settled *Settled) error {
	if judged[pair(unsure.Kept, unsure.Other)] != "" {
		return nil
	}
	_, err := d.workspace().Doubt(ctx, d.who, unsure)
	if err == nil {
		settled.Unsure++
	}
	return err
}

// reasons gives, for each record that is in a pair, the pair that tells best why it was merged into one before it.
func reasons(merges []duplicate.Pair) map[int]duplicate.Pair {
	why := map[int]duplicate.Pair{}
	for _, p := range merges {
		for _, place := range []int{p.A, p.B} {
			if _, known := why[place]; !known || place == max(p.A, p.B) {
				why[place] = p
			}
		}
	}
	return why
}

// judgement is what was said of a pair of records; "" is nothing yet.
type judgement evidence.DuplicateState

// apart tells whether a person holds the two for two works.
func (j judgement) apart() bool {
	return j == judgement(evidence.Different) || j == judgement(evidence.Unmerged)
}

// judged are the pairs of a review's records of which something has been said already.
func (d *Desk) judged(ctx context.Context, review int64) (map[[2]int64]judgement, error) {
	judged := map[[2]int64]judgement{}
	for _, state := range []evidence.DuplicateState{evidence.Unsure, evidence.Different, evidence.Unmerged} {
		pairs, err := d.workspace().Duplicates(ctx, review, state)
		if err != nil {
			return nil, err
		}
		for _, p := range pairs {
			judged[pair(p.Kept, p.Other)] = judgement(state)
		}
	}
	return judged, nil
}

func pair(a, b int64) [2]int64 { return [2]int64{min(a, b), max(a, b)} }

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
