package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"goodmeasure/evidence"
)

const accountColumns = "id, email, name, subject, created, disabled"

func readAccount(row scanner) (a evidence.Account, err error) {
	return a, row.Scan(&a.ID, &a.Email, &a.Name, &a.Subject, when{&a.Created}, &a.Disabled)
}

// Refusals about accounts.
var (
	ErrTaken     = errors.New("there is an account with this address already")
	ErrLastOwner = errors.New("nobody would be left who owns the library; make somebody else its owner first")
)

// AddAccount makes an account with a role in the library. The password is a hash, or "" for one that only signs in
// elsewhere. A name that came with a review from elsewhere under the same address is let in, with what it did there; the
// first account takes over what was done while there was none.
func (w *Workspace) AddAccount(ctx context.Context, by evidence.Account, a evidence.Account, password string, role evidence.Role) (evidence.Account, error) {
	a.Email, a.Name, a.Created = strings.ToLower(clean(a.Email)), clean(a.Name), now()
	err := w.inTransaction(ctx, func(tx *sql.Tx) error {
		if err := w.holdAccounts(ctx, tx); err != nil {
			return err
		}
		if _, err := numbers(ctx, tx, "account", 0); err != nil { // nor does a bundle bring the same address until this is done
			return err
		}
		people, err := peopleIn(ctx, tx)
		if err != nil {
			return err
		}
		var before any
		name, err := w.nameOf(ctx, tx, a)
		switch {
		case err != nil:
			return err
		case name != nil:
			before, a.ID = *name, name.ID
			if part, _, _ := strings.Cut(a.Email, "@"); a.Name == part {
				a.Name = name.Name
			}
			err = change(ctx, tx, "UPDATE account SET name = $2, password = $3, subject = $4, created = $5, disabled = $6 WHERE id = $1",
				a.ID, a.Name, password, a.Subject, stamp(a.Created), a.Disabled)
		default:
			if a.ID, err = numbers(ctx, tx, "account", 1); err != nil {
				return err
			}
			_, err = tx.ExecContext(ctx, "INSERT INTO account (id, email, name, password, subject, created, disabled) VALUES ($1, $2, $3, $4, $5, $6, $7)",
				a.ID, a.Email, a.Name, password, a.Subject, stamp(a.Created), a.Disabled)
		}
		return firstOf(err,
			func() error { return setRole(ctx, tx, a.ID, evidence.Library, role) },
			func() error {
				if people > 0 || a.Disabled {
					return nil
				}
				return w.takeOver(ctx, tx, a)
			},
			func() error {
				return note(ctx, tx, by, evidence.Act{Verb: "added", Subject: "account", Number: a.ID}, before, map[string]any{"account": a, "role": role})
			})
	})
	if err != nil {
		return a, fmt.Errorf("adding the account %s: %w", a.Email, err)
	}
	return a, nil
}

func peopleIn(ctx context.Context, tx *sql.Tx) (int, error) {
	return one(ctx, tx, value[int], "SELECT count(*) FROM account WHERE NOT disabled")
}

// ErrNobodys is work of whoever sat at the machine of a workspace that has got its first account meanwhile.
var ErrNobodys = errors.New("people have accounts by now, and this would be nobody's; sign in and do it again")

// somebodys refuses work as account 0 where there are accounts. The review is held by then, so that the first account takes over what
// came before it.
func somebodys(ctx context.Context, tx *sql.Tx, by evidence.Account) error {
	if by.ID != 0 {
		return nil
	}
	people, err := peopleIn(ctx, tx)
	if err == nil && people > 0 {
		err = ErrNobodys
	}
	return err
}

// nameOf is the name from elsewhere that has an account's address and that nobody signs in with; nil where there is none.
// An account that somebody signs in with is ErrTaken.
func (w *Workspace) nameOf(ctx context.Context, tx *sql.Tx, a evidence.Account) (*evidence.Account, error) {
	others, err := all(ctx, tx, func(rows *sql.Rows) (evidence.Account, error) { return readAccount(rows) },
		"SELECT "+accountColumns+" FROM account WHERE email = $1 OR subject = $2 AND subject <> ''"+w.lock, a.Email, a.Subject)
	if err != nil || len(others) == 0 {
		return nil, err
	}
	password, err := one(ctx, tx, value[string], "SELECT password FROM account WHERE id = $1", others[0].ID)
	if err == nil && (len(others) > 1 || !others[0].Disabled || others[0].Subject != "" || password != "") {
		err = ErrTaken
	}
	return &others[0], err
}

// holdAccounts makes others that change accounts wait until the transaction ends, so that two who leave at once do not
// leave a library without an owner. It comes before any one account is held, lest two wait for each other.
func (w *Workspace) holdAccounts(ctx context.Context, tx *sql.Tx) error {
	_, err := numbers(ctx, tx, "account change", 1)
	return err
}

// Accounts lists the accounts in the order in which they were made.
func (w *Workspace) Accounts(ctx context.Context) ([]evidence.Account, error) {
	accounts, err := all(ctx, w.read, func(rows *sql.Rows) (evidence.Account, error) { return readAccount(rows) }, "SELECT "+accountColumns+" FROM account ORDER BY id")
	if err != nil {
		return nil, fmt.Errorf("listing the accounts of %s: %w", w.place, err)
	}
	return accounts, nil
}

