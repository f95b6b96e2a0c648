package testkit

import (
	"fmt"
	"io"
	"net"
	"strings"
	"sync"
	"testing"

	"github.com/emersion/go-smtp"
)

// Mailbox is a mail server on this machine that takes every mail, except where Rcpt or Taken says otherwise.
type Mailbox struct {
	Address string                         // smtp://127.0.0.1:PORT
	Port    string                         // of that
	Rcpt    func(to string) error          // what it answers to a recipient; nil: it takes everybody
	Taken   func(to, message string) error // what it answers to a mail, after it has kept it unless that is an error
	door    Door
	mutex   sync.Mutex
	mails   []Mail
	heard   strings.Builder
	open    int
}

// Mail is a mail that was taken.
type Mail struct{ From, To, Text string }

// NewMailbox starts a mail server that ends with the test.
func NewMailbox(t testing.TB) *Mailbox { return NewGuardedMailbox(t, Door{}) }

// NewGuardedMailbox is NewMailbox behind a door.
func NewGuardedMailbox(t testing.TB, door Door) *Mailbox {
	t.Helper()
	box := &Mailbox{door: door}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := smtp.NewServer(smtp.BackendFunc(box.session))
	server.Domain, server.ErrorLog = "localhost", quiet{}
	box.Address, box.Port = "smtp://"+listener.Addr().String(), fmt.Sprint(listener.Addr().(*net.TCPAddr).Port)
	go func() { _ = server.Serve(door.hang(server, overheard{listener, box})) }()
	t.Cleanup(func() { _ = server.Close() })
	return box
}

// Mails are those that were taken, in their order.
func (b *Mailbox) Mails() []Mail {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return append([]Mail(nil), b.mails...)
}

// Open is how many connections to the mail server are open.
func (b *Mailbox) Open() int {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.open
}

type mailSession struct {
	box  *Mailbox
	mail Mail
}

func (s *mailSession) Reset()        { s.mail = Mail{} }
func (s *mailSession) Logout() error { return nil }

func (s *mailSession) Mail(from string, _ *smtp.MailOptions) error {
	s.mail = Mail{From: from}
	return nil
}

func (s *mailSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.mail.To = to
	if s.box.Rcpt != nil {
		return s.box.Rcpt(to)
	}
	return nil
}

func (s *mailSession) Data(r io.Reader) error {
	var text strings.Builder
	if _, err := io.Copy(&text, r); err != nil {
		return err
	}
	s.mail.Text = text.String()
	if s.box.Taken != nil {
		if err := s.box.Taken(s.mail.To, s.mail.Text); err != nil {
			return err
		}
	}
	s.box.mutex.Lock()
	defer s.box.mutex.Unlock()
	s.box.mails = append(s.box.mails, s.mail)
	return nil
}

type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}
