package main

import (
	"bytes"
	"database/sql"
	"encoding/base64"
	"errors"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/store"
	"goodmeasure/internal/testkit"
)

// newLibrary is a workspace with a document that is new, and readers of the list. It gives its place.
func newLibrary(t *testing.T, readers ...string) string {
	t.Helper()
	place := filepath.Join(t.TempDir(), "library.db")
	w, err := store.Open(t.Context(), place)
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	for _, name := range readers {
		_, token, err := w.Subscribe(t.Context(), name+"@example.org", 0)
		if err == nil {
			_, err = w.Confirm(t.Context(), token)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if _, err := w.AddRecords(t.Context(), evidence.Account{}, []evidence.Entry{{Record: evidence.Record{Kind: evidence.Report, Title: "A work on siblings"}}}, store.Addition{Public: true}); err != nil {
		t.Fatal(err)
	}
	return place
}

func digestOf(t *testing.T, place, server string, more ...string) *exec.Cmd {
	return programRun(t, append([]string{"library", "digest", "--send", "--workspace", place, "--smtp", server, "--from", "library@example.org", "--public-url", "https://library.example.org"}, more...)...)
}

// The host is 0.0.0.0, by which this machine is reached, where it is to be taken for another.
func TestMailsGoOutEncryptedAndSignedIn(t *testing.T) {
	const password = "päss word/with=signs"
	certificate, trusted := testkit.Certificate(t)
	_, stranger := testkit.Certificate(t)
	right := testkit.Door{User: "ann", Password: password, Ways: []string{"PLAIN"}}
	overSTARTTLS, implicit, byLogin := right, right, right
	overSTARTTLS.STARTTLS, implicit.Implicit = certificate, certificate
	byLogin.STARTTLS, byLogin.Ways = certificate, []string{"LOGIN"}
	echoing := overSTARTTLS
	echoing.Answer = "no: " + base64.StdEncoding.EncodeToString([]byte("\x00ann\x00not the right one")) + " not the right one"
	for name, c := range map[string]struct {
		door         testkit.Door
		scheme, host string
		password     string
		trust        string
		want         string // of what is said; "": the mail arrives
		neverInClear bool
	}{
		"STARTTLS":                 {door: overSTARTTLS, scheme: "smtp", host: "0.0.0.0", password: password, trust: trusted, neverInClear: true},
		"LOGIN":                    {door: byLogin, scheme: "smtp", host: "0.0.0.0", password: password, trust: trusted, neverInClear: true},
		"implicit":                 {door: implicit, scheme: "smtps", host: "localhost", password: password, trust: trusted, neverInClear: true},
		"this machine":             {door: right, scheme: "smtp", host: "localhost", password: password, trust: trusted},
		"wrong password":           {door: echoing, scheme: "smtp", host: "0.0.0.0", password: "not the right one", trust: trusted, neverInClear: true, want: "does not let ann sign in with the password that was given (it answers: 535 "},
		"no TLS":                   {door: right, scheme: "smtp", host: "0.0.0.0", password: password, trust: trusted, neverInClear: true, want: "offers no encryption by STARTTLS"},
		"nobody's certificate":     {door: overSTARTTLS, scheme: "smtp", host: "0.0.0.0", password: password, trust: stranger, neverInClear: true, want: "shows a certificate that this machine does not trust for 0.0.0.0"},
		"nobody's, from the start": {door: implicit, scheme: "smtps", host: "localhost", password: password, trust: stranger, neverInClear: true, want: "shows a certificate that this machine does not trust for localhost"},
		"another's certificate":    {door: implicit, scheme: "smtps", host: "127.0.0.1", password: password, trust: trusted, neverInClear: true, want: "shows a certificate that this machine does not trust for 127.0.0.1"},
	} {
		t.Run(name, func(t *testing.T) {
			box := testkit.NewGuardedMailbox(t, c.door)
			place := newLibrary(t, "reader")
			command := digestOf(t, place, c.scheme+"://ann@"+c.host+":"+box.Port)
			command.Env = append(command.Environ(), "GOODMEASURE_SMTP_PASSWORD="+c.password, "SSL_CERT_FILE="+c.trust, "SSL_CERT_DIR=/nowhere")
			said, err := command.CombinedOutput()
			secrets := []string{c.password, base64.StdEncoding.EncodeToString([]byte(c.password)), base64.StdEncoding.EncodeToString([]byte("\x00ann\x00" + c.password))}
			for _, secret := range secrets {
				if bytes.Contains(said, []byte(secret)) {
					t.Errorf("the password is shown: %s", said)
				}
				if c.neverInClear && strings.Contains(box.Heard(), secret) {
					t.Errorf("the password went over the line as anybody can read it: %q", box.Heard())
				}
			}
			if c.want == "" {
				if mails := box.Mails(); err != nil || len(mails) != 1 || mails[0].To != "reader@example.org" {
					t.Errorf("%v: %s; %d mails came", err, said, len(box.Mails()))
				}
				return
			}
			if err == nil || !bytes.Contains(said, []byte(c.want)) || !bytes.Contains(said, []byte("nothing was sent, and nothing will be until that is put right")) || len(box.Mails()) != 0 {
				t.Errorf("%v, %d mails: %s", err, len(box.Mails()), said)
			}
		})
	}
}

// The program is killed while the mail server has one mail and has not answered. Run again, everybody else gets theirs
// once; who was in the middle is named, and gets it again only when somebody says so, an hour later.
func TestKilledBetweenTwoMails(t *testing.T) {
	for name, took := range map[string]bool{"the server had the mail": true, "the server had not": false} {
		t.Run(name, func(t *testing.T) {
			box := testkit.NewMailbox(t)
			place := newLibrary(t, "ann", "ben", "cem", "dee")
			stalled, ended := make(chan string, 1), make(chan struct{})
			var once sync.Once
			t.Cleanup(func() { once.Do(func() { close(ended) }) })
			var mutex sync.Mutex
			count := 0
			box.Taken = func(to, _ string) error {
				mutex.Lock()
				count++
				third := count == 3
				mutex.Unlock()
				if !third {
					return nil
				}
				stalled <- to
				<-ended
				if took {
					return nil
				}
				return errors.New("never kept")
			}
			first := digestOf(t, place, box.Address)
			if err := first.Start(); err != nil {
				t.Fatal(err)
			}
			middle := <-stalled
			if err := first.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			if first.Wait() == nil {
				t.Fatal("the program was not killed")
			}
			once.Do(func() { close(ended) })

			said, err := digestOf(t, place, box.Address).CombinedOutput()
			if err != nil || !bytes.Contains(said, []byte("sent to 3 readers, 1 that may have gone out")) || !bytes.Contains(said, []byte(middle)) {
				t.Errorf("run again: %v, %s", err, said)
			}
			if said, err = digestOf(t, place, box.Address, "--resend").CombinedOutput(); err != nil || !bytes.Contains(said, []byte(middle)) {
				t.Errorf("run once more, too soon to send again: %v, %s", err, said)
			}
			anHourLater(t, place)
			if said, err = digestOf(t, place, box.Address, "--resend").CombinedOutput(); err != nil || !bytes.Contains(said, []byte("sent to 4 readers")) {
				t.Errorf("and an hour later: %v, %s", err, said)
			}
			got := map[string]int{}
			for _, m := range box.Mails() {
				got[m.To]++
			}
			for _, name := range []string{"ann", "ben", "cem", "dee"} {
				to, want := name+"@example.org", 1
				if to == middle && took {
					want = 2
				}
				if got[to] != want {
					t.Errorf("%s got %d mails, expected %d", to, got[to], want)
				}
			}
		})
	}
}

func anHourLater(t *testing.T, place string) {
	t.Helper()
	db, err := sql.Open("sqlite", place)
	if err == nil {
		_, err = db.Exec("UPDATE delivery SET changed = '2020-01-01T00:00:00.000000Z' WHERE state = 'sending'")
	}
	if err == nil {
		err = db.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
}
