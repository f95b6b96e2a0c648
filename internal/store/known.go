package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"

	"goodmeasure/evidence"
)

// Titles gives number and title of every record, in the order of their numbers. A record that was merged into another
// comes under the number of that one.
func (w *Workspace) Titles(ctx context.Context, each func(record int64, title string)) error {
	rows, err := w.read.QueryContext(ctx, "SELECT CASE WHEN merged_into = 0 THEN id ELSE merged_into END, title FROM record ORDER BY id")
	if err != nil {
		return fmt.Errorf("reading the titles of %s: %w", w.place, err)
	}
	defer rows.Close()
	for rows.Next() {
		var record int64
		var title string
		if err := rows.Scan(&record, &title); err != nil {
			return fmt.Errorf("reading the titles of %s: %w", w.place, err)
		}
		each(record, title)
	}
	return rows.Err()
}

// Bearers gives, for each of many identifiers that the library knows, the records that bear it.
func (w *Workspace) Bearers(ctx context.Context, identifiers []evidence.Identifier) (map[evidence.Identifier][]int64, error) {
	found := map[evidence.Identifier][]int64{}
	schemes := map[string][]string{}
	for _, id := range identifiers {
		schemes[id.Scheme] = append(schemes[id.Scheme], id.Value)
	}
	for scheme, all := range schemes { // what is found goes into a map: the order does not matter
		for chunk := range slices.Chunk(all, atOnce-1) {
			if err := w.bearers(ctx, scheme, chunk, found); err != nil {
				return nil, fmt.Errorf("looking identifiers up in %s: %w", w.place, err)
			}
		}
	}
	return found, nil
}

func (w *Workspace) bearers(ctx context.Context, scheme string, among []string, found map[evidence.Identifier][]int64) error {
	args := []any{scheme}
	for _, value := range among {
		args = append(args, value)
	}
	_, err := all(ctx, w.read, func(rows *sql.Rows) (struct{}, error) {
		var record int64
		id := evidence.Identifier{Scheme: scheme}
		err := rows.Scan(&id.Value, &record)
		found[id] = append(found[id], record)
		return struct{}{}, err
	}, "SELECT i.value, CASE WHEN r.merged_into = 0 THEN r.id ELSE r.merged_into END FROM record_identifier i JOIN record r ON r.id = i.record WHERE i.scheme = $1 AND i.value IN "+
		placesFrom(2, len(among))+" ORDER BY r.id", args...)
	return err
}

// placesFrom is a list of numbered places that begins at a number: ($2, $3).
func placesFrom(first, count int) string {
	text := "("
	for n := range count {
		if n > 0 {
			text += ", "
		}
		text += fmt.Sprintf("$%d", first+n)
	}
	return text + ")"
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
