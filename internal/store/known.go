package store

import (
	"context"
	"database/sql"
	"fmt"

	"goodmeasure/evidence"
)

// Standing gives the numbers of the records that stand for themselves, in their order.
func (w *Workspace) Standing(ctx context.Context) ([]int64, error) {
	found, err := values[int64](ctx, w.read, "SELECT id FROM record WHERE merged_into = 0 ORDER BY id")
	if err != nil {
		return nil, fmt.Errorf("listing the records of %s: %w", w.place, err)
	}
	return found, nil
}

// CountStanding counts the records that stand for themselves.
func (w *Workspace) CountStanding(ctx context.Context) (int, error) {
	count, err := one(ctx, w.read, value[int], "SELECT count(*) FROM record WHERE merged_into = 0")
	if err != nil {
		return 0, fmt.Errorf("counting the records of %s: %w", w.place, err)
	}
	return count, nil
}

// Titles gives number and title of every record after a number, in the order of their numbers, with the number of the one that
// stands for it, and the last number.
func (w *Workspace) Titles(ctx context.Context, after int64, each func(record, head int64, title string)) (last int64, err error) {
	rows, err := w.read.QueryContext(ctx, "SELECT id, CASE WHEN merged_into = 0 THEN id ELSE merged_into END, title FROM record WHERE id > $1 ORDER BY id", after)
	if err != nil {
		return after, fmt.Errorf("reading the titles of %s: %w", w.place, err)
	}
	defer rows.Close()
	last = after
	for rows.Next() {
		var head int64
		var title string
		if err := rows.Scan(&last, &head, &title); err != nil {
			return after, fmt.Errorf("reading the titles of %s: %w", w.place, err)
		}
		each(last, head, title)
	}
	return last, rows.Err()
}

// Identifiers gives every identifier of records after a number with the record that bears it, in the order of the records'
// numbers. One that was merged into another stands under that one.
func (w *Workspace) Identifiers(ctx context.Context, after int64, each func(record int64, id evidence.Identifier)) error {
	_, err := all(ctx, w.read, func(rows *sql.Rows) (struct{}, error) {
		var record int64
		var id evidence.Identifier
		err := rows.Scan(&id.Scheme, &id.Value, &record)
		if err == nil {
			each(record, id)
		}
		return struct{}{}, err
	}, "SELECT i.scheme, i.value, CASE WHEN r.merged_into = 0 THEN r.id ELSE r.merged_into END FROM record_identifier i JOIN record r ON r.id = i.record WHERE r.id > $1 ORDER BY r.id", after)
	if err != nil {
		return fmt.Errorf("reading the identifiers of %s: %w", w.place, err)
	}
	return nil
}

// Numbers gives the numbers of all records that a query finds, in its order, whatever its page.
func (w *Workspace) Numbers(ctx context.Context, q Query) ([]int64, error) {
	ids, ranked, err := w.candidates(ctx, q)
	if err == nil {
		err = w.refresh(ctx)
	}
	if err != nil {
		return nil, fmt.Errorf("searching %s: %w", w.place, err)
	}
	ids, _ = w.catalogue.sift(q, ids, ranked)
	return ids, nil
}
