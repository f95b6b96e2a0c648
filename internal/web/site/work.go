package site

import (
	"context"
	"runtime"
	"time"
)

// work keeps what is done at once within what the machine can do: the rest waits a while and is then told to come back.
// Pictures of dots take more memory than anything else, so that fewer are drawn at once.
type work struct{ light, heavy, pictures room }

// room is for as many as it has places.
type room chan struct{}

const (
	longestWait = 15 * time.Second
	comeBack    = 5 // seconds
	aMinute     = 60
)

func newWork() work {
	processors := runtime.GOMAXPROCS(0)
	return work{light: make(room, 16*processors), heavy: make(room, processors), pictures: make(room, max(1, processors/2))}
}

// of is the room in which a page is made.
func (w work) of(heavy bool) room {
	if heavy {
		return w.heavy
	}
	return w.light
}

func (r room) enter(ctx context.Context) (leave func(), err error) {
	select {
	case r <- struct{}{}:
		return func() { <-r }, nil
	default:
	}
	patience := time.NewTimer(longestWait)
	defer patience.Stop()
	select {
	case r <- struct{}{}:
		return func() { <-r }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-patience.C:
		return nil, &Busy{Seconds: comeBack}
	}
}
