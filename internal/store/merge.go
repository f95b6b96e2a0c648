package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"goodmeasure/evidence"
)

// ErrBothNeeded is that neither of two records can stand for both, because something hangs on each.
var ErrBothNeeded = errors.New("neither record can stand for both")

// Merged records hang directly on the one that stands for them (merged_into), so that looking it up is one step. The pairs
// in the state merged keep what was merged into what, from which a part of it can be taken away again. Decisions on a merged record stay on it, count nowhere, and stand
// again where it is taken away.

func (w *Workspace) merge(ctx context.Context, tx *sql.Tx, by evidence.Account, d *evidence.Duplicate, keptHead, otherHead int64) error {
	d.Kept, d.Other = keptHead, otherHead
	if keptHead == otherHead {
		return nil
	}
	if err := w.holdTerms(ctx, tx, keptHead, otherHead); err != nil {
		return err
	}
	if err := w.holdMerged(ctx, tx, keptHead, otherHead); err != nil {
		return err
	}
	if err := whichStays(ctx, tx, d); err != nil {
		return err
	}
	under, err := values[int64](ctx, tx, "SELECT id FROM record WHERE merged_into = $1 ORDER BY id", d.Other)
	return firstOf(err,
		func() error { return hang(ctx, tx, d.Kept, append([]int64{d.Other}, under...)...) },
		func() error { return hang(ctx, tx, 0, d.Kept) }, // it stands for itself as before, and is filled from others now
		func() error { return takeDown(ctx, tx, by, d) })
}

// holdMerged keeps records, and those that they stand for, from whoever would decide on them meanwhile. They are taken in
// the order of their numbers, lest two wait for each other.
func (w *Workspace) holdMerged(ctx context.Context, tx *sql.Tx, one, other int64) error {
	_, err := values[int64](ctx, tx, "SELECT id FROM record WHERE id IN ($1, $2) OR merged_into IN ($1, $2) ORDER BY id"+w.lock, one, other)
	return err
}

// holdTerms keeps the terms of the reviews that records are part of as they are: what decisions come to hangs on them.
func (w *Workspace) holdTerms(ctx context.Context, tx *sql.Tx, one, other int64) error {
	_, err := values[int64](ctx, tx, "SELECT id FROM review WHERE id IN (SELECT review FROM review_record WHERE record IN ($1, $2)) ORDER BY id"+w.stay, one, other)
	return err
}

// stake is what would be lost of a record if one without it stood for it.
type stake struct {
	record         int64
	carded, public bool
	reviews        []int64
	outcomes       map[decided]Standing
}

// decided is where decisions stand on a record.
type decided struct {
	review int64
	stage  evidence.Stage
}

func stakeOf(ctx context.Context, tx *sql.Tx, record int64) (stake, error) {
	s, err := one(ctx, tx, func(row scanner) (s stake, err error) { return s, row.Scan(&s.record, &s.public, &s.carded) },
		"SELECT id, public, EXISTS (SELECT 1 FROM card WHERE record = $1) FROM record WHERE id = $1", record)
	if err != nil {
		return s, err
	}
	if s.reviews, err = values[int64](ctx, tx, "SELECT review FROM review_record WHERE record = $1 ORDER BY review", record); err != nil {
		return s, err
	}
	s.outcomes = map[decided]Standing{}
	for _, review := range s.reviews {
		r, err := reviewOf(ctx, tx, review, "")
		if err != nil {
			return s, err
		}
		for _, stage := range evidence.Stages() {
			decisions, err := all(ctx, tx, readDecisions, "SELECT "+decisionColumns+" FROM decision WHERE review = $1 AND record = $2 AND stage = $3 AND "+standing+" ORDER BY id", review, record, stage)
			if err != nil {
				return s, err
			}
			if len(decisions) > 0 {
				s.outcomes[decided{review, stage}] = standingOf(record, decisions, r.Screeners)
			}
		}
	}
	return s, nil
}

