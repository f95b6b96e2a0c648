package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"goodmeasure/evidence"
)

// Reindex makes the index of words anew from the records, and says how many there are. It is for an index that is damaged, and gives
// back what one has grown by in years of changes. Whoever searches meanwhile has the old one until it is done.
func (w *Workspace) Reindex(ctx context.Context) (records int, err error) {
	err = w.inTransaction(ctx, func(tx *sql.Tx) error {
		if _, err := numbers(ctx, tx, "removal", 1); err != nil { // whoever holds the old index in memory takes in the new one
			return err
		}
		if err := reindex(ctx, tx, readWhatIsReadable); err != nil {
			return err
		}
		records, err = one(ctx, tx, value[int], "SELECT count(*) FROM record")
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("making the index of words of %s anew: %w; it was left as it was", w.place, err)
	}
	return records, nil
}

// reindex makes the index anew from the records, as they are read.
func reindex(ctx context.Context, tx *sql.Tx, read func(scanner) (evidence.Entry, error)) error {
	if _, err := numbers(ctx, tx, "entry", 0); err != nil { // nobody else writes to the index until this is done
		return err
	}
	for _, statement := range []string{"DELETE FROM search_part", "DELETE FROM search_segment", "UPDATE counter SET last = 0 WHERE name = 'entry'"} {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	for last := int64(0); ; {
		entries, err := all(ctx, tx, func(rows *sql.Rows) (evidence.Entry, error) { return read(rows) },
			"SELECT "+entryColumns+" FROM record WHERE id > $1 ORDER BY id LIMIT $2", last, 2*complete)
		if err == nil {
			entries, err = withFacets(ctx, tx, entries)
		}
		if err != nil {
			return fmt.Errorf("records after %d: %w", last, err)
		}
		if len(entries) == 0 {
			return nil
		}
		if err := index(ctx, tx, segmentsOf(wordsOf(entries))); err != nil {
			return err
		}
		last = entries[len(entries)-1].Number()
	}
}

// readWhatIsReadable is readEntry that gives of a record which cannot be read its number: one is no reason to find none of the others.
func readWhatIsReadable(row scanner) (evidence.Entry, error) {
	e, err := readEntry(row)
	if unreadable := new(unreadable); errors.As(err, &unreadable) {
		return evidence.Entry{Record: evidence.Record{ID: e.ID}}, nil
	}
	return e, err
}
