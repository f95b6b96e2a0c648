package review

import (
	"context"
	"errors"
	"slices"

	"goodmeasure/evidence"
	"goodmeasure/evidence/duplicate"
)

// Settled says what came of a search for duplicates.
type Settled struct {
	Merged int `json:"merged"` // records that another now stands for
	Unsure int `json:"unsure"` // pairs that wait for a person
}

// SettleDuplicates merges the records of a review that are surely one work, and leaves the unsure pairs to a person.
// What a person has said of a pair stays.
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
			p := why[place]
			if err := d.merge(ctx, evidence.Duplicate{Kept: one[0], Other: other, Score: p.Score, Because: p.Why}); err != nil {
				return settled, err
			}
			one = append(one, other)
			settled.Merged++
		}
	}
	for _, p := range found.Unsure {
		a, b := records[p.A].Number(), records[p.B].Number()
		if judged[pair(a, b)] != "" {
			continue
		}
		if _, err := d.workspace().Doubt(ctx, d.who, evidence.Duplicate{Kept: a, Other: b, Score: p.Score, Because: p.Why}); err != nil {
			return settled, err
		}
		settled.Unsure++
	}
	return settled, nil
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

// merge makes one record stand for another, and for those that the other stood for.
func (d *Desk) merge(ctx context.Context, said evidence.Duplicate) error {
	under, err := d.workspace().MergedInto(ctx, said.Other)
	if err != nil {
		return err
	}
	for _, record := range under {
		if _, err := d.workspace().Part(ctx, d.who, said.Other, record); err != nil {
			return err
		}
	}
	for _, record := range append([]int64{said.Other}, under...) {
		next := said
		next.Other = record
		if _, err := d.workspace().Merge(ctx, d.who, next); err != nil {
			return err
		}
	}
	return nil
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
type Twin struct {
	evidence.Duplicate
	KeptRecord  evidence.Entry `json:"kept_record"`
	OtherRecord evidence.Entry `json:"other_record"`
}

// Twins lists a page of the pairs of a review's records in a state, the surest first, and counts them all.
func (d *Desk) Twins(ctx context.Context, review int64, state evidence.DuplicateState, page, size int) (twins []Twin, total int, err error) {
	if _, err := d.Review(ctx, review); err != nil {
		return nil, 0, err
	}
	pairs, err := d.workspace().Duplicates(ctx, review, state)
	if err != nil {
		return nil, 0, err
	}
	from := min(max(0, (page-1)*size), len(pairs))
	shown := pairs[from:min(from+size, len(pairs))]
	var wanted []int64
	for _, p := range shown {
		wanted = append(wanted, p.Kept, p.Other)
	}
	entries, err := d.workspace().Records(ctx, wanted)
	if err != nil {
		return nil, 0, err
	}
	by := map[int64]evidence.Entry{}
	for _, e := range entries {
		by[e.Number()] = e
	}
	twins = []Twin{}
	for _, p := range shown {
		twins = append(twins, Twin{p, by[p.Kept], by[p.Other]})
	}
	return twins, len(pairs), nil
}

// Judge takes down what a person says of two records: Merged makes the first stand for both, Different leaves them two
// works, and Unmerged parts them again.
func (d *Desk) Judge(ctx context.Context, review, kept, other int64, state evidence.DuplicateState) error {
	for _, record := range []int64{kept, other} {
		if _, err := d.needMember(ctx, review, record, evidence.Reviewer, "settling duplicates"); err != nil {
			return err
		}
	}
	defer d.room.forget(review)
	said := evidence.Duplicate{Kept: kept, Other: other}
	var err error
	switch state {
	case evidence.Merged:
		err = d.merge(ctx, said)
	case evidence.Different:
		_, err = d.workspace().Distinguish(ctx, d.who, said)
	case evidence.Unmerged:
		_, err = d.workspace().Part(ctx, d.who, kept, other)
	default:
		err = errors.New("nothing was said of the two records: expected merged, different or undone")
	}
	return err
}
