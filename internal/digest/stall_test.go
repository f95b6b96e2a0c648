package digest_test

import (
	"sync/atomic"
	"testing"
	"time"

	"goodmeasure/internal/digest"
)

// impatient is an office that waits for the mail server hardly at all, and tries no mail twice in one run.
func (l *library) impatient(t *testing.T) *digest.Office {
	t.Helper()
	server, err := digest.ParseServer(l.box.Address, "library@example.org", "")
	if err != nil {
		t.Fatal(err)
	}
	server.Patience = 300 * time.Millisecond
	office := digest.New(digest.Options{Place: l.place, PublicURL: publicURL, Server: server, Pauses: []time.Duration{}})
	t.Cleanup(func() { _ = office.Close() })
	return office
}

// stall holds up the first call until it is let go.
func stall() (call, letGo func()) {
	var calls atomic.Int32
	over := make(chan struct{})
	return func() {
		if calls.Add(1) == 1 {
			<-over
		}
	}, func() { close(over) }
}

// A mail that the server was too slow to be given has not gone out: the others go out, and it does with the next run.
func TestMailThatCouldNotBeHandedOverGoesOutLater(t *testing.T) {
	l := newLibrary(t, "")
	for _, name := range []string{"ann", "ben", "cem"} {
		l.reader(t, name+"@example.org")
	}
	l.add(t, true, titled("A work"))
	call, letGo := stall()
	l.box.Rcpt = func(string) error { call(); return nil }
	sent, err := l.impatient(t).Send(t.Context(), false)
	letGo()
	if err == nil || len(sent) != 1 || sent[0].Sent != 2 || sent[0].Waiting != 1 || sent[0].Unknown != 0 {
		t.Fatalf("%+v, %v", sent, err)
	}
	l.send(t)
	if got := received(l.box); len(l.box.Mails()) != 3 || len(got) != 3 {
		t.Errorf("three readers got %v", got)
	}
	for end := time.Now().Add(20 * time.Second); l.box.Open() > 0; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("%d connections are left open", l.box.Open())
		}
	}
}

// A mail that the server took too long to answer for may have gone out, and is not sent again.
func TestMailWithoutAnswerIsNotSentAgain(t *testing.T) {
	l := newLibrary(t, "")
	for _, name := range []string{"ann", "ben", "cem"} {
		l.reader(t, name+"@example.org")
	}
	l.add(t, true, titled("A work"))
	call, letGo := stall()
	l.box.Taken = func(string, string) error { call(); return nil }
	sent, err := l.impatient(t).Send(t.Context(), false)
	letGo()
	if err != nil || len(sent) != 1 || sent[0].Sent != 2 || sent[0].Waiting != 0 || sent[0].Unknown != 1 {
		t.Fatalf("%+v, %v", sent, err)
	}
	l.send(t)
	waitFor(t, l.box, 3) // the one that was held up comes after all
	if got := received(l.box); len(l.box.Mails()) != 3 || len(got) != 3 {
		t.Errorf("three readers got %v", got)
	}
}
