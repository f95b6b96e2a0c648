package store

import (
	"context"
	"database/sql"

	"goodmeasure/evidence"
)

// taken is what an account takes over of what was done in a review before there were accounts.
type taken struct {
	review    int64
	SetAside  int64 `json:"set_aside,omitempty"` // of the decisions, those that were ended because both had decided
	Decisions int64 `json:"decisions"`
	Cards     int64 `json:"cards"`
	Ties      int64 `json:"ties"`
}

// takeOver gives an account what was done as account 0. Where it has decided itself, its own verdict stands and the other is ended, so that
// nobody is two of those who decide on a record. Reviews are held in the order of their numbers, so that nobody decides or writes a card in
// them meanwhile.
func (w *Workspace) takeOver(ctx context.Context, tx *sql.Tx, a evidence.Account) error {
	reviews, err := values[int64](ctx, tx, "SELECT id FROM review ORDER BY id"+w.lock)
	if err != nil {
		return err
	}
	var all []taken
	for _, review := range reviews {
		t := taken{review: review}
		if t.SetAside, err = setAside(ctx, tx, review, a); err != nil {
			return err
		}
		for _, step := range []struct {
			statement string
			rows      *int64
		}{
			{"UPDATE decision SET account = $2 WHERE review = $1 AND account = 0", &t.Decisions},
			{"UPDATE card SET account = $2 WHERE review = $1 AND account = 0", &t.Cards},
			{"UPDATE tie SET account = $2 WHERE account = 0 AND finding IN (SELECT f.id FROM finding f JOIN card c ON c.id = f.card WHERE c.review = $1)", &t.Ties},
		} {
			result, err := tx.ExecContext(ctx, step.statement, review, a.ID)
			if err != nil {
				return err
			}
			if *step.rows, err = result.RowsAffected(); err != nil {
				return err
			}
		}
		if t.Decisions+t.Cards+t.Ties > 0 {
			all = append(all, t)
		}
	}
	if _, err := tx.ExecContext(ctx, "DELETE FROM claim WHERE account = 0"); err != nil {
		return err
	}
	for _, t := range all {
		if err := note(ctx, tx, a, evidence.Act{Verb: "took over", Subject: "work", Number: a.ID, Review: t.review}, nil, t); err != nil {
			return err
		}
	}
	return nil
}

// setAside ends a verdict of account 0 where the account has its own: what was put off gives way to what was decided.
func setAside(ctx context.Context, tx *sql.Tx, review int64, a evidence.Account) (int64, error) {
	result, err := tx.ExecContext(ctx, `UPDATE decision SET undone = $3 WHERE review = $1 AND undone = '' AND EXISTS (SELECT 1 FROM decision o
		WHERE o.review = decision.review AND o.record = decision.record AND o.stage = decision.stage AND o.resolves = decision.resolves AND o.undone = ''
		AND (decision.account = 0 AND o.account = $2 AND (o.verdict <> 'skip' OR decision.verdict = 'skip')
			OR decision.account = $2 AND o.account = 0 AND decision.verdict = 'skip' AND o.verdict <> 'skip'))`, review, a.ID, stamp(now()))
	if err != nil {
		return 0, err
	}
	return result.RowsAffected()
}
