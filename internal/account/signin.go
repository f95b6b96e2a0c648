package account

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"goodmeasure/evidence"
)

// SessionLasts is how long a browser stays signed in.
const SessionLasts = 7 * 24 * time.Hour

// How many attempts may fail within the window: of one address from one place, of one address from anywhere, and from one
// place on any address.
const (
	window     = 15 * time.Minute
	ofPair     = 10
	ofEmail    = 100
	fromPlace  = 50
	retryAfter = window
)

// ErrRefused is a wrong address or password; it does not say which.
var ErrRefused = errors.New("the address and the password do not belong together")

// TooMany is that too many attempts failed.
type TooMany struct{ Wait time.Duration }

func (e *TooMany) Error() string {
	return fmt.Sprintf("too many attempts have failed; try again in %d minutes", int(e.Wait.Minutes()))
}

// SignIn checks a password and begins a session: the token is for a cookie. From is where the attempt came from, such as
// an address of the network. The error is ErrRefused, a *TooMany, or a fault of the workspace.
func (d *Desk) SignIn(ctx context.Context, email, password, from string) (token string, a evidence.Account, err error) {
	if a, err = d.check(ctx, email, password, from); err != nil {
		return "", evidence.Account{}, err
	}
	token, err = d.workspace.AddSession(ctx, a.ID, SessionLasts)
	return token, a, err
}

// ChangePassword gives an account another password when its present one is right, signs it out everywhere, and begins a
// session anew. The errors are those of SignIn, and what is wrong with the new password.
func (d *Desk) ChangePassword(ctx context.Context, a evidence.Account, present, password, from string) (token string, err error) {
	if _, err := d.check(ctx, a.Email, present, from); err != nil {
		return "", err
	}
	if err := d.SetPassword(ctx, a, a.ID, password); err != nil {
		return "", err
	}
	return d.workspace.AddSession(ctx, a.ID, SessionLasts)
}

// check gives the account whose address and password belong together, and counts what fails.
func (d *Desk) check(ctx context.Context, email, password, from string) (a evidence.Account, err error) {
	email = strings.ToLower(strings.TrimSpace(email))
	pair, since := "pair "+email+" "+from, time.Now().Add(-window)
	// The attempt counts as failed until it succeeds, so that many at once do not slip past the limit together.
	failed, err := d.workspace.Refuse(ctx, pair, since)
	if err != nil {
		return a, err
	}
	ofAll, err := d.workspace.Refusals(ctx, "email "+email, since)
	if err != nil {
		return a, err
	}
	fromHere, err := d.workspace.Refusals(ctx, "from "+from, since)
	if err != nil {
		return a, err
	}
	if failed > ofPair || ofAll >= ofEmail || fromHere >= fromPlace {
		return a, &TooMany{retryAfter}
	}
	a, hash, err := d.look(ctx, email)
	if err != nil {
		return a, err
	}
	match, stale := matches(hash, password)
	if !match || a.ID == 0 || a.Disabled {
		for _, who := range []string{"email " + email, "from " + from} {
			if _, err := d.workspace.Refuse(ctx, who, since); err != nil {
				return evidence.Account{}, err
			}
		}
		return evidence.Account{}, ErrRefused
	}
	if err := d.workspace.Forgive(ctx, pair); err != nil {
		return a, err
	}
	if stale {
		if hash, err := Hash(password); err == nil {
			if err := d.workspace.SetPassword(ctx, a, a.ID, hash, true); err != nil {
				return a, err
			}
		}
	}
	return a, nil
}

// look gives the account of an address with its hash; where there is none, account 0 with nobody's hash.
func (d *Desk) look(ctx context.Context, email string) (a evidence.Account, hash string, err error) {
	a, err = d.workspace.AccountOf(ctx, email)
	if errors.Is(err, evidence.ErrNotFound) {
		return evidence.Account{}, nobody, nil
	}
	if err == nil {
		hash, err = d.workspace.Password(ctx, a.ID)
	}
	if hash == "" {
		hash = nobody
	}
	return a, hash, err
}

// SignOut ends a session.
func (d *Desk) SignOut(ctx context.Context, token string) error {
	return d.workspace.EndSession(ctx, token)
}

// ErrSignIn is that somebody has to sign in first.
var ErrSignIn = errors.New("sign in first")

// Who gives the account behind a request: that of its session, or in a workspace without accounts, for a request from
// the machine itself, account 0. The error is ErrSignIn where it is neither.
func (d *Desk) Who(ctx context.Context, token string, fromThisMachine bool) (evidence.Account, error) {
	if token != "" {
		a, err := d.workspace.SignedIn(ctx, token)
		if err == nil || !errors.Is(err, evidence.ErrNotFound) {
			return a, err
		}
	}
	alone, err := d.Alone(ctx)
	if err != nil {
		return evidence.Account{}, err
	}
	if alone && fromThisMachine {
		return evidence.Account{Name: "You"}, nil
	}
	return evidence.Account{}, ErrSignIn
}

// Alone tells whether the workspace has no accounts, and belongs to whoever sits at its machine. Those that came with a
// review from elsewhere, as names that nobody can sign in with, are none.
func (d *Desk) Alone(ctx context.Context) (bool, error) {
	accounts, err := d.workspace.Accounts(ctx)
	return !slices.ContainsFunc(accounts, func(a evidence.Account) bool { return !a.Disabled }), err
}