// Account gives an account by its number.
func (w *Workspace) Account(ctx context.Context, id int64) (evidence.Account, error) {
	return w.account(ctx, "id = $1", id)
}

// AccountOf gives an account by its address.
func (w *Workspace) AccountOf(ctx context.Context, email string) (evidence.Account, error) {
	return w.account(ctx, "email = $1", strings.ToLower(email))
}

// AccountWith gives the account of an issuer's subject.
func (w *Workspace) AccountWith(ctx context.Context, subject string) (evidence.Account, error) {
	return w.account(ctx, "subject = $1 AND subject <> ''", subject)
}

func (w *Workspace) account(ctx context.Context, condition string, key any) (evidence.Account, error) {
	a, err := one(ctx, w.read, readAccount, "SELECT "+accountColumns+" FROM account WHERE "+condition, key)
	if err != nil {
		return a, fmt.Errorf("looking up the account %v: %w", key, err)
	}
	return a, nil
}

// Password gives the hash of an account's password, or "".
func (w *Workspace) Password(ctx context.Context, account int64) (string, error) {
	hash, err := one(ctx, w.read, value[string], "SELECT password FROM account WHERE id = $1", account)
	if err != nil {
		return "", fmt.Errorf("looking up account %d: %w", account, err)
	}
	return hash, nil
}

// SetPassword gives an account another password and ends its sessions, or with keepSessions only another hash of the same.
func (w *Workspace) SetPassword(ctx context.Context, by evidence.Account, account int64, hash string, keepSessions bool) error {
	err := w.inTransaction(ctx, func(tx *sql.Tx) error {
		if err := change(ctx, tx, "UPDATE account SET password = $2 WHERE id = $1", account, hash); err != nil || keepSessions {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM session WHERE account = $1", account); err != nil {
			return err
		}
		return note(ctx, tx, by, evidence.Act{Verb: "changed", Subject: "password", Number: account}, nil, nil)
	})
	if err != nil {
		return fmt.Errorf("changing the password of account %d: %w", account, err)
	}
	return nil
}

// ChangeAccount changes an account, as it is by then; its sessions end where it is disabled.
func (w *Workspace) ChangeAccount(ctx context.Context, by evidence.Account, id int64, how func(*evidence.Account) error) (a evidence.Account, err error) {
	err = w.inTransaction(ctx, func(tx *sql.Tx) error {
		before, err := w.heldAccount(ctx, tx, id)
		if err != nil {
			return err
		}
		a = before
		if err := how(&a); err != nil {
			return err
		}
		return firstOf(nil,
			func() error {
				return change(ctx, tx, "UPDATE account SET email = $2, name = $3, subject = $4, disabled = $5 WHERE id = $1", id, strings.ToLower(clean(a.Email)), clean(a.Name), a.Subject, a.Disabled)
			},
			func() error {
				if !a.Disabled {
					return nil
				}
				_, err := tx.ExecContext(ctx, "DELETE FROM session WHERE account = $1", id)
				return err
			},
			func() error { return ownerLeft(ctx, tx) },
			func() error {
				return note(ctx, tx, by, evidence.Act{Verb: "changed", Subject: "account", Number: id}, before, a)
			})
	})
	if err != nil {
		return a, fmt.Errorf("changing account %d: %w", id, err)
	}
	return a, nil
}

// heldAccount is an account that nobody else changes until the transaction ends, for all are held.
func (w *Workspace) heldAccount(ctx context.Context, tx *sql.Tx, id int64) (evidence.Account, error) {
	if err := w.holdAccounts(ctx, tx); err != nil {
		return evidence.Account{}, err
	}
	return one(ctx, tx, readAccount, "SELECT "+accountColumns+" FROM account WHERE id = $1", id)
}

// RemoveAccount takes an account away. What it decided and wrote stays, under its number and, in the trail, its name.
func (w *Workspace) RemoveAccount(ctx context.Context, by evidence.Account, id int64) error {
	err := w.inTransaction(ctx, func(tx *sql.Tx) error {
		before, err := w.heldAccount(ctx, tx, id)
		return firstOf(err,
			func() error { return change(ctx, tx, "DELETE FROM account WHERE id = $1", id) },
			func() error { _, err := tx.ExecContext(ctx, "DELETE FROM claim WHERE account = $1", id); return err },
			func() error { return ownerLeft(ctx, tx) },
			func() error {
				return note(ctx, tx, by, evidence.Act{Verb: "removed", Subject: "account", Number: id}, before, nil)
			})
	})
	if err != nil {
		return fmt.Errorf("removing account %d: %w", id, err)
	}
	return nil
}

// ownerLeft refuses accounts none of which owns the library. No accounts at all is single-user mode again; a name that came
// with a review from elsewhere is none.
func ownerLeft(ctx context.Context, tx *sql.Tx) error {
	var accounts, owners int
	err := tx.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM account WHERE NOT disabled OR password <> '' OR subject <> ''),
		(SELECT count(*) FROM role JOIN account a ON a.id = role.account WHERE role.review = 0 AND role.role = 'owner' AND NOT a.disabled)`).Scan(&accounts, &owners)
	if err == nil && accounts > 0 && owners == 0 {
		err = ErrLastOwner
	}
	return err
}
