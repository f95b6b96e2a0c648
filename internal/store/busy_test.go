package store

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"goodmeasure/evidence"
)

// Who has no patience soon gives up. Who has is told once what it waits for, and waits much longer.
func TestHowLongAnOpeningWaits(t *testing.T) {
	const place = "w.db"
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		busyFor := func(long time.Duration) func() error {
			began = time.Now()
			return func() error {
				if time.Since(began) < long {
					return errTaken
				}
				return nil
			}
		}
		var told []time.Duration
		waiting := Patiently(t.Context(), func(what string) {
			told = append(told, time.Since(began))
			if what != "waiting for the workspace w.db to be brought up to date (Ctrl-C ends the wait)" {
				t.Error(what)
			}
		})
		for _, c := range []struct {
			ctx   context.Context
			busy  time.Duration
			want  error
			waits time.Duration
			told  int // so far
		}{
			{t.Context(), 0, nil, 0, 0},
			{t.Context(), time.Second, nil, time.Second, 0},
			{t.Context(), time.Hour, evidence.ErrUnready, briefly, 0},
			{waiting, time.Second, nil, time.Second, 0},
			{waiting, 3 * time.Second, nil, 3 * time.Second, 1},
			{waiting, time.Hour, evidence.ErrUnready, patient, 1},
		} {
			if err := whenFree(c.ctx, place, busyFor(c.busy)); !errors.Is(err, c.want) || time.Since(began) != c.waits || len(told) != c.told {
				t.Errorf("busy for %v: %v after %v, expected %v after %v; told %v", c.busy, err, time.Since(began), c.want, c.waits, told)
			}
		}
		if len(told) == 1 && told[0] != tellWhen {
			t.Errorf("told after %v", told[0])
		}
		ctx, end := context.WithTimeout(waiting, time.Second)
		defer end()
		if err := whenFree(ctx, place, busyFor(time.Hour)); !errors.Is(err, context.DeadlineExceeded) || !errors.Is(err, evidence.ErrUnready) || time.Since(began) != time.Second {
			t.Errorf("a context of a second ends the wait after %v: %v", time.Since(began), err)
		}
		another := errors.New("another")
		if err := whenFree(t.Context(), place, func() error { return another }); err != another {
			t.Error(err)
		}
	})
}

// hold keeps a workspace of an older version from being brought up to date, as another process does that is at it.
func hold(t *testing.T, w *Workspace) (letGo func()) {
	t.Helper()
	if w.lock == "" {
		tx, err := w.db.BeginTx(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		return sync.OnceFunc(func() { _ = tx.Rollback() })
	}
	connection, err := w.db.Conn(t.Context())
	if err == nil {
		_, err = connection.ExecContext(t.Context(), "SELECT pg_advisory_lock($1)", migrating)
	}
	if err != nil {
		t.Fatal(err)
	}
	return sync.OnceFunc(func() {
		if _, err := connection.ExecContext(context.Background(), "SELECT pg_advisory_unlock($1)", migrating); err != nil {
			t.Error(err)
		}
		if err := connection.Close(); err != nil {
			t.Error(err)
		}
	})
}

// Who opens a workspace that another process brings up to date waits as long as their context lasts, however long others wait who want
// the same; and all of them have it once it is free.
func TestOpeningWaitsForWhoBringsItUpToDate(t *testing.T) {
	onOlder(t, latestOlder, func(t *testing.T, w *Workspace, at string) {
		letGo := hold(t, w)
		defer letGo()
		hurried, end := context.WithTimeout(t.Context(), 300*time.Millisecond)
		defer end()
		if _, err := Open(hurried, at); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("opening it under a context that ends: %v", err)
		}
		place := At(at)
		waits, ended := make(chan struct{}), make(chan error, 1)
		go func() {
			_, err := place.There(Patiently(t.Context(), func(string) { close(waits) }))
			ended <- err
		}()
		select {
		case <-waits:
		case err := <-ended:
			t.Fatalf("it did not wait: %v", err)
		}
		var hurry sync.WaitGroup
		for range 5 {
			hurry.Go(func() {
				ctx, end := context.WithTimeout(t.Context(), 300*time.Millisecond)
				defer end()
				if _, err := place.There(ctx); !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("while somebody else waits: %v", err)
				}
			})
		}
		if w.lock == "" { // it takes a while, and has nothing to do with the engine
			if _, err := place.There(t.Context()); !errors.Is(err, evidence.ErrUnready) {
				t.Errorf("with no patience, while somebody else has: %v", err)
			}
		}
		hurry.Wait()
		gone, leave := context.WithCancel(Patiently(t.Context(), func(string) {}))
		leave()
		if _, err := place.Made(gone); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		letGo()
		if err := <-ended; err != nil {
			t.Fatal(err)
		}
		opened, err := place.There(t.Context())
		if err != nil || opened != place.Opened() {
			t.Fatal(err)
		}
		if found, err := opened.Search(t.Context(), Query{Text: "foster", Members: true}); err != nil || found.Total != 2 {
			t.Errorf("%d found, %v", found.Total, err)
		}
		if err := place.Close(); err != nil {
			t.Error(err)
		}
		if w, err := place.There(t.Context()); err != nil || w != opened {
			t.Error("it was opened once more,", err)
		} else if _, err := w.Accounts(t.Context()); err == nil {
			t.Error("it can be used after it was closed")
		}
	})
}

// Closing a place ends with nothing left open, also where somebody was waiting for it until then.
func TestClosingAPlaceThatIsBeingOpened(t *testing.T) {
	onOlder(t, latestOlder, func(t *testing.T, w *Workspace, at string) {
		letGo := hold(t, w)
		defer letGo()
		place := At(at)
		ctx, leave := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() {
			_, err := place.Made(ctx)
			ended <- err
		}()
		time.Sleep(50 * time.Millisecond) // most often it waits by now
		leave()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
		if err := place.Close(); err != nil || place.Opened() != nil {
			t.Error(err)
		}
	})
}
