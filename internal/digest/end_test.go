package digest_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"goodmeasure/internal/digest"
	"goodmeasure/internal/testkit"
)

// brief is a mail server that gives a mail as long as it takes, until the program is to end.
func brief(t *testing.T, address string) *digest.Server {
	t.Helper()
	server, err := digest.ParseServer(address, "library@example.org", "")
	if err != nil {
		t.Fatal(err)
	}
	server.Grace = 300 * time.Millisecond
	return server
}

// within waits for what should end while the mail server still holds up a mail.
func within(t *testing.T, what string, done <-chan struct{}) {
	t.Helper()
	select {
	case <-done:
	case <-time.After(20 * time.Second):
		t.Fatal(what + " waits for the mail server")
	}
}

// Who stops the sending waits no longer for a mail that the server has than its grace: it may have gone out.
func TestStoppingWaitsNoLongerThanItsGrace(t *testing.T) {
	l := newLibrary(t, "")
	for _, name := range []string{"ann", "ben"} {
		l.reader(t, name+"@example.org")
	}
	l.add(t, true, titled("A work"))
	call, letGo := stall()
	defer letGo()
	ctx, stop := context.WithCancel(t.Context())
	l.box.Taken = func(string, string) error { stop(); call(); return nil }
	office := digest.New(digest.Options{Place: l.place, PublicURL: publicURL, Server: brief(t, l.box.Address), Pauses: []time.Duration{time.Hour}})
	t.Cleanup(func() { _ = office.Close() })
	var sent []digest.Sending
	var err error
	done := make(chan struct{})
	go func() {
		defer close(done)
		sent, err = office.Send(ctx, false)
	}()
	within(t, "Send", done)
	if !errors.Is(err, context.Canceled) || len(sent) != 1 || sent[0].Unknown != 1 || sent[0].Waiting != 1 || sent[0].Sent != 0 {
		t.Errorf("%+v, %v", sent, err)
	}
}

// A mail that the server takes in time although the program is to end has been sent, and is known to have been.
func TestMailInFlightIsFinishedWhenStopped(t *testing.T) {
	l := newLibrary(t, "")
	for _, name := range []string{"ann", "ben"} {
		l.reader(t, name+"@example.org")
	}
	l.add(t, true, titled("A work"))
	ctx, stop := context.WithCancel(t.Context())
	l.box.Taken = func(string, string) error { stop(); return nil }
	sent, err := l.office.Send(ctx, false)
	if !errors.Is(err, context.Canceled) || len(sent) != 1 || sent[0].Sent != 1 || sent[0].Waiting != 1 || len(l.box.Mails()) != 1 {
		t.Errorf("%+v, %v", sent, err)
	}
}

// Closing waits no longer than that for the mails that answer people, and the log says what is known of each.
func TestClosingWaitsNoLongerThanItsGrace(t *testing.T) {
	l := newLibrary(t, "")
	held := make(chan struct{})
	call, letGo := stall()
	defer letGo()
	l.box.Taken = func(string, string) error { close(held); call(); return nil }
	var log bytes.Buffer
	office := digest.New(digest.Options{Place: l.place, PublicURL: publicURL, Server: brief(t, l.box.Address), Log: slog.New(slog.NewTextHandler(&log, nil))})
	for _, name := range []string{"ann", "ben", "cem"} {
		if err := office.Ask(t.Context(), "client", name+"@example.org", ""); err != nil {
			t.Fatal(err)
		}
	}
	<-held
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := office.Close(); err != nil {
			t.Error(err)
		}
	}()
	within(t, "Close", done)
	said := log.String()
	if strings.Count(said, "may not have been sent") != 1 || strings.Count(said, "was not sent") != 2 || strings.Count(said, "the program ended first") != 2 {
		t.Errorf("the log says %s", said)
	}
}

// However a server refuses to be reached, the connection to it is not left open.
func TestRefusedConnectionIsClosed(t *testing.T) {
	certificate, _ := testkit.Certificate(t)
	for name, door := range map[string]testkit.Door{
		"EHLO":                   {Shut: &smtp.SMTPError{Code: 554, EnhancedCode: smtp.EnhancedCode{5, 7, 1}, Message: "not from there"}},
		"STARTTLS":               {},
		"certificate":            {STARTTLS: certificate},
		"certificate from start": {Implicit: certificate},
		"password":               {User: "ann", Password: "another", Ways: []string{"PLAIN"}},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLibrary(t, "")
			l.reader(t, "ann@example.org")
			l.add(t, true, titled("A work"))
			box := testkit.NewGuardedMailbox(t, door)
			address := "smtp://127.0.0.1:" + box.Port
			switch {
			case door.User != "":
				address = "smtp://ann@127.0.0.1:" + box.Port
			case door.Implicit != nil:
				address = "smtps://127.0.0.1:" + box.Port
			case door.Shut == nil:
				address = "smtp://0.0.0.0:" + box.Port // not known as this machine, so only over TLS
			}
			server, err := digest.ParseServer(address, "library@example.org", "a password")
			if err != nil {
				t.Fatal(err)
			}
			office := digest.New(digest.Options{Place: l.place, PublicURL: publicURL, Server: server, Pauses: []time.Duration{}})
			t.Cleanup(func() { _ = office.Close() })
			if sent, err := office.Send(t.Context(), false); err == nil || sent[0].Waiting != 1 {
				t.Fatalf("%+v, %v", sent, err)
			}
			for end := time.Now().Add(10 * time.Second); box.Open() > 0; time.Sleep(10 * time.Millisecond) {
				if time.Now().After(end) {
					t.Fatalf("%d connections are left open", box.Open())
				}
			}
		})
	}
}
