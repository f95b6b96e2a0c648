package store

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
)

// takeHere gives the review and the search those records that the library has already, or those that stand for them by
// now. It says which it took, and for which places; the others are gone, or something hangs on them that is not for this review.
func (w *Workspace) takeHere(ctx context.Context, tx *sql.Tx, to Addition) (taken []int64, stands map[int]bool, err error) {
	if len(to.Here) == 0 {
		return nil, nil, nil
	}
	if _, err := numbers(ctx, tx, "duplicate change", 1); err != nil { // what stands for a record stays so until this is done
		return nil, nil, err
	}
	wanted := slices.Sorted(maps.Values(to.Here))
	heads, err := headsOf(ctx, tx, wanted)
	if err != nil {
		return nil, nil, err
	}
	for _, number := range wanted {
		taken = append(taken, heads[number])
	}
	slices.Sort(taken)
	taken = slices.Compact(taken)
	if err := w.holdRecords(ctx, tx, taken); err != nil {
		return nil, nil, err
	}
	unused, err := unusedOf(ctx, tx, taken) // looked up once they are held, so that no other review takes one meanwhile
	if err != nil {
		return nil, nil, err
	}
	stands = map[int]bool{}
	for place, number := range to.Here {
		stands[place] = unused[heads[number]]
	}
	taken = slices.DeleteFunc(taken, func(n int64) bool { return !unused[n] })
	return taken, stands, firstOf(nil,
		func() error {
			return join(ctx, tx, "review_record", "review", to.Review, taken, "added", stamp(now()))
		},
		func() error { return join(ctx, tx, "record_source", "source", to.Search, taken) })
}

// headsOf gives for each of some records that are there the one that stands for it.
func headsOf(ctx context.Context, tx *sql.Tx, records []int64) (map[int64]int64, error) {
	heads := map[int64]int64{}
	for chunk := range slices.Chunk(records, atOnce) {
		list, args := numbered(chunk)
		if _, err := all(ctx, tx, func(rows *sql.Rows) (none struct{}, err error) {
			var number, head int64
			err = rows.Scan(&number, &head)
			heads[number] = head
			return none, err
		}, "SELECT id, CASE WHEN merged_into = 0 THEN id ELSE merged_into END FROM record WHERE id IN "+list, args...); err != nil {
			return nil, err
		}
	}
	return heads, nil
}

// Unused tells which of some records stand for themselves and are part of no review, and have no full text; nor has any
// that was merged into them.
func (w *Workspace) Unused(ctx context.Context, records []int64) (map[int64]bool, error) {
	unused, err := unusedOf(ctx, w.read, records)
	if err != nil {
		return nil, fmt.Errorf("looking for records of %s that no review uses: %w", w.place, err)
	}
	return unused, nil
}

// Verdicts and cards are of members alone, and go when a review goes; full texts stay.
func unusedOf(ctx context.Context, db rowQuerier, records []int64) (map[int64]bool, error) {
	unused := map[int64]bool{}
	for chunk := range slices.Chunk(records, atOnce) {
		list, args := numbered(chunk)
		found, err := values[int64](ctx, db, "SELECT id FROM record h WHERE merged_into = 0 AND id IN "+list+` AND NOT EXISTS (SELECT 1 FROM record r WHERE (r.id = h.id OR r.merged_into = h.id)
			AND (EXISTS (SELECT 1 FROM review_record m WHERE m.record = r.id) OR EXISTS (SELECT 1 FROM attachment a WHERE a.record = r.id)))`, args...)
		if err != nil {
			return nil, err
		}
		for _, number := range found {
			unused[number] = true
		}
	}
	return unused, nil
}
