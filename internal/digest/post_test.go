package digest_test

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"goodmeasure/internal/digest"
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
