package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"time"

	"goodmeasure/evidence"
)

// ChangeRecord replaces what a record says, its plain summary and its facets. Where it came from, and its raw text, stay.
func (w *Workspace) ChangeRecord(ctx context.Context, by evidence.Account, changed evidence.Entry) (evidence.Entry, error) {
	return w.ChangeRecordOver(ctx, by, changed, time.Time{})
}

// ChangeRecordOver is ChangeRecord of what was last changed at a time: somebody who has done so since is not written over, and the
// error is ErrStale. Zero asks for no such care.
func (w *Workspace) ChangeRecordOver(ctx context.Context, by evidence.Account, changed evidence.Entry, over time.Time) (evidence.Entry, error) {
	number := changed.Number()
	err := w.inTransaction(ctx, func(tx *sql.Tx) error {
		before, err := w.entry(ctx, tx, number, w.lock)
		if err != nil {
			return err
		}
		if !over.IsZero() && !over.Equal(before.Changed) {
			return ErrStale
		}
		after := before
		after.Record, after.Summary, after.Facets = changed.Record, changed.Summary, changed.Facets
		after.Origin = before.Origin
		after.Origin.Edited, after.Origin.Emptied = true, changed.Origin.Emptied
		return firstOf(w.writeRecords(ctx, tx, by, []rewritten{{before, after}}),
			func() (err error) { changed, err = w.entry(ctx, tx, number, ""); return err })
	})
	if err != nil {
		return changed, fmt.Errorf("changing record %s: %w", changed.ID, err)
	}
	return changed, nil
}

// rewritten is what a record said, and what it says in place of it.
type rewritten struct{ before, after evidence.Entry }

// writeRecords puts what records say in place of what they said before. Each of them comes once, and is held.
func (w *Workspace) writeRecords(ctx context.Context, tx *sql.Tx, by evidence.Account, changes []rewritten) error {
	first, err := numbers(ctx, tx, "revision", len(changes))
	if err != nil {
		return err
	}
	var records []int64
	var after []evidence.Entry
	var acts []evidence.Act
	for n := range changes {
		c := &changes[n]
		c.after.Changed = now()
		c.after = cleaned(c.after)
		description, _, err := describeRecord(c.after)
		if err != nil {
			return err
		}
		number := c.before.Number()
		if err := change(ctx, tx, "UPDATE record SET revision = $2, kind = $3, title = $4, year = $5, description = $6, summary = $7, changed = $8 WHERE id = $1",
			number, first+int64(n), c.after.Kind, c.after.Title, c.after.Year, description, c.after.Summary, stamp(c.after.Changed)); err != nil {
			return err
		}
		act, err := noted(by, evidence.Act{Verb: "changed", Subject: "record", Number: number, Record: number}, c.before, c.after)
		if err != nil {
			return err
		}
		records, after, acts = append(records, number), append(after, c.after), append(acts, act)
	}
	return firstOf(nil,
		func() error { return w.unfile(ctx, tx, records) },
		func() error { return fileRecords(ctx, tx, after) },
		func() error { return indexAgain(ctx, tx, changes) },
		func() error { return keepActs(ctx, tx, acts) })
}

// indexAgain puts records into the index anew, where their words are others.
func indexAgain(ctx context.Context, tx *sql.Tx, changes []rewritten) error {
	gone := map[int64]map[string]bool{}
	var anew []indexed
	for _, c := range changes {
		before, after := indexOf(c.before), indexOf(c.after)
		if slices.EqualFunc(before.fields[:], after.fields[:], slices.Equal) {
			continue
		}
		words := before.set()
		for word := range after.set() {
			delete(words, word)
		}
		gone[after.record] = words
		anew = append(anew, after)
	}
	if len(anew) == 0 {
		return nil
	}
	if err := unindex(ctx, tx, gone); err != nil {
		return err
	}
	return index(ctx, tx, segmentsOf(anew))
}

// unfile takes away what records are looked up by, save what cards say of them.
func (w *Workspace) unfile(ctx context.Context, tx *sql.Tx, records []int64) error {
	for chunk := range slices.Chunk(records, atOnce) {
		list, args := numbered(chunk)
		for _, statement := range []string{"DELETE FROM record_identifier WHERE record IN ", "DELETE FROM record_facet WHERE card = 0 AND record IN "} {
			if _, err := tx.ExecContext(ctx, statement+list, args...); err != nil {
				return err
			}
		}
	}
	return nil
}

