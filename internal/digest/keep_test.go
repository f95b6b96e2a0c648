package digest_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"goodmeasure/internal/digest"
)

// watch is a clock that a test sets.
type watch struct {
	mutex sync.Mutex
	at    time.Time
}

func (w *watch) now() time.Time {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	return w.at
}

// A server that was down when an issue was due sends it once it runs, once, and nothing before a first issue was made.
func TestServerKeepsToItsSchedule(t *testing.T) {
	l := newLibrary(t, "")
	l.reader(t, "ann@example.org")
	server, err := digest.ParseServer(l.box.Address, "library@example.org", "")
	if err != nil {
		t.Fatal(err)
	}
	schedule, err := digest.ParseSchedule("Monday 08:00")
	if err != nil {
		t.Fatal(err)
	}
	keep := func(at time.Time, mails int) {
		t.Helper()
		clock := &watch{at: at}
		office := digest.New(digest.Options{Place: l.place, PublicURL: publicURL, Server: server, Pauses: []time.Duration{}, Now: clock.now})
		ctx, stop := context.WithCancel(t.Context())
		var keeping sync.WaitGroup
		keeping.Go(func() { office.Keep(ctx, schedule) })
		waitFor(t, l.box, mails)
		time.Sleep(50 * time.Millisecond) // for what should not come
		stop()
		keeping.Wait()
		if err := office.Close(); err != nil {
			t.Error(err)
		}
		if got := len(l.box.Mails()); got != mails {
			t.Errorf("at %s there are %d mails, expected %d", at, got, mails)
		}
	}
	now := time.Now()
	l.add(t, true, titled("A first work"))
	keep(now.Add(time.Hour), 0) // nothing is overdue where there never was an issue
	l.send(t)
	l.add(t, true, titled("A second work"))
	due := schedule.Next(now.Add(time.Hour))
	keep(due.Add(-time.Minute), 1)
	keep(due.Add(time.Minute), 2)
	keep(due.Add(time.Hour), 2)
}
