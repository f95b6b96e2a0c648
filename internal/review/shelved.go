package review

import (
	"context"
	"errors"
	"slices"

	"goodmeasure/evidence"
	"goodmeasure/internal/library"
	"goodmeasure/internal/store"
)

// shelved is a file's records, parted by whether the library has them.
type shelved struct {
	fresh  []evidence.Entry // to be added
	here   []int64          // of the library, to become records of the review
	known  []Known
	fuller map[int]Known // of the fresh ones: the library has the work without its abstract, by which it is to be screened
}

// shelved looks which of a file's records the library has. What the review has already is added once more, and merged like
// any other duplicate, so that it is counted; and who has no role in the library does not learn what is in it.
func (d *Desk) shelved(ctx context.Context, review int64, entries []evidence.Entry) (s shelved, err error) {
	if !d.sole {
		role, err := d.workspace().Role(ctx, d.who.ID, evidence.Library)
		if err != nil {
			return s, err
		}
		if !role.Allows(evidence.Reader) {
			s.fresh = entries
			return s, nil
		}
	}
	records := make([]evidence.Record, len(entries))
	for n, e := range entries {
		records[n] = e.Record
	}
	had, err := library.Recognise(ctx, d.workspace(), records)
	if err != nil {
		return s, err
	}
	taken, err := d.workspace().Members(ctx, review, true)
	if err != nil {
		return s, err
	}
	in := map[int64]bool{}
	for _, member := range taken {
		in[member] = true
	}
	bare, err := d.bare(ctx, had)
	if err != nil {
		return s, err
	}
	s.fuller = map[int]Known{}
	for n, e := range entries {
		one, known := had[n]
		if known = known && !in[one.Of]; !known {
			s.fresh = append(s.fresh, e)
			continue
		}
		in[one.Of] = true
		s.known = append(s.known, one)
		if bare[one.Of] && e.Abstract != "" {
			s.fuller[len(s.fresh)] = one
			s.fresh = append(s.fresh, e)
			continue
		}
		s.here = append(s.here, one.Of)
	}
	return s, nil
}

// bare are those of the library's records that have no abstract.
func (d *Desk) bare(ctx context.Context, had map[int]Known) (map[int64]bool, error) {
	var numbers []int64
	for _, one := range had { // the order does not matter
		numbers = append(numbers, one.Of)
	}
	slices.Sort(numbers)
	entries, err := d.workspace().Records(ctx, slices.Compact(numbers))
	bare := map[int64]bool{}
	for _, e := range entries {
		bare[e.Number()] = e.Abstract == ""
	}
	return bare, err
}

// pairWithLibrary merges records that were added with those of the library that say less. Where each has something the
// other lacks, such as being public, the two wait for a person, among the library's duplicates.
func (d *Desk) pairWithLibrary(ctx context.Context, fuller map[int]Known, added []int64) error {
	for n, number := range added {
		one, known := fuller[n]
		if !known {
			continue
		}
		same := evidence.Duplicate{Kept: one.Of, Other: number, Score: 1, Because: one.Why}
		_, err := d.workspace().Merge(ctx, d.who, same)
		if errors.Is(err, store.ErrBothNeeded) {
			_, err = d.workspace().Doubt(ctx, d.who, same)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
