// Package digest is the list of what is new in a library: who asked for it, what it says, and the sending of it by mail. It
// is made once a week, of the records that became public since the last one, and nothing is sent when nothing is new.
//
// A mail goes out at most once. It is marked as being handed over before the mail server gets it; when the program is
// killed, or the connection breaks, before the server has answered, nobody can know whether it went out, and it is sent
// again only when somebody says so.
package digest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"sync"
	"time"

	"goodmeasure/evidence"
	"goodmeasure/internal/store"
)

// Name is what the list is called.
const Name = "New in the library"

// Options are what an office is told.
type Options struct {
	Place     string          // of the workspace: the path of a file, or the address of a database
	PublicURL string          // where readers reach the pages, as CheckPublicURL gives it; "" where they cannot
	Server    *Server         // that mails are handed to; nil: none are sent
	Log       *slog.Logger    // nil: nothing is logged
	Pauses    []time.Duration // before each further try to send; nil: half a minute, then two
	Now       func() time.Time
}

// Office makes and sends the lists of one workspace.
type Office struct {
	Options
	place   *store.Place
	letters chan posted // that wait to be sent one by one
	posting sync.WaitGroup
	giveUp  func() // what is still to be posted
	limits  limits
}

// New is an office. Close ends it.
func New(o Options) *Office {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Pauses == nil {
		o.Pauses = []time.Duration{30 * time.Second, 2 * time.Minute}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	made := &Office{Options: o, place: store.At(o.Place), letters: make(chan posted, mostLetters), limits: newLimits(o.Now)}
	if o.Server != nil {
		var ctx context.Context
		ctx, made.giveUp = context.WithCancel(context.Background())
		made.posting.Go(func() { made.post(ctx) })
	}
	return made
}

// Mails tells whether the office can send mails that lead back to the pages.
func (o *Office) Mails() bool { return o.Server != nil && o.PublicURL != "" }

// open gives the workspace; where there is none yet, the error is fs.ErrNotExist.
func (o *Office) open(ctx context.Context) (*store.Workspace, error) {
	w, err := o.place.There(ctx)
	if errors.Is(err, evidence.ErrNotFound) {
		err = fmt.Errorf("opening the workspace %s: %w", o.place, fs.ErrNotExist)
	}
	return w, err
}

// Owns tells whether an account may see what is not sent yet, and who gets it.
func (o *Office) Owns(ctx context.Context, who evidence.Account) (bool, error) {
	w, err := o.open(ctx)
	if err != nil || who.ID == 0 {
		return false, ignoreMissing(err)
	}
	role, err := w.Role(ctx, who.ID, evidence.Library)
	return role == evidence.Owner, err
}

// IsMissing tells whether an error says that there is no workspace yet.
func IsMissing(err error) bool { return errors.Is(err, fs.ErrNotExist) }

func ignoreMissing(err error) error {
	if IsMissing(err) {
		return nil
	}
	return err
}

// Close sends what still waits one by one, for as long as the server's grace, and ends all use of the workspace.
func (o *Office) Close() error {
	close(o.letters)
	if o.Server != nil {
		late := time.AfterFunc(cmp.Or(o.Server.Grace, ending), o.giveUp)
		o.posting.Wait()
		late.Stop()
		o.giveUp()
	}
	return o.place.Close()
}
