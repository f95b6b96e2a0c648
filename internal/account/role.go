package account

import (
	"context"
	"fmt"

	"goodmeasure/evidence"
)

// Forbidden is that an account may not do what it asked for.
type Forbidden struct {
	Needed evidence.Role
	Review int64 // 0: the library
}

func (e *Forbidden) Error() string {
	where := "of the library"
	if e.Review != evidence.Library {
		where = fmt.Sprintf("of review %d", e.Review)
	}
	return fmt.Sprintf("this needs the role of %s %s; an owner can give it to you", e.Needed, where)
}

// Role is what an account may do in a review, or in the library (review 0). An owner of the library is an owner of every
// review. Account 0 owns a workspace without accounts, and has no role in one with accounts.
func (d *Desk) Role(ctx context.Context, a evidence.Account, review int64) (evidence.Role, error) {
	if a.ID == 0 {
		alone, err := d.Alone(ctx)
		if err == nil && alone {
			return evidence.Owner, nil
		}
		return evidence.NoRole, err
	}
	// Looked up afresh, so that a role that is taken away is gone at once.
	library, err := d.workspace.Role(ctx, a.ID, evidence.Library)
	if err != nil || review == evidence.Library || library == evidence.Owner {
		return library, err
	}
	return d.workspace.Role(ctx, a.ID, review)
}

// May refuses, with a *Forbidden, an account that has not the role needed in a review, or in the library (review 0).
func (d *Desk) May(ctx context.Context, a evidence.Account, review int64, needed evidence.Role) error {
	role, err := d.Role(ctx, a, review)
	if err != nil {
		return err
	}
	if !role.Allows(needed) {
		return &Forbidden{needed, review}
	}
	return nil
}
