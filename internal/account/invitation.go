package account

import (
	"context"
	"time"

	"goodmeasure/evidence"
)

// InvitationLasts is how long an invitation can be taken up.
const InvitationLasts = 7 * 24 * time.Hour

// Invite makes an account for somebody who gives it a password by following a link, once. The token is for that link.
func (d *Desk) Invite(ctx context.Context, by evidence.Account, email, name string, role evidence.Role) (token string, a evidence.Account, err error) {
	if a, _, err = d.Add(ctx, by, email, name, "", role); err != nil {
		return "", a, err
	}
	token, err = d.Invitation(ctx, by, a.ID)
	return token, a, err
}

// Invitation gives an account another link by which it gets a password, once. Links made before it end.
func (d *Desk) Invitation(ctx context.Context, by evidence.Account, account int64) (token string, err error) {
	return d.workspace.AddInvitation(ctx, by, account, InvitationLasts)
}

// Invited gives the account that an invitation is for. The error is evidence.ErrNotFound where it has ended.
func (d *Desk) Invited(ctx context.Context, token string) (evidence.Account, error) {
	return d.workspace.Invited(ctx, token)
}

// Accept gives the account of an invitation its password, ends the invitation, and signs it in.
func (d *Desk) Accept(ctx context.Context, invitation, password string) (token string, a evidence.Account, err error) {
	hash, err := Hash(password)
	if err != nil {
		return "", a, err
	}
	if a, err = d.workspace.TakeInvitation(ctx, invitation, hash); err != nil {
		return "", a, err
	}
	token, err = d.workspace.AddSession(ctx, a.ID, SessionLasts)
	return token, a, err
}
