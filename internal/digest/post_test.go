package digest_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"goodmeasure/internal/digest"
	"goodmeasure/internal/testkit"
)

// A mail to confirm that the mail server puts off goes out later.
func TestMailToConfirmIsTriedAgain(t *testing.T) {
	l := newLibrary(t, "")
	var tries atomic.Int32
	l.box.Rcpt = func(string) error {
		if tries.Add(1) == 1 {
			return &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 7, 1}, Message: "greylisted"}
		}
		return nil
	}
	if err := l.office.Ask(t.Context(), "client", "ann@example.org", ""); err != nil {
		t.Fatal(err)
	}
	if token := after(waitFor(t, l.box, 1)[0].Text, "/library/subscribe/confirm/"); token == "" || tries.Load() != 2 {
		t.Errorf("the mail came after %d tries with the link %q", tries.Load(), token)
	}
}

// Who was sent no mail after all can ask again at once; who was, gets no second one for asking twice.
func TestWhoGotNoMailCanAskAgain(t *testing.T) {
	l := newLibrary(t, "")
	var tries atomic.Int32
	l.box.Rcpt = func(string) error {
		if tries.Add(1) == 1 {
			return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 7, 1}, Message: "not today"}
		}
		return nil
	}
	server, err := digest.ParseServer(l.box.Address, "library@example.org", "")
	if err != nil {
		t.Fatal(err)
	}
	office := digest.New(digest.Options{Place: l.place, PublicURL: publicURL, Server: server})
	for n := 0; len(l.box.Mails()) == 0; n++ {
		if n == 9 {
			t.Fatal("no mail came, though it was asked for again")
		}
		if err := office.Ask(t.Context(), "client", "ann@example.org", ""); err != nil {
			t.Fatal(err)
		}
		for end := time.Now().Add(2 * time.Second); time.Now().Before(end) && len(l.box.Mails()) == 0 && tries.Load() < 2; {
			time.Sleep(10 * time.Millisecond)
		}
	}
	if err := office.Ask(t.Context(), "client", "ann@example.org", ""); err != nil {
		t.Fatal(err)
	}
	if err := office.Close(); err != nil {
		t.Fatal(err)
	}
	if mails := l.box.Mails(); len(mails) != 1 || !strings.Contains(mails[0].Text, "Please confirm") {
		t.Errorf("%d mails came for asking until one came, and once more", len(mails))
	}
}

// A mail server that repeats what was sent to it does not bring the password into the log.
func TestLogDoesNotHoldThePassword(t *testing.T) {
	const password = "geheim wort"
	over := base64.StdEncoding.EncodeToString([]byte("\x00ann\x00" + password))
	box := testkit.NewGuardedMailbox(t, testkit.Door{User: "ann", Password: "another", Ways: []string{"PLAIN"}, Answer: "no " + password + " " + over})
	server, err := digest.ParseServer(strings.Replace(box.Address, "//", "//ann@", 1), "library@example.org", password)
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	l := newLibrary(t, "")
	office := digest.New(digest.Options{Place: l.place, PublicURL: publicURL, Server: server, Pauses: []time.Duration{}, Log: slog.New(slog.NewTextHandler(&log, nil))})
	err = office.Ask(t.Context(), "client", "ann@example.org", "")
	if err = errors.Join(err, office.Close()); err != nil {
		t.Fatal(err)
	}
	if said := log.String(); !strings.Contains(said, "does not let ann sign in") || strings.Contains(said, password) || strings.Contains(said, over) || len(box.Mails()) != 0 {
		t.Errorf("the log says %s", said)
	}
}
