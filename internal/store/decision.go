package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"goodmeasure/evidence"
)

const decisionColumns = "id, review, record, stage, account, verdict, reason, note, resolves, decided, undone"

func readDecision(row scanner) (d evidence.Decision, err error) {
	return d, row.Scan(&d.ID, &d.Review, &d.Record, &d.Stage, &d.Account, &d.Verdict, &d.Reason, &d.Note, &d.Resolves, when{&d.Decided}, when{&d.Undone})
}

func readDecisions(rows *sql.Rows) (evidence.Decision, error) { return readDecision(rows) }

// standing are the decisions that count: not taken back, and not put off.
const standing = "undone = '' AND verdict <> 'skip'"

// Refusals of a decision.
var (
	ErrSettled    = errors.New("enough others have decided on this record")
	ErrIncomplete = errors.New("others have yet to decide on this record, so there is no conflict to resolve")
	ErrOpen       = errors.New("all have decided on this record and can see what the others did, so nobody changes their own verdict; an owner can resolve it")
	ErrNotLetIn   = errors.New("title and abstract have not let this record in, so its full text is not decided on")
	ErrResolved   = errors.New("an owner has resolved what was decided on this record; that has to be taken back first")
)

// Decide takes down a verdict of an account, in place of the one it gave before, if it did. When it returns without an
// error the decision is on the disk. The same verdict sent twice is one decision.
func (w *Workspace) Decide(ctx context.Context, by evidence.Account, d evidence.Decision) (evidence.Decision, error) {
	d.Account, d.Undone, d.Note = by.ID, d.Undone.UTC(), clean(d.Note)
	err := w.inTransaction(ctx, func(tx *sql.Tx) error {
		review, err := reviewOf(ctx, tx, d.Review, w.stay)
		if err != nil {
			return err
		}
		if err := firstOf(somebodys(ctx, tx, by), func() error { return d.Check(review.Terms) }); err != nil {
			return err
		}
		if err := w.holdMember(ctx, tx, d.Review, d.Record); err != nil {
			return err
		}
		if err := mayReachFullText(ctx, tx, d, review.Terms); err != nil {
			return err
		}
		before, err := all(ctx, tx, readDecisions, "SELECT "+decisionColumns+" FROM decision WHERE review = $1 AND record = $2 AND stage = $3 AND undone = '' ORDER BY id",
			d.Review, d.Record, d.Stage)
		if err != nil {
			return err
		}
		own, err := admit(before, d, review.Terms)
		if err != nil {
			return err
		}
		if own != nil && repeats(d, *own) {
			d = *own
			return nil
		}
		return replaceDecision(ctx, tx, by, own, &d)
	})
	if err != nil {
		return d, fmt.Errorf("deciding on record %d in review %d: %w", d.Record, d.Review, err)
	}
	return d, nil
}

// holdMember keeps a review's record from others until the end of the transaction, so that two who work on it at once come
// one after the other, and refuses one that another record stands for by now.
func (w *Workspace) holdMember(ctx context.Context, tx *sql.Tx, review, record int64) error {
	head, err := one(ctx, tx, value[int64], "SELECT merged_into FROM record WHERE id = $1"+w.lock, record)
	if err != nil {
		return err
	}
	if _, err := one(ctx, tx, value[int64], "SELECT record FROM review_record WHERE review = $1 AND record = $2"+w.lock, review, record); err != nil {
		return fmt.Errorf("the record is none of the review's: %w", err)
	}
	if head != 0 {
		return fmt.Errorf("record %d was merged into record %d, which stands for both: work on that", record, head)
	}
	return nil
}

// mayReachFullText refuses a decision on the full text of a record that was not let in before.
func mayReachFullText(ctx context.Context, tx *sql.Tx, d evidence.Decision, terms evidence.Terms) error {
	if d.Stage != evidence.FullText {
		return nil
	}
	decisions, err := all(ctx, tx, readDecisions, "SELECT "+decisionColumns+" FROM decision WHERE review = $1 AND record = $2 AND stage = $3 AND "+standing+" ORDER BY id",
		d.Review, d.Record, evidence.TitleAbstract)
	if err == nil && evidence.Settle(decisions, terms.Screeners) != evidence.Included {
		err = ErrNotLetIn
	}
	return err
}

// repeats tells whether a decision says no more than the one before it. Each time a record is skipped counts, because it
// goes to the end of what was skipped.
func repeats(d, before evidence.Decision) bool {
	return d.Verdict != evidence.Skip && d.Verdict == before.Verdict && d.Reason == before.Reason && d.Note == before.Note
}

// admit tells whether one more decision may join those that stand, and which of them it replaces.
func admit(before []evidence.Decision, d evidence.Decision, terms evidence.Terms) (own *evidence.Decision, err error) {
	others, decided, resolved := 0, 0, false
	for n, b := range before {
		resolved = resolved || b.Resolves
		if b.Resolves == d.Resolves && (b.Resolves || b.Account == d.Account) {
			own = &before[n]
		}
		if !b.Resolves && b.Verdict.Decides() {
			decided++
			if b.Account != d.Account {
				others++
			}
		}
	}
	switch {
	case own != nil && repeats(d, *own):
		return own, nil
	case d.Resolves && decided < terms.Screeners:
		return nil, ErrIncomplete
	case d.Resolves:
		return own, nil
	case resolved:
		return nil, ErrResolved
	case others >= terms.Screeners:
		return nil, ErrSettled
	case terms.Blind && terms.Screeners > 1 && decided >= terms.Screeners:
		return nil, ErrOpen
	}
	return own, nil
}

