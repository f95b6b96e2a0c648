package library

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"

	"goodmeasure/evidence"
	"goodmeasure/internal/store"
)

// Shelf is the library of one workspace, which all who use it share.
type Shelf struct {
	place  *store.Place
	looker atomic.Pointer[evidence.Account] // who looks through all of it for duplicates now
}

// At is the library at a place: the path of a file, or the address of a database. A file is made when the first record is
// added, and not before.
func At(place string) *Shelf { return &Shelf{place: store.At(place)} }

// On is the library of an open workspace.
func On(w *store.Workspace) *Shelf { return &Shelf{place: w.AsPlace()} }

// Place names where the library is, without any password.
func (s *Shelf) Place() string { return s.place.String() }

// Close ends all use of the workspace.
func (s *Shelf) Close() error { return s.place.Close() }

// Desk is where one person uses the library.
type Desk struct {
	shelf *Shelf
	who   evidence.Account
	sole  bool
}

// For is the desk of an account; that of nobody (number 0) sees what is public.
func (s *Shelf) For(who evidence.Account) *Desk { return &Desk{shelf: s, who: who} }

// Alone is the desk of the only user of a workspace without accounts, who owns all of it.
func (s *Shelf) Alone() *Desk { return &Desk{shelf: s, sole: true} }

// Of is the desk of the account of an address, or, without one, of the only user of a workspace without accounts, who has
// this name in the trail.
func (s *Shelf) Of(ctx context.Context, email, alone string) (*Desk, error) {
	var people []evidence.Account
	w, err := s.place.There(ctx)
	if err == nil {
		people, err = w.Accounts(ctx)
	}
	if err != nil && !errors.Is(err, evidence.ErrNotFound) {
		return nil, err
	}
	who, err := evidence.Whose(people, email)
	switch {
	case err != nil:
		return nil, err
	case who.ID == 0:
		return &Desk{shelf: s, sole: true, who: evidence.Account{Name: alone}}, nil
	}
	return s.For(who), nil
}

// Refusal is something that a person may not do in the library.
type Refusal struct {
	Needed evidence.Role
	What   string
}

func (r *Refusal) Error() string {
	return fmt.Sprintf("%s needs the role of %s in the library; an owner of the library can give it", r.What, r.Needed)
}

// Role is what the person may do in the library.
func (d *Desk) Role(ctx context.Context) (evidence.Role, error) {
	switch {
	case d.sole:
		return evidence.Owner, nil
	case d.who.ID == 0:
		return evidence.NoRole, nil
	}
	w, err := d.shelf.place.There(ctx)
	if errors.Is(err, evidence.ErrNotFound) {
		return evidence.NoRole, nil
	}
	if err != nil {
		return evidence.NoRole, err
	}
	return w.Role(ctx, d.who.ID, evidence.Library)
}

// may refuses who has not the role that something needs.
func (d *Desk) may(ctx context.Context, needed evidence.Role, what string) error {
	role, err := d.Role(ctx)
	if err == nil && !role.Allows(needed) {
		err = &Refusal{needed, what}
	}
	return err
}

// mayWrite is the workspace, for somebody who may write; it is made where there is none.
func (d *Desk) mayWrite(ctx context.Context, what string) (*store.Workspace, error) {
	if err := d.may(ctx, evidence.Reviewer, what); err != nil {
		return nil, err
	}
	return d.shelf.place.Made(ctx)
}

// mayRead is the workspace, and whether the person sees what is not public. Where there is no workspace yet, it is nil.
func (d *Desk) mayRead(ctx context.Context) (w *store.Workspace, member bool, err error) {
	if w, err = d.shelf.place.There(ctx); errors.Is(err, evidence.ErrNotFound) {
		return nil, d.sole, nil
	}
	if err != nil {
		return nil, false, err
	}
	role, err := d.Role(ctx)
	return w, role.Allows(evidence.Reader), err
}

// nobody is who has no account.
var nobody evidence.Account
