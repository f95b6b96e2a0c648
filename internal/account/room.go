package account

import (
	"context"
	"errors"

	"goodmeasure/evidence"
	"goodmeasure/internal/store"
)

// Room is where people sign in to the workspace at a place, which need not have been made yet.
type Room struct{ place *store.Place }

// At is the room of a workspace: the path of a file, or the address of a database. Nothing is opened yet.
func At(place string) *Room { return &Room{store.At(place)} }

// In is the room of an open workspace.
func In(w *store.Workspace) *Room { return &Room{w.AsPlace()} }

// String names the workspace, without any password.
func (r *Room) String() string { return r.place.String() }

// Desk is the desk of the workspace; evidence.ErrNotFound where there is none yet.
func (r *Room) Desk(ctx context.Context) (*Desk, error) {
	w, err := r.place.There(ctx)
	if err != nil {
		return nil, err
	}
	return On(w), nil
}

// Made is the desk of the workspace, which is made where there is none.
func (r *Room) Made(ctx context.Context) (*Desk, error) {
	w, err := r.place.Made(ctx)
	if err != nil {
		return nil, err
	}
	return On(w), nil
}

// Alone tells whether the workspace has no accounts, or is not there yet.
func (r *Room) Alone(ctx context.Context) (bool, error) {
	desk, err := r.Desk(ctx)
	if errors.Is(err, evidence.ErrNotFound) {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	return desk.Alone(ctx)
}

// Who tells who is behind a request, by the token of its session, and whether it is whoever sits at the machine of a
// workspace without accounts. Somebody unknown is account 0 and not at the machine.
func (r *Room) Who(ctx context.Context, token string, fromThisMachine bool) (who evidence.Account, sole bool, err error) {
	desk, err := r.Desk(ctx)
	if errors.Is(err, evidence.ErrNotFound) {
		return evidence.Account{}, fromThisMachine, nil
	}
	if err != nil {
		return evidence.Account{}, false, err
	}
	who, err = desk.Who(ctx, token, fromThisMachine)
	if errors.Is(err, ErrSignIn) {
		return evidence.Account{}, false, nil
	}
	return who, err == nil && who.ID == 0, err
}

// Close ends all use of the workspace by this room.
func (r *Room) Close() error { return r.place.Close() }
