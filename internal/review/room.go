package review

import (
	"bytes"
	"context"
	"errors"
	"sync"

	"goodmeasure/evidence"
	"goodmeasure/fulltext"
	"goodmeasure/internal/store"
)

// Reader reads the pages of a PDF.
type Reader func(ctx context.Context, content []byte) ([]fulltext.Page, error)

// Room is what everybody who works on the reviews of one workspace shares.
type Room struct {
	place    *store.Place
	read     Reader
	mutex    sync.Mutex
	learners map[int64]*learner // by review
}

// NewRoom is the reviews of an open workspace. Without a reader, PDFs are read by this process.
func NewRoom(workspace *store.Workspace, read Reader) *Room {
	return in(workspace.AsPlace(), read)
}

// At is the reviews of the workspace at a place: the path of a file, or the address of a database. A file is made when
// the first review begins, and not before.
func At(place string, read Reader) *Room { return in(store.At(place), read) }

func in(place *store.Place, read Reader) *Room {
	if read == nil {
		read = func(ctx context.Context, content []byte) ([]fulltext.Page, error) {
			return fulltext.Read(ctx, bytes.NewReader(content), int64(len(content)), fulltext.Limits{})
		}
	}
	return &Room{place: place, read: read, learners: map[int64]*learner{}}
}

// look opens the workspace where there is one.
func (r *Room) look(ctx context.Context) (there bool, err error) {
	_, err = r.place.There(ctx)
	if errors.Is(err, evidence.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// make opens the workspace, and makes it where there is none.
func (r *Room) make(ctx context.Context) error {
	_, err := r.place.Made(ctx)
	return err
}

// Of is the desk of the account of an address, or, without one, of the only user of a workspace without accounts.
func (r *Room) Of(ctx context.Context, email string) (*Desk, error) {
	var people []evidence.Account
	there, err := r.look(ctx)
	if err == nil && there {
		people, err = r.place.Opened().Accounts(ctx)
	}
	if err != nil {
		return nil, err
	}
	who, err := evidence.Whose(people, email)
	switch {
	case err != nil:
		return nil, err
	case who.ID == 0:
		return r.Alone(), nil
	}
	return r.For(who), nil
}

// Close ends all use of the workspace.
func (r *Room) Close() error {
	return r.place.Close()
}
