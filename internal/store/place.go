package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"sync"
	"sync/atomic"

	"resenje.org/singleflight"

	"goodmeasure/evidence"
)

// Place is where a workspace is, or will be: the path of a file, or the address of a database. A file is made when
// something is first written, and not before.
type Place struct {
	at      string
	opened  atomic.Pointer[Workspace]
	opening singleflight.Group[bool, *Workspace] // by those who are patient and by those who are not
	closing sync.RWMutex                         // not while it is being opened
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

// Opened is the workspace once There or Made has given it, and nil before.
func (p *Place) Opened() *Workspace { return p.opened.Load() }

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

// Made opens the workspace, and makes it where there is none. Those who come while it is being opened wait together for that, each
// as long as their context lasts.
func (p *Place) Made(ctx context.Context) (*Workspace, error) {
	if w := p.opened.Load(); w != nil {
		return w, nil
	}
	w, _, err := p.opening.Do(ctx, patienceOf(ctx) != nil, func(ctx context.Context) (*Workspace, error) {
		p.closing.RLock()
		defer p.closing.RUnlock()
		if w := p.opened.Load(); w != nil {
			return w, nil
		}
		w, err := Open(ctx, p.at)
		if err != nil {
			return nil, err
		}
		if !p.opened.CompareAndSwap(nil, w) { // others were faster
			return p.opened.Load(), w.Close()
		}
		return w, nil
	})
	if err != nil && err == ctx.Err() {
		err = fmt.Errorf("opening the workspace %s was broken off: %w", p, err)
	}
	return w, err
}

// Close ends all use of the workspace: whoever still has it, or asks for it again, finds it closed.
func (p *Place) Close() error {
	p.closing.Lock()
	defer p.closing.Unlock()
	if w := p.opened.Load(); w != nil {
		return w.Close()
	}
	return nil
}
