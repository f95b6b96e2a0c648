package account

import (
	"context"
	"errors"
	"slices"
	"strings"

	"goodmeasure/evidence"
)

// Identity is somebody as a provider of OpenID Connect vouches for them.
type Identity struct {
	Issuer   string
	Subject  string // the issuer's name for them, which stays when their address changes
	Email    string
	Verified bool // the issuer has made sure that the address is theirs
	Name     string
}

// ErrUninvited is somebody whom a provider vouches for and who has no account here.
var ErrUninvited = errors.New("nobody has invited this address")

// SignInAs begins a session for somebody whom a provider vouches for: by the subject that an account is known by, or else
// by the verified address of an account that is known by none yet, which is then tied to the subject. Somebody new whose
// verified address is of one of the domains gets an account as a reader of the library. The error is ErrUninvited for
// everybody else.
func (d *Desk) SignInAs(ctx context.Context, who Identity, domains []string) (token string, a evidence.Account, err error) {
	if who.Issuer == "" || who.Subject == "" {
		return "", a, ErrUninvited
	}
	subject := who.Issuer + " " + who.Subject
	a, err = d.workspace.AccountWith(ctx, subject)
	if errors.Is(err, evidence.ErrNotFound) {
		a, err = d.tie(ctx, who, subject, domains)
	}
	if err == nil && a.Disabled {
		err = ErrUninvited
	}
	if err != nil {
		return "", evidence.Account{}, err
	}
	token, err = d.workspace.AddSession(ctx, a.ID, SessionLasts)
	return token, a, err
}

// tie finds or makes the account of a verified address and ties it to a subject.
func (d *Desk) tie(ctx context.Context, who Identity, subject string, domains []string) (evidence.Account, error) {
	email, err := CheckEmail(who.Email)
	if err != nil || !who.Verified {
		return evidence.Account{}, ErrUninvited
	}
	a, err := d.workspace.AccountOf(ctx, email)
	switch {
	case err == nil:
		return d.workspace.ChangeAccount(ctx, a, a.ID, func(a *evidence.Account) error {
			if a.Subject != "" || a.Disabled || a.Email != email { // the address has passed to somebody else
				return ErrUninvited
			}
			a.Subject = subject
			return nil
		})
	case !errors.Is(err, evidence.ErrNotFound):
		return a, err
	}
	_, domain, _ := strings.Cut(email, "@")
	alone, err := d.Alone(ctx)
	if err != nil || alone || !slices.ContainsFunc(domains, func(allowed string) bool { return strings.EqualFold(allowed, domain) }) {
		return evidence.Account{}, errors.Join(err, ErrUninvited)
	}
	name := strings.TrimSpace(who.Name)
	if name == "" {
		name, _, _ = strings.Cut(email, "@")
	}
	a = evidence.Account{Email: email, Name: name, Subject: subject}
	return d.workspace.AddAccount(ctx, a, a, "", evidence.Reader)
}
