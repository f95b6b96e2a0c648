package site

import (
	"context"
	"runtime"
	"time"
)

// work keeps what is done at once within what the machine can do: the rest waits a while and is then told to come back.
type work struct{ light, heavy chan struct{} }

const (
	longestWait = 15 * time.Second
	comeBack    = 5 // seconds
	aMinute     = 60
)

func newWork() work {
	processors := runtime.GOMAXPROCS(0)
	return work{make(chan struct{}, 16*processors), make(chan struct{}, processors)}
}

func (w work) enter(ctx context.Context, heavy bool) (leave func(), err error) {
	room := w.light
	if heavy {
		room = w.heavy
	}
	select {
	case room <- struct{}{}:
		return func() { <-room }, nil
	default:
	}
	patience := time.NewTimer(longestWait)
	defer patience.Stop()
	select {
	case room <- struct{}{}:
		return func() { <-room }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-patience.C:
		return nil, &Busy{Seconds: comeBack}
	}
}
