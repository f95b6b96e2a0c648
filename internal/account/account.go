// Package account says who somebody is and what they may do: passwords, sessions and roles over the accounts of a
// workspace. A workspace without accounts belongs to whoever sits at the machine it is on.
package account

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/mail"
	"strings"

	"goodmeasure/evidence"
	"goodmeasure/internal/store"
)

// Desk is where people sign in to a workspace.
type Desk struct{ workspace *store.Workspace }

// On is the desk of an open workspace.
func On(w *store.Workspace) *Desk { return &Desk{w} }

// Open opens the desk of a workspace, a file or the address of a database; where there is none it makes one, if it may.
func Open(ctx context.Context, place string, mayMake bool) (*Desk, error) {
	if !mayMake && !store.IsDatabase(place) {
		looked, err := store.Look(ctx, place)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, fmt.Errorf("%w; `goodmeasure account add` makes one", err)
		case err == nil:
			if err := looked.Close(); err != nil {
				return nil, err
			}
		} // one of an older version is brought up to date by opening it, and any other error comes again
	}
	w, err := store.Open(ctx, place)
	if err != nil {
		return nil, err
	}
	return &Desk{w}, nil
}

// Close closes the workspace of a desk that was opened by Open.
func (d *Desk) Close() error { return d.workspace.Close() }

// ErrRole is a role that does not exist.
var ErrRole = errors.New("expected the role owner, reviewer or reader")

// Add makes an account. With no role, the first account becomes the library's owner and others its readers. The password
// may be "" for somebody who signs in by OpenID Connect.
func (d *Desk) Add(ctx context.Context, by evidence.Account, email, name, password string, role evidence.Role) (evidence.Account, evidence.Role, error) {
	email, err := CheckEmail(email)
	if err != nil {
		return evidence.Account{}, role, err
	}
	if name = strings.TrimSpace(name); name == "" {
		name, _, _ = strings.Cut(email, "@")
	}
	first, err := d.Alone(ctx)
	switch {
	case err != nil:
		return evidence.Account{}, role, err
	case role == evidence.NoRole && first:
		role = evidence.Owner
	case role == evidence.NoRole:
		role = evidence.Reader
	case !role.Valid():
		return evidence.Account{}, role, fmt.Errorf("adding the account %s: found the role %q, %w", email, role, ErrRole)
	case first && role != evidence.Owner:
		return evidence.Account{}, role, fmt.Errorf("adding the account %s: the first account has to be the library's owner, and not its %s", email, role)
	}
	hash := ""
	if password != "" {
		if hash, err = Hash(password); err != nil {
			return evidence.Account{}, role, fmt.Errorf("adding the account %s: %w", email, err)
		}
	}
	a, err := d.workspace.AddAccount(ctx, by, evidence.Account{Email: email, Name: name}, hash, role)
	return a, role, err
}

// CheckEmail gives an address in small letters, without a name around it. One that could carry a header of a letter with
// it is refused.
func CheckEmail(text string) (string, error) {
	text = strings.TrimSpace(text)
	parsed, err := mail.ParseAddress(text)
	if err != nil || parsed.Name != "" || parsed.Address != text || len(text) > 254 || strings.ContainsAny(text, "\r\n\"<>,; ") {
		return "", &Unfit{fmt.Sprintf("%q is no address of e-mail: expected one such as name@example.org", text)}
	}
	return strings.ToLower(text), nil
}

// Listed is an account with its roles.
type Listed struct {
	evidence.Account
	Password bool                  `json:"password"` // whether it can sign in by one
	Roles    []evidence.Membership `json:"roles"`
}

// List gives the accounts in the order in which they were made.
func (d *Desk) List(ctx context.Context) ([]Listed, error) {
	accounts, err := d.workspace.Accounts(ctx)
	if err != nil {
		return nil, err
	}
	listed := []Listed{}
	for _, a := range accounts {
		one, err := d.One(ctx, a)
		if err != nil {
			return nil, err
		}
		listed = append(listed, one)
	}
	return listed, nil
}

// One gives an account with its roles.
func (d *Desk) One(ctx context.Context, a evidence.Account) (Listed, error) {
	roles, err := d.workspace.Memberships(ctx, a.ID)
	if err != nil {
		return Listed{}, err
	}
	hash, err := d.workspace.Password(ctx, a.ID)
	return Listed{a, hash != "", roles}, err
}

// Numbered gives an account by its number.
func (d *Desk) Numbered(ctx context.Context, id int64) (evidence.Account, error) {
	return d.workspace.Account(ctx, id)
}

// Find gives the account of an address.
func (d *Desk) Find(ctx context.Context, email string) (evidence.Account, error) {
	a, err := d.workspace.AccountOf(ctx, strings.TrimSpace(email))
	if errors.Is(err, evidence.ErrNotFound) {
		err = fmt.Errorf("there is no account %s; `goodmeasure account list` shows those there are", email)
	}
	return a, err
}

// SetPassword gives an account another password, and signs it out wherever it is signed in.
func (d *Desk) SetPassword(ctx context.Context, by evidence.Account, account int64, password string) error {
	hash, err := Hash(password)
	if err != nil {
		return err
	}
	return d.workspace.SetPassword(ctx, by, account, hash, false)
}

// SetRole gives an account a role in a review, or in the library (review 0); evidence.NoRole takes it away.
func (d *Desk) SetRole(ctx context.Context, by evidence.Account, account, review int64, role evidence.Role) error {
	if role != evidence.NoRole && !role.Valid() {
		return fmt.Errorf("found the role %q, %w", role, ErrRole)
	}
	return d.workspace.SetRole(ctx, by, account, review, role)
}

// Disable keeps an account from signing in, and ends its sessions, or lets it in again.
func (d *Desk) Disable(ctx context.Context, by evidence.Account, account int64, disabled bool) error {
	_, err := d.workspace.ChangeAccount(ctx, by, account, func(a *evidence.Account) error {
		a.Disabled = disabled
		return nil
	})
	return err
}

// Remove takes an account away. What it decided and wrote stays.
func (d *Desk) Remove(ctx context.Context, by evidence.Account, account int64) error {
	return d.workspace.RemoveAccount(ctx, by, account)
}