// replaceDecision writes a decision and ends the one before it.
func replaceDecision(ctx context.Context, tx *sql.Tx, by evidence.Account, before, after *evidence.Decision) (err error) {
	after.Decided = now()
	var stood any
	if before != nil {
		stood = *before
		if err := change(ctx, tx, "UPDATE decision SET undone = $2 WHERE id = $1 AND undone = ''", before.ID, stamp(after.Decided)); err != nil {
			return err
		}
	}
	if after.ID, err = numbers(ctx, tx, "decision", 1); err != nil {
		return err
	}
	verb := "decided"
	if after.Resolves {
		verb = "resolved"
	}
	return firstOf(nil,
		func() error {
			return insert(ctx, tx, "decision", decisionColumns, []evidence.Decision{*after}, func(d evidence.Decision) ([]any, error) {
				return []any{d.ID, d.Review, d.Record, d.Stage, d.Account, d.Verdict, d.Reason, d.Note, d.Resolves, stamp(d.Decided), ""}, nil
			})
		},
		func() error {
			_, err := tx.ExecContext(ctx, "DELETE FROM claim WHERE review = $1 AND stage = $2 AND record = $3 AND account = $4", after.Review, after.Stage, after.Record, after.Account)
			return err
		},
		func() error {
			return note(ctx, tx, by, evidence.Act{Verb: verb, Subject: "decision", Number: after.ID, Review: after.Review, Record: after.Record, Stage: after.Stage}, stood, *after)
		})
}

// TakeBack undoes a standing decision of the account's own in a review. What was decided stays on record.
func (w *Workspace) TakeBack(ctx context.Context, by evidence.Account, review, decision int64) (d evidence.Decision, err error) {
	err = w.inTransaction(ctx, func(tx *sql.Tx) error {
		r, err := reviewOf(ctx, tx, review, w.stay) // before the decision is read, which the first account may be taking over
		if err != nil {
			return err
		}
		if d, err = one(ctx, tx, readDecision, "SELECT "+decisionColumns+" FROM decision WHERE id = $1 AND account = $2 AND review = $3 AND undone = ''", decision, by.ID, review); err != nil {
			return err
		}
		if err := w.holdMember(ctx, tx, review, d.Record); err != nil { // what others do with the record rests on what stands on it
			return err
		}
		if !d.Resolves && d.Verdict.Decides() {
			if err := mayTakeBack(ctx, tx, d, r.Terms); err != nil {
				return err
			}
		}
		before := d
		d.Undone = now()
		return firstOf(nil,
			func() error {
				return change(ctx, tx, "UPDATE decision SET undone = $2 WHERE id = $1 AND undone = ''", d.ID, stamp(d.Undone))
			},
			func() error {
				return note(ctx, tx, by, evidence.Act{Verb: "took back", Subject: "decision", Number: d.ID, Review: d.Review, Record: d.Record, Stage: d.Stage}, before, nil)
			})
	})
	if err != nil {
		return d, fmt.Errorf("taking back decision %d: %w", decision, err)
	}
	return d, nil
}

// mayTakeBack refuses where others have built on the decision.
func mayTakeBack(ctx context.Context, tx *sql.Tx, d evidence.Decision, terms evidence.Terms) error {
	before, err := all(ctx, tx, readDecisions, "SELECT "+decisionColumns+" FROM decision WHERE review = $1 AND record = $2 AND stage = $3 AND undone = ''", d.Review, d.Record, d.Stage)
	if err != nil {
		return err
	}
	d.Verdict = evidence.Skip // as good as none
	_, err = admit(before, d, terms)
	return err
}

// HalfDecided counts the records of a blind review of which a verdict is still kept from somebody who is to decide on them.
func (w *Workspace) HalfDecided(ctx context.Context, r evidence.Review) (int, error) {
	records, err := halfDecided(ctx, w.read, r)
	if err != nil {
		err = fmt.Errorf("counting what is half decided in review %d: %w", r.ID, err)
	}
	return records, err
}

// halfDecided counts a verdict that was taken back too, which the trail keeps from a partner all the same. What was decided on a
// record that was merged tells of the work: it counts with the record that stands for it, until all have decided on that.
func halfDecided(ctx context.Context, db rowQuerier, r evidence.Review) (records int, err error) {
	if !r.Blind || r.Screeners < 2 {
		return 0, nil
	}
	for _, stage := range evidence.Stages() {
		n, err := one(ctx, db, value[int], `WITH decided AS (SELECT record, count(*) FILTER (WHERE undone = '' AND resolves) = 0
				AND count(*) FILTER (WHERE undone = '' AND NOT resolves) < $3 AS half
				FROM decision WHERE review = $1 AND stage = $2 AND verdict <> 'skip' GROUP BY record)
			SELECT count(DISTINCT m.record) FROM decided d JOIN record r ON r.id = d.record
			JOIN review_record m ON m.review = $1 AND m.record = CASE WHEN r.merged_into = 0 THEN r.id ELSE r.merged_into END
			WHERE d.half AND m.record NOT IN (SELECT record FROM decided WHERE NOT half) AND `+strings.ReplaceAll(ready[stage], "$4", "$3"), r.ID, stage, r.Screeners)
		if err != nil {
			return 0, err
		}
		records += n
	}
	return records, nil
}

// unveiled is a condition on the rows of a table with review, record and stage: what reviewers decided there may be seen by
// others, because the review is not blind, or all have decided, or the review is gone.
func unveiled(table string) string {
	return strings.ReplaceAll(`COALESCE((SELECT NOT v.blind OR v.screeners <= (SELECT count(*) FROM decision o WHERE o.review = T.review
		AND o.record = T.record AND o.stage = T.stage AND NOT o.resolves AND o.undone = '' AND o.verdict <> 'skip')
		FROM review v WHERE v.id = T.review), TRUE)`, "T.", table+".")
}
