package review

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"goodmeasure/evidence"
)

// Member is somebody who has a role in a review.
type Member struct {
	ID   int64         `json:"id"`
	Name string        `json:"name"`
	Role evidence.Role `json:"role"`
}

// People lists who has a role in the review, by name. Owners of the library own it too, and are not named unless they have one.
func (d *Desk) People(ctx context.Context, review int64) ([]Member, error) {
	if _, err := d.need(ctx, review, evidence.Reader, "reading the review"); err != nil {
		return nil, err
	}
	names, err := d.names(ctx)
	if err != nil {
		return nil, err
	}
	roles, err := d.workspace().People(ctx, review)
	if err != nil {
		return nil, err
	}
	people := []Member{}
	for account, role := range roles { // they are put in order below
		people = append(people, Member{account, names(account), role})
	}
	slices.SortFunc(people, func(a, b Member) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.ID, b.ID))
	})
	return people, nil
}

// Appoint gives the account of an address a role in the review, or takes it away with evidence.NoRole.
func (d *Desk) Appoint(ctx context.Context, review int64, email string, role evidence.Role) (evidence.Account, error) {
	if _, err := d.need(ctx, review, evidence.Owner, "saying who works on the review"); err != nil {
		return evidence.Account{}, err
	}
	who, err := d.workspace().AccountOf(ctx, email)
	if errors.Is(err, evidence.ErrNotFound) {
		return who, fmt.Errorf("nobody has an account here with the address “%s”: have an owner of the library invite them first", email)
	}
	if err == nil && who.Disabled && role != evidence.NoRole {
		return who, fmt.Errorf("%s may not sign in here: have an owner of the library let them in first", email)
	}
	if err == nil {
		err = d.workspace().SetRole(ctx, d.who, who.ID, review, role)
	}
	return who, err
}
