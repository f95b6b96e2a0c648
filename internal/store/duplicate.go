package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"goodmeasure/evidence"
)

const duplicateColumns = "id, kept, other, state, score, because, account, changed"

func readDuplicate(row scanner) (d evidence.Duplicate, err error) {
	return d, row.Scan(&d.ID, &d.Kept, &d.Other, &d.State, &d.Score, &d.Because, &d.Account, when{&d.Changed})
}

// Merge makes one record stand for another as well. Nothing of the other is lost: its sources count for the one that was
// kept, what was decided on it stays, and Part makes them two again.
func (w *Workspace) Merge(ctx context.Context, by evidence.Account, d evidence.Duplicate) (evidence.Duplicate, error) {
	d.State = evidence.Merged
	return w.judge(ctx, by, d)
}

// Doubt leaves two records to a person, who will say whether they are one work. A pair that a person has judged stays as
// it was judged.
func (w *Workspace) Doubt(ctx context.Context, by evidence.Account, d evidence.Duplicate) (evidence.Duplicate, error) {
	d.State = evidence.Unsure
	return w.judge(ctx, by, d)
}

// Distinguish says that two records are two works.
func (w *Workspace) Distinguish(ctx context.Context, by evidence.Account, d evidence.Duplicate) (evidence.Duplicate, error) {
	d.State = evidence.Different
	return w.judge(ctx, by, d)
}

// Part makes a record that was merged into another stand for itself again.
func (w *Workspace) Part(ctx context.Context, by evidence.Account, kept, other int64) (evidence.Duplicate, error) {
	return w.judge(ctx, by, evidence.Duplicate{Kept: kept, Other: other, State: evidence.Unmerged})
}

func (w *Workspace) judge(ctx context.Context, by evidence.Account, d evidence.Duplicate) (evidence.Duplicate, error) {
	err := w.inTransaction(ctx, func(tx *sql.Tx) error {
		if d.Kept == d.Other {
			return errors.New("they are the same record")
		}
		// Both rows are kept from others, in the order of their numbers, lest two merges wait for each other.
		into := map[int64]int64{}
		for _, number := range []int64{min(d.Kept, d.Other), max(d.Kept, d.Other)} {
			merged, err := one(ctx, tx, value[int64], "SELECT merged_into FROM record WHERE id = $1"+w.lock, number)
			if err != nil {
				return fmt.Errorf("record %d: %w", number, err)
			}
			into[number] = merged
		}
		before, err := one(ctx, tx, readDuplicate, "SELECT "+duplicateColumns+" FROM duplicate WHERE kept = $1 AND other = $2 OR kept = $2 AND other = $1", d.Kept, d.Other)
		if err != nil && !errors.Is(err, evidence.ErrNotFound) {
			return err
		}
		known := err == nil
		if known && d.State == evidence.Unsure {
			d = before
			return nil
		}
		if err := w.mayJudge(ctx, tx, d, into); err != nil {
			return err
		}
		return w.takeDown(ctx, tx, by, before, known, &d, into)
	})
	if err != nil {
		return d, fmt.Errorf("saying that records %d and %d are %s: %w", d.Kept, d.Other, d.State, err)
	}
	return d, nil
}

// mayJudge refuses what would make a chain of merges, or undo what is not there.
func (w *Workspace) mayJudge(ctx context.Context, tx *sql.Tx, d evidence.Duplicate, into map[int64]int64) error {
	switch d.State {
	case evidence.Merged:
		if into[d.Kept] != 0 {
			return fmt.Errorf("record %d was itself merged into %d: merge into that", d.Kept, into[d.Kept])
		}
		if into[d.Other] != 0 {
			return fmt.Errorf("record %d was merged into %d already", d.Other, into[d.Other])
		}
		others, err := one(ctx, tx, value[int], "SELECT count(*) FROM record WHERE merged_into = $1", d.Other)
		if err == nil && others > 0 {
			err = fmt.Errorf("record %d stands for %d more: merge the other way round, or part them first", d.Other, others)
		}
		return err
	case evidence.Unmerged:
		if into[d.Other] != d.Kept {
			return fmt.Errorf("record %d is not merged into %d", d.Other, d.Kept)
		}
	case evidence.Different:
		if into[d.Other] == d.Kept || into[d.Kept] == d.Other {
			return errors.New("they are merged: part them first")
		}
	}
	return nil
}

// takeDown writes a judgement over the one before it, and moves the record.
func (w *Workspace) takeDown(ctx context.Context, tx *sql.Tx, by evidence.Account, before evidence.Duplicate, known bool, d *evidence.Duplicate, into map[int64]int64) (err error) {
	d.Account, d.Changed, d.Because = by.ID, now(), clean(d.Because)
	var stood any
	if known {
		stood, d.ID = before, before.ID
		if d.Because == "" {
			d.Score, d.Because = before.Score, before.Because
		}
	} else if d.ID, err = numbers(ctx, tx, "duplicate", 1); err != nil {
		return err
	}
	merged := map[evidence.DuplicateState]int64{evidence.Merged: d.Kept}[d.State]
	return firstOf(nil,
		func() error {
			_, err := tx.ExecContext(ctx, "INSERT INTO duplicate ("+duplicateColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
				ON CONFLICT (id) DO UPDATE SET kept = $2, other = $3, state = $4, score = $5, because = $6, account = $7, changed = $8`,
				d.ID, d.Kept, d.Other, d.State, d.Score, d.Because, d.Account, stamp(d.Changed))
			return err
		},
		func() error {
			if d.State != evidence.Merged && d.State != evidence.Unmerged {
				return nil
			}
			revision, err := numbers(ctx, tx, "revision", 1)
			if err != nil {
				return err
			}
			return change(ctx, tx, "UPDATE record SET merged_into = $2, revision = $3, changed = $4 WHERE id = $1", d.Other, merged, revision, stamp(d.Changed))
		},
		func() error {
			verb := map[evidence.DuplicateState]string{evidence.Merged: "merged", evidence.Unmerged: "parted", evidence.Different: "told apart", evidence.Unsure: "doubted"}[d.State]
			return note(ctx, tx, by, evidence.Act{Verb: verb, Subject: "duplicate", Number: d.ID, Record: d.Kept}, stood, *d)
		})
}

// Duplicates lists pairs of a review's records in a state, or of the whole library (review 0), the surest first.
func (w *Workspace) Duplicates(ctx context.Context, review int64, state evidence.DuplicateState) ([]evidence.Duplicate, error) {
	pairs, err := all(ctx, w.read, func(rows *sql.Rows) (evidence.Duplicate, error) { return readDuplicate(rows) },
		"SELECT "+duplicateColumns+` FROM duplicate d WHERE state = $1 AND (CAST($2 AS BIGINT) = 0 OR
			EXISTS (SELECT 1 FROM review_record m WHERE m.review = $2 AND m.record = d.other) AND EXISTS (SELECT 1 FROM review_record m WHERE m.review = $2 AND m.record = d.kept))
		ORDER BY score DESC, id`, state, review)
	if err != nil {
		return nil, fmt.Errorf("listing the duplicates of %s: %w", w.place, err)
	}
	return pairs, nil
}