// Publish shows records to all readers of the library, or to members only. The first time that a record is shown is kept
// for good: hiding and showing it again does not make it new.
func (w *Workspace) Publish(ctx context.Context, by evidence.Account, records []int64, public bool) error {
	err := w.inTransaction(ctx, func(tx *sql.Tx) error {
		at := now()
		if err := w.holdRecords(ctx, tx, records); err != nil {
			return err
		}
		for _, number := range records {
			before, err := w.entry(ctx, tx, number, w.lock)
			if err != nil {
				return fmt.Errorf("record %d: %w", number, err)
			}
			if before.Public == public {
				continue
			}
			first := before.FirstPublic
			if public && first.IsZero() {
				first = at
			}
			revision, err := numbers(ctx, tx, "revision", 1)
			if err = firstOf(err,
				func() error {
					return change(ctx, tx, "UPDATE record SET public = $2, first_public = $3, revision = $4, changed = $5 WHERE id = $1", number, public, stamp(first), revision, stamp(at))
				},
				func() error {
					return note(ctx, tx, by, evidence.Act{Verb: "changed", Subject: "record", Number: number, Record: number}, map[string]bool{"public": before.Public}, map[string]bool{"public": public})
				}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("showing or hiding records of %s: %w", w.place, err)
	}
	return nil
}

// holdRecords keeps records from others until the end of the transaction, in the order of their numbers and before
// anything else is taken, lest two who change several wait for each other.
func (w *Workspace) holdRecords(ctx context.Context, tx *sql.Tx, records []int64) error {
	for chunk := range slices.Chunk(slices.Sorted(slices.Values(records)), atOnce) {
		list, args := numbered(chunk)
		if _, err := values[int64](ctx, tx, "SELECT id FROM record WHERE id IN "+list+" ORDER BY id"+w.lock, args...); err != nil {
			return err
		}
	}
	return nil
}

// Join makes records of the library records of a review too.
func (w *Workspace) Join(ctx context.Context, by evidence.Account, review int64, records []int64) error {
	err := w.inTransaction(ctx, func(tx *sql.Tx) error {
		_, err := reviewOf(ctx, tx, review, "")
		return firstOf(err,
			func() error {
				return join(ctx, tx, "review_record", "review", review, records, "added", stamp(now()))
			},
			func() error {
				return note(ctx, tx, by, evidence.Act{Verb: "added", Subject: "membership", Number: review, Review: review}, nil, records)
			})
	})
	if err != nil {
		return fmt.Errorf("putting records into review %d: %w", review, err)
	}
	return nil
}

// Members gives the numbers of a review's records: those that stand for themselves, or all with those that were merged
// into others.
func (w *Workspace) Members(ctx context.Context, review int64, withMerged bool) ([]int64, error) {
	members, err := values[int64](ctx, w.read, `SELECT m.record FROM review_record m JOIN record r ON r.id = m.record
		WHERE m.review = $1 AND (r.merged_into = 0 OR `+strconv.FormatBool(withMerged)+`) ORDER BY m.record`, review)
	if err != nil {
		return nil, fmt.Errorf("listing the records of review %d: %w", review, err)
	}
	return members, nil
}

// RemoveRecord takes a record out of the library, with all that was decided and written about it. One that stands for
// others too has to be parted from them first.
func (w *Workspace) RemoveRecord(ctx context.Context, by evidence.Account, number int64) error {
	err := w.inTransaction(ctx, func(tx *sql.Tx) error {
		before, err := w.entry(ctx, tx, number, w.lock)
		if err != nil {
			return err
		}
		others, err := one(ctx, tx, value[int], "SELECT count(*) FROM record WHERE merged_into = $1 OR id IN (SELECT other FROM duplicate WHERE kept = $1 AND state = 'merged')", number)
		if err == nil && others > 0 {
			err = fmt.Errorf("it stands for %d more that were merged into it; part them first", others)
		}
		return firstOf(err,
			func() error {
				_, err := numbers(ctx, tx, "attachment", 0) // nobody attaches a document that goes until it is gone
				return err
			},
			func() error { _, err := numbers(ctx, tx, "removal", 1); return err },
			func() error { return unindex(ctx, tx, map[int64]map[string]bool{number: indexOf(before).set()}) },
			func() error { return change(ctx, tx, "DELETE FROM record WHERE id = $1", number) },
			func() error {
				_, err := tx.ExecContext(ctx, "DELETE FROM document WHERE NOT EXISTS (SELECT 1 FROM attachment a WHERE a.document = document.sha256)")
				return err
			},
			func() error {
				return note(ctx, tx, by, evidence.Act{Verb: "removed", Subject: "record", Number: number, Record: number}, before, nil)
			})
	})
	if err != nil {
		return fmt.Errorf("removing record %d: %w", number, err)
	}
	return nil
}
