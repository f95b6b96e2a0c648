package testkit

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// Door is how a mailbox is reached, and who may leave mails in it.
type Door struct {
	Shut     error // what everybody is answered who says who they are; nil: they are let in
	STARTTLS *tls.Certificate
	Implicit *tls.Certificate
	User     string // "": everybody
	Password string
	Ways     []string // of signing in: PLAIN, LOGIN
	Answer   string   // to a wrong password; "": the usual one
}

// Certificate makes a certificate for localhost and 0.0.0.0 that nobody has signed, and writes it to a file by which it can be trusted.
func Certificate(t testing.TB) (certificate *tls.Certificate, file string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	form := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "localhost"}, DNSNames: []string{"localhost"}, IPAddresses: []net.IP{net.IPv4zero}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, form, form, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	file = filepath.Join(t.TempDir(), "certificate.pem")
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	return &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, file
}

// hang puts the door before a server.
func (d Door) hang(server *smtp.Server, open net.Listener) net.Listener {
	switch {
	case d.Implicit != nil:
		return tls.NewListener(open, &tls.Config{Certificates: []tls.Certificate{*d.Implicit}})
	case d.STARTTLS != nil:
		server.TLSConfig = &tls.Config{Certificates: []tls.Certificate{*d.STARTTLS}}
	default:
		server.AllowInsecureAuth = true
	}
	return open
}

func (b *Mailbox) session(*smtp.Conn) (smtp.Session, error) {
	if b.door.Shut != nil {
		return nil, b.door.Shut
	}
	if b.door.User == "" {
		return &mailSession{box: b}, nil
	}
	return &guardedSession{mailSession: mailSession{box: b}}, nil
}

// guardedSession takes mails from who has signed in.
type guardedSession struct {
	mailSession
	signed bool
}

func (s *guardedSession) AuthMechanisms() []string { return s.box.door.Ways }

func (s *guardedSession) Auth(way string) (sasl.Server, error) {
	if way == "LOGIN" {
		return &login{session: s}, nil
	}
	return sasl.NewPlainServer(func(_, user, password string) error { return s.sign(user, password) }), nil
}

func (s *guardedSession) sign(user, password string) error {
	door := s.box.door
	if s.signed = user == door.User && password == door.Password; s.signed {
		return nil
	}
	if door.Answer != "" {
		return &smtp.SMTPError{Code: 535, EnhancedCode: smtp.EnhancedCode{5, 7, 8}, Message: door.Answer}
	}
	return smtp.ErrAuthFailed
}

func (s *guardedSession) Mail(from string, options *smtp.MailOptions) error {
	if !s.signed {
		return smtp.ErrAuthRequired
	}
	return s.mailSession.Mail(from, options)
}

// login asks for a name, and then for a password.
type login struct {
	session *guardedSession
	asked   int
	user    string
}

func (l *login) Next(answer []byte) (challenge []byte, done bool, err error) {
	l.asked++
	switch {
	case l.asked == 1 && answer == nil:
		return []byte("Username:"), false, nil
	case l.user == "":
		l.user = string(answer)
		return []byte("Password:"), false, nil
	case l.asked > 3:
		return nil, false, errors.New("too many answers")
	}
	return nil, true, l.session.sign(l.user, string(answer))
}

// overheard is a line that whoever sits on it can listen to.
type overheard struct {
	net.Listener
	box *Mailbox
}

func (o overheard) Accept() (net.Conn, error) {
	line, err := o.Listener.Accept()
	if err != nil {
		return nil, err
	}
	o.box.opened(1)
	return &overheardLine{Conn: line, box: o.box}, nil
}

func (b *Mailbox) opened(more int) {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.open += more
}

type overheardLine struct {
	net.Conn
	box    *Mailbox
	closed sync.Once
}

func (l *overheardLine) Close() error {
	l.closed.Do(func() { l.box.opened(-1) })
	return l.Conn.Close()
}

func (l *overheardLine) Read(to []byte) (int, error) {
	n, err := l.Conn.Read(to)
	l.box.mutex.Lock()
	defer l.box.mutex.Unlock()
	l.box.heard.Write(to[:n])
	return n, err
}

// Heard is all that clients sent, as it went over the line.
func (b *Mailbox) Heard() string {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	return b.heard.String()
}
