package store

import (
	"context"
	"database/sql"

	"goodmeasure/evidence"
)

// taken is what an account takes over of what was done in a review before there were accounts.
type taken struct {
	review    int64
	Decisions int64 `json:"decisions"`
	Cards     int64 `json:"cards"`
	Ties      int64 `json:"ties"`
}

// takeOver gives an account what was done as account 0, except where it has decided itself. Reviews are held in the order of
// their numbers, so that nobody decides or writes a card in them meanwhile.
func (w *Workspace) takeOver(ctx context.Context, tx *sql.Tx, a evidence.Account) error {
	reviews, err := values[int64](ctx, tx, "SELECT id FROM review ORDER BY id"+w.lock)
	if err != nil {
		return err
	}
	var all []taken
	for _, review := range reviews {
		t := taken{review: review}
		for _, step := range []struct {
			statement string
			rows      *int64
		}{
			{`UPDATE decision SET account = $2 WHERE review = $1 AND account = 0 AND (undone <> '' OR NOT EXISTS (SELECT 1 FROM decision o
				WHERE o.review = decision.review AND o.record = decision.record AND o.stage = decision.stage AND o.resolves = decision.resolves AND o.account = $2 AND o.undone = ''))`, &t.Decisions},
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
