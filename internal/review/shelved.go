package review

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"goodmeasure/evidence"
	"goodmeasure/internal/library"
	"goodmeasure/internal/store"
)

// shelved is a file's records, parted by whether the library has them for this review to use.
type shelved struct {
	fresh  []evidence.Entry // to be added
	here   []evidence.Entry // under their numbers in the library, to become records of the review as they stand there
	known  []Known
	fuller map[int]Known // of the fresh ones: the library has the work without its abstract, by which it is to be screened
}

// shelved looks which of a file's records the library has. What this review has already is added once more, and merged like
// any other duplicate, so that it is counted; and so is what another review uses, or what has full texts: they are not for
// the people of this one to see. Who has no role in the library does not learn what is in it.
func (d *Desk) shelved(ctx context.Context, entries []evidence.Entry) (s shelved, err error) {
	role, err := d.Role(ctx, evidence.Library)
	if err != nil {
		return s, err
	}
	if !role.Allows(evidence.Reader) {
		s.fresh = entries
		return s, nil
	}
	records := make([]evidence.Record, len(entries))
	for n, e := range entries {
		records[n] = e.Record
	}
	had, err := library.Recognise(ctx, d.workspace(), records)
	if err != nil {
		return s, err
	}
	held, err := d.held(ctx, had)
	if err != nil {
		return s, err
	}
	s.fuller = map[int]Known{}
	for n, e := range entries {
		one, known := had[n]
		bare, there := held[one.Of]
		lacks := bare && e.Abstract != ""
		if !known || !there || lacks && !role.Allows(evidence.Reviewer) { // who only reads in the library changes nothing there
			s.fresh = append(s.fresh, e)
			continue
		}
		delete(held, one.Of)
		s.known = append(s.known, one)
		if lacks {
			s.fuller[len(s.fresh)] = one
			s.fresh = append(s.fresh, e)
			continue
		}
		e.ID = strconv.FormatInt(one.Of, 10)
		s.here = append(s.here, e)
	}
	return s, nil
}

// held are those of the library's records that no review uses: whether each is without an abstract.
func (d *Desk) held(ctx context.Context, had map[int]Known) (map[int64]bool, error) {
	var numbers []int64
	for _, one := range had { // the order does not matter
		numbers = append(numbers, one.Of)
	}
	slices.Sort(numbers)
	numbers = slices.Compact(numbers)
	unused, err := d.workspace().Unused(ctx, numbers)
	if err != nil {
		return nil, err
	}
	entries, err := d.workspace().Records(ctx, slices.DeleteFunc(numbers, func(n int64) bool { return !unused[n] }))
	bare := map[int64]bool{}
	for _, e := range entries {
		bare[e.Number()] = e.Abstract == ""
	}
	return bare, err
}

// pairWithLibrary merges records that were added with those of the library that say less. Where the library's has what the
// other lacks, such as being public, a plain summary or subjects, the two wait for a person, among the library's duplicates.
func (d *Desk) pairWithLibrary(ctx context.Context, fuller map[int]Known, added []int64) error {
	for n, number := range added {
		one, known := fuller[n]
		if !known {
			continue
		}
		same := evidence.Duplicate{Kept: one.Of, Other: number, Score: 1, Because: one.Why}
		stands, err := d.workspace().Record(ctx, one.Of)
		if errors.Is(err, evidence.ErrNotFound) { // taken out of the library meanwhile
			continue
		}
		if err == nil && (stands.Summary != "" || len(stands.Facets) > 0) {
			err = store.ErrBothNeeded
		} else if err == nil {
			_, err = d.workspace().Merge(ctx, d.who, same)
		}
		if errors.Is(err, store.ErrBothNeeded) {
			_, err = d.workspace().Doubt(ctx, d.who, same)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
