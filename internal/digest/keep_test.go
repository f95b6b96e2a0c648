package digest_test

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"goodmeasure/evidence"
	"goodmeasure/internal/digest"
	"goodmeasure/internal/testkit"
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
	schedule, err := digest.ParseSchedule("Monday 08:00")
	if err != nil {
		t.Fatal(err)
	}
	keep := func(at time.Time, mails int) { l.keep(t, schedule, at, mails) }
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

// keep runs a server at a time for a moment, after which there are so many mails.
func (l *library) keep(t *testing.T, schedule digest.Schedule, at time.Time, mails int) {
	t.Helper()
	server, err := digest.ParseServer(l.box.Address, "library@example.org", "")
	if err != nil {
		t.Fatal(err)
	}
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

// A server that starts between two issues sends what is left unsent of the last, and nothing that became public since.
func TestAStartMakesNoIssueBetweenTwo(t *testing.T) {
	for _, engine := range testkit.Engines {
		t.Run(engine, func(t *testing.T) {
			l := newLibrary(t, testkit.Place(t, engine))
			now := time.Now()
			slot := now.Add(-time.Hour)
			schedule := digest.Schedule{Day: slot.Weekday(), Hour: slot.Hour(), Minute: slot.Minute()}
			l.reader(t, "ann@example.org")
			l.add(t, true, titled("A first work"))
			if _, err := l.AddIssue(t.Context(), evidence.Issue{Since: now.AddDate(0, 0, -14), Until: now.AddDate(0, 0, -8), Items: []evidence.IssueItem{{Record: 1, Title: "A first work"}}}); err != nil {
				t.Fatal(err)
			}
			l.add(t, true, titled("A second work"))
			l.keep(t, schedule, now.Add(time.Minute), 1)
			l.keep(t, schedule, now.Add(24*time.Hour), 1)
			l.keep(t, schedule, schedule.Next(now).Add(time.Minute), 2)
			l.keep(t, schedule, schedule.Next(now).Add(48*time.Hour), 2)
			if mails := l.box.Mails(); !strings.Contains(mails[0].Text, "A first work") || strings.Contains(mails[0].Text, "A second work") || !strings.Contains(mails[1].Text, "A second work") {
				t.Errorf("the mails are %v", mails)
			}
		})
	}
}

// heard is a log that a test reads while it is written.
type heard struct {
	mutex sync.Mutex
	text  bytes.Buffer
}

func (h *heard) Write(text []byte) (int, error) {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	return h.text.Write(text)
}

func (h *heard) has(text string) bool {
	h.mutex.Lock()
	defer h.mutex.Unlock()
	return strings.Contains(h.text.String(), text)
}

// What the mail server puts off when an issue is due goes out an hour later, and not with the next issue; and that there is
// something newer by then makes no further issue.
func TestServerTriesAgainBeforeTheNextIssue(t *testing.T) {
	l := newLibrary(t, "")
	began := time.Now()
	l.add(t, true, titled("A first work"))
	if _, err := l.AddIssue(t.Context(), evidence.Issue{Since: began.AddDate(0, 0, -14), Until: began.AddDate(0, 0, -7), Items: []evidence.IssueItem{{Record: 1, Title: "A first work"}}}); err != nil {
		t.Fatal(err)
	}
	l.reader(t, "ann@example.org")
	l.add(t, true, titled("A second work"))
	var mutex sync.Mutex
	var hours time.Duration // by which the clock is ahead: nearly one more each time it is looked at, once a mail was put off
	put := false
	l.box.Rcpt = func(string) error {
		mutex.Lock()
		defer mutex.Unlock()
		if put {
			return nil
		}
		put = true
		l.add(t, true, titled("A third work"))
		return &smtp.SMTPError{Code: 451, Message: "come back later"}
	}
	clock := func() time.Time {
		mutex.Lock()
		defer mutex.Unlock()
		if put {
			hours += time.Hour - 10*time.Millisecond
		}
		return time.Now().Add(2*time.Minute + hours) // what became public is not of the minute of the issue
	}
	server, err := digest.ParseServer(l.box.Address, "library@example.org", "")
	if err != nil {
		t.Fatal(err)
	}
	log := &heard{}
	office := digest.New(digest.Options{Place: l.place, PublicURL: publicURL, Server: server, Pauses: []time.Duration{}, Now: clock, Log: slog.New(slog.NewTextHandler(log, nil))})
	ctx, stop := context.WithCancel(t.Context())
	var keeping sync.WaitGroup
	keeping.Go(func() {
		due := began.Add(2 * time.Minute)
		office.Keep(ctx, digest.Schedule{Day: due.Weekday(), Hour: due.Hour(), Minute: due.Minute()})
	})
	for !log.has("sent=1") && ctx.Err() == nil {
		time.Sleep(10 * time.Millisecond)
	}
	stop()
	keeping.Wait()
	if err := office.Close(); err != nil {
		t.Error(err)
	}
	if mails := l.box.Mails(); len(mails) != 1 || !strings.Contains(mails[0].Text, "A second work") || !log.has("waiting=1") {
		t.Errorf("there are %d mails: %v", len(mails), mails)
	}
	if issues, err := l.Issues(t.Context(), 0); err != nil || len(issues) != 2 {
		t.Errorf("there are %d issues (%v), expected the one of last week and the one that was due", len(issues), err)
	}
}