// lacks says what would be lost if a record stood for another; "" is nothing. What was decided on the other is not lost where
// the same was decided on the record.
func (s stake) lacks(other stake) string {
	if other.carded {
		return fmt.Sprintf("a card is written of record %d", other.record)
	}
	for at, theirs := range other.outcomes {
		if !s.settledAs(at, theirs) {
			return fmt.Sprintf("decisions stand on record %d", other.record)
		}
	}
	for _, review := range other.reviews {
		if !slices.Contains(s.reviews, review) {
			return fmt.Sprintf("record %d is part of review %d and record %d is not", other.record, review, s.record)
		}
	}
	if other.public && !s.public {
		return fmt.Sprintf("record %d is public and record %d is not", other.record, s.record)
	}
	return ""
}

// settledAs tells whether all who are to decide on the record have come to what was come to on another, at full text for the
// same reason.
func (s stake) settledAs(at decided, theirs Standing) bool {
	ours := s.outcomes[at]
	return ours.Outcome == theirs.Outcome && (ours.Outcome == evidence.Included || ours.Outcome == evidence.Excluded) &&
		(at.stage == evidence.TitleAbstract || ours.Reason == theirs.Reason)
}

// worked tells whether decisions stand on the record, or it has a card.
func (s stake) worked() bool { return s.carded || len(s.outcomes) > 0 }

// whichStays turns a pair round where the first cannot stand for the second and the second can for the first.
func whichStays(ctx context.Context, tx *sql.Tx, d *evidence.Duplicate) error {
	kept, err := stakeOf(ctx, tx, d.Kept)
	if err != nil {
		return err
	}
	other, err := stakeOf(ctx, tx, d.Other)
	if err != nil {
		return err
	}
	lost := kept.lacks(other)
	if lost == "" {
		return nil
	}
	if turned := other.lacks(kept); turned != "" {
		advice := "change that for one of them first"
		if kept.worked() && other.worked() {
			advice = "take back what was decided on one of them first, or have an owner resolve both alike"
		}
		return fmt.Errorf("%w: %s, and %s; %s", ErrBothNeeded, lost, turned, advice)
	}
	d.Kept, d.Other = d.Other, d.Kept
	return nil
}

func (w *Workspace) part(ctx context.Context, tx *sql.Tx, by evidence.Account, d *evidence.Duplicate, keptHead, otherHead int64) error {
	before, err := pairOf(ctx, tx, d.Kept, d.Other)
	if ignoring(err, evidence.ErrNotFound) != nil {
		return err
	}
	if keptHead != otherHead && err == nil && before.State == evidence.Unmerged {
		*d = before
		return nil
	}
	if keptHead == otherHead && d.Other == otherHead { // given the other way round
		d.Kept, d.Other = d.Other, d.Kept
	}
	if keptHead != otherHead || d.Kept != keptHead && !(err == nil && before.State == evidence.Merged && before.Kept == d.Kept) {
		return fmt.Errorf("record %d is not merged into record %d", d.Other, d.Kept)
	}
	d.Kept = keptHead
	if err := w.holdMerged(ctx, tx, d.Kept, d.Other); err != nil {
		return err
	}
	// What was merged into it when it was merged, and what was merged into that.
	back, err := values[int64](ctx, tx, `WITH RECURSIVE under (id) AS (SELECT other FROM duplicate WHERE kept = $1 AND state = 'merged'
			UNION SELECT p.other FROM duplicate p JOIN under u ON p.kept = u.id WHERE p.state = 'merged')
		SELECT id FROM record WHERE merged_into = $2 AND id IN (SELECT id FROM under) ORDER BY id`, d.Other, d.Kept)
	return firstOf(err,
		func() error { return hang(ctx, tx, 0, d.Other, d.Kept) },
		func() error { return hang(ctx, tx, d.Other, back...) },
		func() error {
			_, err := tx.ExecContext(ctx, "UPDATE duplicate SET state = 'undone', account = $2, changed = $3 WHERE other = $1 AND state = 'merged'", d.Other, by.ID, stamp(now()))
			return err
		},
		func() error { return takeDown(ctx, tx, by, d) })
}

