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

// Merge makes one record stand for another as well, and for those that the other stood for; where either was merged
// before, it speaks of the record that stands for it. The second stands for both where it alone was decided on,
// summarised, made public or taken into a review; where each of them was, the error is ErrBothNeeded. Nothing of either is
// lost: its sources count for the one that was kept, and Part makes them two again. It gives the pair as it was merged,
// with number 0 where one record stood for both already.
func (w *Workspace) Merge(ctx context.Context, by evidence.Account, d evidence.Duplicate) (evidence.Duplicate, error) {
	d.State = evidence.Merged
	return w.judge(ctx, by, d, w.merge)
}

// Part makes a record that was merged into another stand for itself again, and for those that it stood for before. Doing
// it twice is as doing it once.
func (w *Workspace) Part(ctx context.Context, by evidence.Account, kept, other int64) (evidence.Duplicate, error) {
	return w.judge(ctx, by, evidence.Duplicate{Kept: kept, Other: other, State: evidence.Unmerged}, w.part)
}

// Doubt leaves two records to a person, who will say whether they are one work. A pair that a person has judged stays as
// it was judged.
func (w *Workspace) Doubt(ctx context.Context, by evidence.Account, d evidence.Duplicate) (evidence.Duplicate, error) {
	d.State = evidence.Unsure
	return w.judge(ctx, by, d, w.doubt)
}

// Distinguish says that two records are two works.
func (w *Workspace) Distinguish(ctx context.Context, by evidence.Account, d evidence.Duplicate) (evidence.Duplicate, error) {
	d.State = evidence.Different
	return w.judge(ctx, by, d, w.distinguish)
}

// said is what states are called where something went wrong.
var said = map[evidence.DuplicateState]string{evidence.Merged: "one work", evidence.Unmerged: "two works again", evidence.Unsure: "perhaps one work", evidence.Different: "two works"}

// judgement takes down what is said of a pair, whose records exist and are stood for by these two.
type judgement func(ctx context.Context, tx *sql.Tx, by evidence.Account, d *evidence.Duplicate, keptHead, otherHead int64) error

func (w *Workspace) judge(ctx context.Context, by evidence.Account, d evidence.Duplicate, take judgement) (evidence.Duplicate, error) {
	asked := d
	err := w.inTransaction(ctx, func(tx *sql.Tx) error {
		if d.Kept == d.Other {
			return errors.New("they are the same record")
		}
		// One judgement comes after the other, so that what stands for a record stays so until this one is taken down.
		if _, err := numbers(ctx, tx, "duplicate change", 1); err != nil {
			return err
		}
		heads := map[int64]int64{}
		for _, number := range []int64{d.Kept, d.Other} {
			head, err := one(ctx, tx, value[int64], "SELECT CASE WHEN merged_into = 0 THEN id ELSE merged_into END FROM record WHERE id = $1", number)
			if err != nil {
				return fmt.Errorf("record %d: %w", number, err)
			}
			heads[number] = head
		}
		return take(ctx, tx, by, &d, heads[d.Kept], heads[d.Other])
	})
	if err != nil {
		return asked, fmt.Errorf("saying that records %d and %d are %s: %w", asked.Kept, asked.Other, said[asked.State], err)
	}
	return d, nil
}

func (w *Workspace) doubt(ctx context.Context, tx *sql.Tx, by evidence.Account, d *evidence.Duplicate, keptHead, otherHead int64) error {
	before, err := pairOf(ctx, tx, d.Kept, d.Other)
	if err == nil {
		*d = before
	}
	if !errors.Is(err, evidence.ErrNotFound) || keptHead == otherHead {
		return ignoring(err, evidence.ErrNotFound)
	}
	return takeDown(ctx, tx, by, d)
}

func (w *Workspace) distinguish(ctx context.Context, tx *sql.Tx, by evidence.Account, d *evidence.Duplicate, keptHead, otherHead int64) error {
	if keptHead == otherHead {
		return errors.New("they are merged: part them first")
	}
	return takeDown(ctx, tx, by, d)
}

// ignoring is an error, or nil where it is the one to be ignored.
func ignoring(err, ignored error) error {
	if errors.Is(err, ignored) {
		return nil
	}
	return err
}

// pairOf is what was said last of two records, in whichever order; evidence.ErrNotFound where nothing was.
func pairOf(ctx context.Context, tx *sql.Tx, first, second int64) (evidence.Duplicate, error) {
	return one(ctx, tx, readDuplicate, "SELECT "+duplicateColumns+" FROM duplicate WHERE kept = $1 AND other = $2 OR kept = $2 AND other = $1 ORDER BY id", first, second)
}

// takeDown writes what is said of a pair over what was said of it before.
func takeDown(ctx context.Context, tx *sql.Tx, by evidence.Account, d *evidence.Duplicate) error {
	d.Account, d.Changed, d.Because = by.ID, now(), clean(d.Because)
	before, err := pairOf(ctx, tx, d.Kept, d.Other)
	var stood any
	switch {
	case err == nil:
		stood, d.ID = before, before.ID
		if d.Because == "" {
			d.Score, d.Because = before.Score, before.Because
		}
	case errors.Is(err, evidence.ErrNotFound):
		d.ID, err = numbers(ctx, tx, "duplicate", 1)
	}
	return firstOf(err,
		func() error {
			_, err := tx.ExecContext(ctx, "INSERT INTO duplicate ("+duplicateColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
				ON CONFLICT (id) DO UPDATE SET kept = $2, other = $3, state = $4, score = $5, because = $6, account = $7, changed = $8`,
				d.ID, d.Kept, d.Other, d.State, d.Score, d.Because, d.Account, stamp(d.Changed))
			return err
		},
		func() error {
			verb := map[evidence.DuplicateState]string{evidence.Merged: "merged", evidence.Unmerged: "parted", evidence.Different: "told apart", evidence.Unsure: "doubted"}[d.State]
			return note(ctx, tx, by, evidence.Act{Verb: verb, Subject: "duplicate", Number: d.ID, Record: d.Kept}, stood, *d)
		})
}
