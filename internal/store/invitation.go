package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"goodmeasure/evidence"
)

// invitation is what is kept of the secret of an invitation, beside the sessions. It is never the digest of a session's.
func invitation(token string) string { return "invitation " + Digest(token) }

// AddInvitation makes a secret by which whoever holds it can give an account a password, once, within a time. Those made
// before it for the same account end.
func (w *Workspace) AddInvitation(ctx context.Context, by evidence.Account, account int64, lasts time.Duration) (token string, err error) {
	token = NewToken()
	err = w.inTransaction(ctx, func(tx *sql.Tx) error {
		at := now()
		a, err := one(ctx, tx, readAccount, "SELECT "+accountColumns+" FROM account WHERE id = $1", account)
		return firstOf(err,
			func() error {
				_, err := tx.ExecContext(ctx, "DELETE FROM session WHERE account = $1 AND token LIKE 'invitation %'", account)
				return err
			},
			func() error {
				_, err := tx.ExecContext(ctx, "INSERT INTO session (token, account, created, expires) VALUES ($1, $2, $3, $4)", invitation(token), account, stamp(at), stamp(at.Add(lasts)))
				return err
			},
			func() error {
				return note(ctx, tx, by, evidence.Act{Verb: "invited", Subject: "account", Number: account}, nil, a)
			})
	})
	if err != nil {
		return "", fmt.Errorf("inviting account %d: %w", account, err)
	}
	return token, nil
}

const invited = "SELECT " + accountColumns + " FROM account WHERE NOT disabled AND id = (SELECT account FROM session WHERE token = $1 AND expires > $2)"

// Invited gives the account of an invitation that has not ended; otherwise the error is evidence.ErrNotFound.
func (w *Workspace) Invited(ctx context.Context, token string) (evidence.Account, error) {
	a, err := one(ctx, w.read, readAccount, invited, invitation(token), stamp(now()))
	if err != nil {
		return a, fmt.Errorf("looking up an invitation: %w", err)
	}
	return a, nil
}

// TakeInvitation gives the account of an invitation its password, and ends the invitation and all its sessions. Of two
// who take it at once, one does; the error is evidence.ErrNotFound for the other.
func (w *Workspace) TakeInvitation(ctx context.Context, token, hash string) (a evidence.Account, err error) {
	err = w.inTransaction(ctx, func(tx *sql.Tx) error {
		var err error
		if a, err = one(ctx, tx, readAccount, invited, invitation(token), stamp(now())); err != nil {
			return err
		}
		return firstOf(change(ctx, tx, "DELETE FROM session WHERE token = $1", invitation(token)),
			func() error { return change(ctx, tx, "UPDATE account SET password = $2 WHERE id = $1", a.ID, hash) },
			func() error {
				_, err := tx.ExecContext(ctx, "DELETE FROM session WHERE account = $1", a.ID)
				return err
			},
			func() error {
				return note(ctx, tx, a, evidence.Act{Verb: "changed", Subject: "password", Number: a.ID}, nil, nil)
			})
	})
	if err != nil {
		return a, fmt.Errorf("taking up an invitation: %w", err)
	}
	return a, nil
}
