package store

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	driver "modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"

	"goodmeasure/evidence"
)

// How long whoever opens a workspace waits for one who brings it up to date, which may take minutes.
const (
	briefly  = 5 * time.Second
	patient  = 5 * time.Minute // whoever is told what for
	tellWhen = 2 * time.Second
	between  = 100 * time.Millisecond // two looks
)

// patience is what somebody who waits patiently is told, once.
type patience struct {
	sync.Once
	tell func(what string)
}

type patienceKey struct{}

// Patiently is a context for somebody who can wait: opening a workspace that another process brings up to date then waits for
// minutes and, after two seconds, tells once what for. Under other contexts it soon gives up with evidence.ErrUnready.
func Patiently(ctx context.Context, tell func(what string)) context.Context {
	return context.WithValue(ctx, patienceKey{}, &patience{tell: tell})
}

func patienceOf(ctx context.Context) *patience {
	p, _ := ctx.Value(patienceKey{}).(*patience)
	return p
}

// errTaken is that another process makes the tables of a database.
var errTaken = errors.New("another process makes the tables")

// whenFree does work, and again as long as another process keeps the workspace to itself.
func whenFree(ctx context.Context, place string, work func() error) error {
	began, longest, told := time.Now(), briefly, patienceOf(ctx)
	if told != nil {
		longest = patient
	}
	for {
		err := work()
		waited := time.Since(began)
		switch {
		case !isBusy(err):
			return err
		case waited >= longest:
			return evidence.ErrUnready
		case told != nil && waited >= tellWhen:
			told.Do(func() {
				told.tell(fmt.Sprintf("waiting for the workspace %s to be brought up to date (Ctrl-C ends the wait)", place))
			})
		}
		select {
		case <-ctx.Done():
			return &waitEnded{ctx.Err()}
		case <-time.After(between):
		}
	}
}

// waitEnded is that whoever waited for a workspace waits no longer.
type waitEnded struct{ why error }

func (*waitEnded) Error() string {
	return "it is being brought up to date, and the wait for that was ended"
}

func (e *waitEnded) Unwrap() []error { return []error{evidence.ErrUnready, e.why} }

// isBusy tells whether an error says that another process has what this one needs.
func isBusy(err error) bool {
	var said *driver.Error
	return errors.Is(err, errTaken) || errors.As(err, &said) && said.Code()&0xff == codes.SQLITE_BUSY // the rest says more of why
}
