package store

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"time"

	"goodmeasure/evidence"
)

// NewToken makes a secret that cannot be guessed, for an address or a cookie. Only what Digest makes of it is kept.
func NewToken() string {
	secret := make([]byte, 32)
	rand.Read(secret) // never fails: crypto/rand
	return base64.RawURLEncoding.EncodeToString(secret)
}

// Digest is what is kept of a secret.
func Digest(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// AddSession signs an account in for a time, and gives the secret that its browser keeps.
func (w *Workspace) AddSession(ctx context.Context, account int64, lasts time.Duration) (token string, err error) {
	token = NewToken()
	err = w.inTransaction(ctx, func(tx *sql.Tx) error {
		at := now()
		if _, err := tx.ExecContext(ctx, "DELETE FROM session WHERE expires < $1", stamp(at)); err != nil {
			return err
		}
		a, err := one(ctx, tx, readAccount, "SELECT "+accountColumns+" FROM account WHERE id = $1", account)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO session (token, account, created, expires) VALUES ($1, $2, $3, $4)", Digest(token), account, stamp(at), stamp(at.Add(lasts))); err != nil {
			return err
		}
		return note(ctx, tx, a, evidence.Act{Verb: "signed in", Subject: "account", Number: account}, nil, nil)
	})
	if err != nil {
		return "", fmt.Errorf("signing account %d in: %w", account, err)
	}
	return token, nil
}

// SignedIn gives the account of a session that has not ended; otherwise the error is evidence.ErrNotFound.
func (w *Workspace) SignedIn(ctx context.Context, token string) (evidence.Account, error) {
	a, err := one(ctx, w.read, readAccount, "SELECT "+accountColumns+" FROM account WHERE NOT disabled AND id = (SELECT account FROM session WHERE token = $1 AND expires > $2)",
		Digest(token), stamp(now()))
	if err != nil {
		return a, fmt.Errorf("looking up a session: %w", err)
	}
	return a, nil
}

// EndSession signs a browser out. A session that is not there is no error.
func (w *Workspace) EndSession(ctx context.Context, token string) error {
	if _, err := w.db.ExecContext(ctx, "DELETE FROM session WHERE token = $1", Digest(token)); err != nil {
		return fmt.Errorf("signing out: %w", err)
	}
	return nil
}

// EndSessions signs an account out everywhere.
func (w *Workspace) EndSessions(ctx context.Context, account int64) error {
	if _, err := w.db.ExecContext(ctx, "DELETE FROM session WHERE account = $1", account); err != nil {
		return fmt.Errorf("signing account %d out: %w", account, err)
	}
	return nil
}

// Refuse counts a failed attempt to sign in, by what was tried (an address, or where it came from), and gives how many
// there were since a time. Older ones are forgotten. All processes that use the workspace count together.
func (w *Workspace) Refuse(ctx context.Context, who string, since time.Time) (count int, err error) {
	err = w.inTransaction(ctx, func(tx *sql.Tx) error {
		id, err := numbers(ctx, tx, "refusal", 1)
		return firstOf(err,
			func() error {
				_, err := tx.ExecContext(ctx, "DELETE FROM refusal WHERE at < $1", stamp(since))
				return err
			},
			func() error {
				_, err := tx.ExecContext(ctx, "INSERT INTO refusal (id, who, at) VALUES ($1, $2, $3)", id, Digest(who), stamp(now()))
				return err
			},
			func() (err error) { count, err = refusals(ctx, tx, who, since); return err })
	})
	if err != nil {
		return count, fmt.Errorf("counting failed attempts to sign in: %w", err)
	}
	return count, nil
}

// Refusals counts the failed attempts since a time.
func (w *Workspace) Refusals(ctx context.Context, who string, since time.Time) (int, error) {
	count, err := refusals(ctx, w.read, who, since)
	if err != nil {
		return 0, fmt.Errorf("counting failed attempts to sign in: %w", err)
	}
	return count, nil
}

func refusals(ctx context.Context, db rowQuerier, who string, since time.Time) (int, error) {
	return one(ctx, db, value[int], "SELECT count(*) FROM refusal WHERE who = $1 AND at >= $2", Digest(who), stamp(since))
}

// Forgive forgets the failed attempts of one who then succeeded.
func (w *Workspace) Forgive(ctx context.Context, who string) error {
	if _, err := w.db.ExecContext(ctx, "DELETE FROM refusal WHERE who = $1", Digest(who)); err != nil {
		return fmt.Errorf("forgetting failed attempts to sign in: %w", err)
	}
	return nil
}
