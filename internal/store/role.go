package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"goodmeasure/evidence"
)

// SetRole gives an account a role in a review or in the library (review 0), or with evidence.NoRole takes it away.
func (w *Workspace) SetRole(ctx context.Context, by evidence.Account, account, review int64, role evidence.Role) error {
	err := w.inTransaction(ctx, func(tx *sql.Tx) error {
		if role != evidence.NoRole && !role.Valid() {
			return fmt.Errorf("there is no role %q: expected owner, reviewer or reader", role)
		}
		if review != evidence.Library {
			if _, err := reviewOf(ctx, tx, review, ""); err != nil {
				return err
			}
		}
		if _, err := one(ctx, tx, value[int64], "SELECT id FROM account WHERE id = $1", account); err != nil {
			return err
		}
		before, err := roleOf(ctx, tx, account, review)
		return firstOf(err,
			func() error { return w.holdAccounts(ctx, tx) },
			func() error { return setRole(ctx, tx, account, review, role) },
			func() error { return ownerLeft(ctx, tx) },
			func() error {
				return note(ctx, tx, by, evidence.Act{Verb: "changed", Subject: "role", Number: account, Review: review}, before, role)
			})
	})
	if err != nil {
		return fmt.Errorf("making account %d %s: %w", account, role, err)
	}
	return nil
}

func setRole(ctx context.Context, tx *sql.Tx, account, review int64, role evidence.Role) error {
	if role == evidence.NoRole {
		_, err := tx.ExecContext(ctx, "DELETE FROM role WHERE account = $1 AND review = $2", account, review)
		return err
	}
	_, err := tx.ExecContext(ctx, "INSERT INTO role (account, review, role) VALUES ($1, $2, $3) ON CONFLICT (account, review) DO UPDATE SET role = $3", account, review, role)
	return err
}

// Role is what an account may do in a review or in the library (review 0); evidence.NoRole where it was given none.
func (w *Workspace) Role(ctx context.Context, account, review int64) (evidence.Role, error) {
	role, err := roleOf(ctx, w.read, account, review)
	if err != nil {
		return role, fmt.Errorf("looking up the role of account %d: %w", account, err)
	}
	return role, nil
}

func roleOf(ctx context.Context, db rowQuerier, account, review int64) (evidence.Role, error) {
	role, err := one(ctx, db, value[evidence.Role], "SELECT role FROM role WHERE account = $1 AND review = $2", account, review)
	if errors.Is(err, evidence.ErrNotFound) {
		err = nil
	}
	return role, err
}

// Memberships lists the roles of an account: the library first, then reviews by number.
func (w *Workspace) Memberships(ctx context.Context, account int64) ([]evidence.Membership, error) {
	found, err := all(ctx, w.read, func(rows *sql.Rows) (m evidence.Membership, err error) { return m, rows.Scan(&m.Review, &m.Role) },
		"SELECT review, role FROM role WHERE account = $1 ORDER BY review", account)
	if err != nil {
		return nil, fmt.Errorf("listing the roles of account %d: %w", account, err)
	}
	return found, nil
}

// People maps the accounts that have a role in a review, or in the library (review 0), to it.
func (w *Workspace) People(ctx context.Context, review int64) (map[int64]evidence.Role, error) {
	people := map[int64]evidence.Role{}
	_, err := all(ctx, w.read, func(rows *sql.Rows) (struct{}, error) {
		var account int64
		var role evidence.Role
		err := rows.Scan(&account, &role)
		people[account] = role
		return struct{}{}, err
	}, "SELECT account, role FROM role WHERE review = $1", review)
	if err != nil {
		return nil, fmt.Errorf("listing who has a role in review %d: %w", review, err)
	}
	return people, nil
}
