package review

import (
	"context"
	"errors"
	"slices"

	"goodmeasure/evidence"
	"goodmeasure/internal/library"
	"goodmeasure/internal/store"
)

// shelved is what the library has of a file's records, by their places among those that can be read.
type shelved struct {
	records int           // that can be read
	here    map[int]int64 // numbers under which the library has them, for the review to have them as they stand there
	known   []Known
	fuller  map[int]Known // the library has the work without its abstract, by which it is to be screened
}

// together is how many records of a file are looked at together.
const together = 2_500

// shelving is a look at which of a file's records the library has.
type shelving struct {
	shelved
	desk       *Desk
	role       evidence.Role // in the library
	recogniser *library.Recogniser
	used       map[int64]bool // those of the library's that a record of the file stands for already
}

// look takes in a few more of the file's records. What this review has already is added once more, and merged like
// any other duplicate, so that it is counted; and so is what another review uses, or what has full texts: they are not for
// the people of this one to see. Who has no role in the library does not learn what is in it.
func (s *shelving) look(ctx context.Context, records []evidence.Record) error {
	first := s.records
	s.records += len(records)
	if !s.role.Allows(evidence.Reader) {
		return nil
	}
	had, err := s.recogniser.Recognise(ctx, records)
	if err != nil {
		return err
	}
	held, err := s.desk.held(ctx, had)
	if err != nil {
		return err
	}
	for n, r := range records {
		one, known := had[n]
		bare, there := held[one.Of]
		lacks := bare && r.Abstract != ""
		if !known || !there || s.used[one.Of] || lacks && !s.role.Allows(evidence.Reviewer) { // who only reads in the library changes nothing there
			continue
		}
		s.used[one.Of] = true
		s.known = append(s.known, one)
		if lacks {
			s.fuller[first+n] = one
		} else {
			s.here[first+n] = one.Of
		}
	}
	return nil
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
	entries, err := d.workspace().FilledRecords(ctx, slices.DeleteFunc(numbers, func(n int64) bool { return !unused[n] }))
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