// hang makes one record stand for others; 0 lets each stand for itself.
func hang(ctx context.Context, tx *sql.Tx, head int64, records ...int64) error {
	if len(records) == 0 {
		return nil
	}
	revision, err := numbers(ctx, tx, "revision", len(records))
	at := stamp(now())
	for n, record := range records {
		if err == nil {
			err = change(ctx, tx, "UPDATE record SET merged_into = $2, revision = $3, changed = $4 WHERE id = $1", record, head, revision+int64(n), at)
		}
	}
	return err
}

// standingPairs are the pairs of which anything was said, as they hold of the records that stand for the two today.
const standingPairs = " FROM (SELECT d.id, CASE WHEN a.merged_into = 0 THEN a.id ELSE a.merged_into END AS kept, CASE WHEN b.merged_into = 0 THEN b.id ELSE b.merged_into END AS other," + pairedBy

// mergedPairs are those pairs as they were said.
const mergedPairs = " FROM (SELECT d.id, d.kept, d.other," + pairedBy

const pairedBy = " d.state, d.score, d.because, d.account, d.changed FROM duplicate d JOIN record a ON a.id = d.kept JOIN record b ON b.id = d.other) p WHERE p.kept <> p.other AND "

// Duplicates lists pairs in a state, the surest first: of the records of a review, or (review 0) of the rest of the
// library. Those that were merged come as they were merged. What was said of any other pair holds of the records that
// stand for the two today, and of each such pair comes once; unsure ones that became one work meanwhile, or that a person
// has told apart, are no longer there.
func (w *Workspace) Duplicates(ctx context.Context, review int64, state evidence.DuplicateState) ([]evidence.Duplicate, error) {
	from, within := standingPairs, "EXISTS (SELECT 1 FROM review_record m JOIN review_record n ON n.review = m.review WHERE m.record = p.kept AND n.record = p.other AND (m.review = $1 OR CAST($1 AS BIGINT) = 0))"
	if state == evidence.Merged {
		from = mergedPairs
	}
	if review == evidence.Library {
		within = "NOT " + within
	}
	pairs, err := all(ctx, w.read, func(rows *sql.Rows) (evidence.Duplicate, error) { return readDuplicate(rows) },
		"SELECT "+duplicateColumns+from+within+" AND p.state = $2 ORDER BY score DESC, id", review, state)
	if err == nil && state != evidence.Merged {
		seen := map[[2]int64]bool{}
		if state == evidence.Unsure {
			seen, err = w.Apart(ctx)
		}
		pairs = slices.DeleteFunc(pairs, func(d evidence.Duplicate) bool {
			pair := [2]int64{min(d.Kept, d.Other), max(d.Kept, d.Other)}
			again := seen[pair]
			seen[pair] = true
			return again
		})
	}
	if err != nil {
		return nil, fmt.Errorf("listing the duplicates of %s: %w", w.place, err)
	}
	return pairs, nil
}

// Apart has the pairs that a person holds for two works, in whichever review or in none: those of the records that stand
// for the two today, the lower number first.
func (w *Workspace) Apart(ctx context.Context) (map[[2]int64]bool, error) {
	apart := map[[2]int64]bool{}
	_, err := all(ctx, w.read, func(rows *sql.Rows) (none struct{}, err error) {
		var one, other int64
		err = rows.Scan(&one, &other)
		apart[[2]int64{min(one, other), max(one, other)}] = true
		return none, err
	}, "SELECT kept, other"+standingPairs+"p.state IN ('different', 'undone')")
	if err != nil {
		return nil, fmt.Errorf("reading which records of %s are two works: %w", w.place, err)
	}
	return apart, nil
}
