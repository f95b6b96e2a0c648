package store

import (
	"context"
	"errors"

	"goodmeasure/evidence"
)

// Twin is a pair of records, side by side.
type Twin struct {
	evidence.Duplicate
	KeptRecord  evidence.Entry `json:"kept_record"`
	OtherRecord evidence.Entry `json:"other_record"`
}

// Twins gives a page of the pairs that Duplicates lists, with their records, and counts them all.
func (w *Workspace) Twins(ctx context.Context, review int64, state evidence.DuplicateState, page, size int) (twins []Twin, total int, err error) {
	pairs, err := w.Duplicates(ctx, review, state)
	if err != nil {
		return nil, 0, err
	}
	from := min(max(0, (page-1)*size), len(pairs))
	shown := pairs[from:min(from+size, len(pairs))]
	var wanted []int64
	for _, p := range shown {
		wanted = append(wanted, p.Kept, p.Other)
	}
	entries, err := w.Records(ctx, wanted)
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

// Judge takes down what a person says of two records: that they are one work (Merged), two (Different), or two again
// (Unmerged).
func (w *Workspace) Judge(ctx context.Context, by evidence.Account, kept, other int64, state evidence.DuplicateState) (evidence.Duplicate, error) {
	said := evidence.Duplicate{Kept: kept, Other: other}
	switch state {
	case evidence.Merged:
		return w.Merge(ctx, by, said)
	case evidence.Different:
		return w.Distinguish(ctx, by, said)
	case evidence.Unmerged:
		return w.Part(ctx, by, kept, other)
	}
	return said, errors.New("nothing was said of the two records: expected merged, different or undone")
}
