package store

import (
	"context"
	"errors"
	"io/fs"
	"sync"
	"sync/atomic"

	"goodmeasure/evidence"
)

// Place is where a workspace is, or will be: the path of a file, or the address of a database. A file is made when
// something is first written, and not before.
type Place struct {
	at     string
	opened atomic.Pointer[Workspace]
	mutex  sync.Mutex
}

// At is a place, of which nothing is opened yet.
func At(place string) *Place { return &Place{at: place} }

// AsPlace is the place of a workspace that is open already. Closing the one closes the other.
func (w *Workspace) AsPlace() *Place {
	p := At(w.place)
	p.opened.Store(w)
	return p
}

// String names the place, without any password.
func (p *Place) String() string {
	if w := p.opened.Load(); w != nil {
		return w.place
	}
	if IsDatabase(p.at) {
		return "the database"
	}
	return p.at
}

// There opens the workspace. Where there is none yet, the error is evidence.ErrNotFound.
func (p *Place) There(ctx context.Context) (*Workspace, error) {
	if w := p.opened.Load(); w != nil {
		return w, nil
	}
	if !IsDatabase(p.at) {
		looked, err := Look(ctx, p.at)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil, evidence.ErrNotFound
		case err == nil:
			if err := looked.Close(); err != nil {
				return nil, err
			}
		} // one of an older version is brought up to date by opening it, and any other error comes again
	}
	return p.Made(ctx)
}

// Made opens the workspace, and makes it where there is none.
func (p *Place) Made(ctx context.Context) (*Workspace, error) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if w := p.opened.Load(); w != nil {
		return w, nil
	}
	w, err := Open(ctx, p.at)
	if err == nil {
		p.opened.Store(w)
	}
	return w, err
}

// Close ends all use of the workspace.
func (p *Place) Close() error {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if w := p.opened.Swap(nil); w != nil {
		return w.Close()
	}
	return nil
}
