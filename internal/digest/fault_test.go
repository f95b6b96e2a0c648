package digest_test

import (
	"errors"
	netmail "net/mail"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"goodmeasure/evidence"
	"goodmeasure/internal/digest"
	"goodmeasure/internal/testkit"
)

// received counts the mails by who they went to.
func received(box *testkit.Mailbox) map[string]int {
	got := map[string]int{}
	for _, m := range box.Mails() {
		got[m.To]++
	}
	return got
}

func TestPutOffIsTriedAgainAndRefusedFails(t *testing.T) {
	l := newLibrary(t, "")
	var mutex sync.Mutex
	tries := map[string]int{}
	l.box.Rcpt = func(to string) error {
		mutex.Lock()
		defer mutex.Unlock()
		tries[to]++
		switch {
		case to == "refused@example.org":
			return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such user"}
		case to == "busy@example.org" && tries[to] == 1, to == "never@example.org":
			return &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 3, 0}, Message: "later"}
		}
		return nil
	}
	for _, name := range []string{"ann", "refused", "busy", "never", "ben"} {
		l.reader(t, name+"@example.org")
	}
	l.add(t, true, titled("A work"))
	sent, err := l.office.Send(t.Context(), false)
	if err == nil || len(sent) != 1 || sent[0].Sent != 3 || sent[0].Failed != 1 || sent[0].Waiting != 1 || sent[0].Unknown != 0 {
		t.Fatalf("%+v, %v", sent, err)
	}
	if _, err := l.office.Send(t.Context(), false); err == nil {
		t.Error("what still waits is not said")
	}
	got := received(l.box)
	if got["ann@example.org"] != 1 || got["ben@example.org"] != 1 || got["busy@example.org"] != 1 || len(got) != 3 || tries["refused@example.org"] != 1 || tries["never@example.org"] != 4 {
		t.Errorf("got %v after tries %v", got, tries)
	}
}

// A program that is killed between taking a mail and the server's answer leaves it as one that may have gone out.
func TestStoppedInTheMiddleGoesOnWithoutDoubles(t *testing.T) {
	l := newLibrary(t, "")
	for _, name := range []string{"ann", "ben", "cem"} {
		l.reader(t, name+"@example.org")
	}
	l.add(t, true, titled("A work"))
	d, err := l.office.Make(t.Context(), 0, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	taken, err := l.NextDelivery(t.Context(), d.Issue.ID, d.Issue.Made)
	if err != nil {
		t.Fatal(err)
	}
	sent, err := l.newOffice(t).Send(t.Context(), true) // too soon to be sure that nobody is sending it
	if err != nil || len(sent) == 0 || sent[0].Sent != 2 || sent[0].Unknown != 1 {
		t.Fatalf("%+v, %v", sent, err)
	}
	if got := received(l.box); got[taken.Subscriber.Email] != 0 || len(got) != 2 {
		t.Errorf("sent to %v, though that to %s may have gone out", got, taken.Subscriber.Email)
	}
}

func TestUnreachableServerLosesNothing(t *testing.T) {
	l := newLibrary(t, "")
	l.reader(t, "ann@example.org")
	l.add(t, true, titled("A work"))
	server, err := digest.ParseServer("smtp://127.0.0.1:1", "library@example.org", "")
	if err != nil {
		t.Fatal(err)
	}
	away := digest.New(digest.Options{Place: l.place, PublicURL: publicURL, Server: server, Pauses: []time.Duration{}})
	t.Cleanup(func() { _ = away.Close() })
	if sent, err := away.Send(t.Context(), false); err == nil || sent[0].Waiting != 1 {
		t.Fatalf("%+v, %v", sent, err)
	}
	if sent := l.send(t); sent[0].Sent != 1 || received(l.box)["ann@example.org"] != 1 {
		t.Errorf("%+v", sent)
	}
}

// However soon a run stops, it names the mail of an issue before that may have gone out.
func TestARunThatStopsNamesWhatMayHaveGoneOut(t *testing.T) {
	l := newLibrary(t, "")
	l.reader(t, "ann@example.org")
	l.add(t, true, titled("A work"))
	before, err := l.office.Make(t.Context(), 0, time.Now())
	if err == nil {
		_, err = l.NextDelivery(t.Context(), before.Issue.ID, before.Issue.Made)
	}
	if err != nil {
		t.Fatal(err)
	}
	server, err := digest.ParseServer("smtp://127.0.0.1:1", "library@example.org", "")
	if err != nil {
		t.Fatal(err)
	}
	away := digest.New(digest.Options{Place: l.place, PublicURL: publicURL, Server: server, Pauses: []time.Duration{}})
	t.Cleanup(func() { _ = away.Close() })
	l.add(t, true, titled("Another work"))
	for range 2 { // with the issue of this run, and then with what waits of it
		sent, err := away.Send(t.Context(), false)
		if err == nil || len(sent) != 2 || sent[0].Issue != before.Issue.ID || sent[0].Unknown != 1 || sent[1].Waiting != 1 {
			t.Errorf("%+v, %v", sent, err)
		}
	}
}

func TestThisMachineIsKnownByItsNameHoweverWritten(t *testing.T) {
	for address, port := range map[string]int{"smtp://localhost": 25, "smtp://LocalHost": 25, "smtp://[::1]": 25, "smtp://localhost.example.org": 587} {
		if server, err := digest.ParseServer(address, "library@example.org", ""); err != nil || server.Port != port {
			t.Errorf("%s: %+v, %v", address, server, err)
		}
	}
}

func TestNoTextBeginsAHeader(t *testing.T) {
	l := newLibrary(t, "")
	saved, err := l.SaveSearch(t.Context(), evidence.SavedSearch{Name: "x\r\nBcc: all@example.org\r\n\r\nbody", Query: "q=work"})
	if err != nil {
		t.Fatal(err)
	}
	_, token, err := l.Subscribe(t.Context(), "ann@example.org", saved.ID)
	if err == nil {
		_, err = l.Confirm(t.Context(), token)
	}
	if err != nil {
		t.Fatal(err)
	}
	l.add(t, true, titled("A work\r\nBcc: all@example.org"))
	l.send(t)
	m, err := netmail.ReadMessage(strings.NewReader(l.box.Mails()[0].Text))
	if err != nil || m.Header.Get("Bcc") != "" || len(l.box.Mails()) != 1 {
		t.Errorf("%v, %v", m.Header, err)
	}
	for _, from := range []string{"a@example.org\r\nBcc: b@example.org", "nobody"} {
		if _, err := digest.ParseServer("smtp://localhost", from, ""); err == nil {
			t.Errorf("mails can be from %q", from)
		}
	}
	if _, err := digest.ParseServer("smtp://me:geheim@mail.example.org", "a@example.org", ""); err == nil || strings.Contains(err.Error(), "geheim") {
		t.Errorf("a password in the address: %v", err)
	}
}

func TestTwoProgramsSendEachMailOnce(t *testing.T) {
	for name, place := range map[string]func(testing.TB) string{"SQLite": func(testing.TB) string { return "" }, "PostgreSQL": testkit.PostgreSQL} {
		t.Run(name, func(t *testing.T) {
			l := newLibrary(t, place(t))
			for n := range 20 {
				l.reader(t, string(rune('a'+n))+"@example.org")
			}
			l.add(t, true, titled("A work"))
			offices := []*digest.Office{l.office, l.newOffice(t)}
			var group sync.WaitGroup
			problems := make([]error, len(offices))
			for n, office := range offices {
				office.Pauses = slices.Repeat([]time.Duration{50 * time.Millisecond}, 100) // what the other is just taking still counts as waiting
				group.Go(func() { _, problems[n] = office.Send(t.Context(), false) })
			}
			group.Wait()
			if err := errors.Join(problems...); err != nil {
				t.Error(err)
			}
			got := received(l.box)
			for to, count := range got {
				if count != 1 {
					t.Errorf("%s got %d mails", to, count)
				}
			}
			if len(got) != 20 {
				t.Errorf("%d readers of 20 got the issue", len(got))
			}
		})
	}
}
