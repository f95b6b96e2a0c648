package digest

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	netmail "net/mail"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"
)

// Server is a mail server that takes mails for others, and what they say they are from.
type Server struct {
	Host     string
	Port     int
	User     string // "": without signing in
	Password string
	From     netmail.Address
	Patience time.Duration // how long one mail of an issue may take; 0: a quarter of an hour
	Grace    time.Duration // how long it may still take when the program is to end; 0: half a minute
	implicit bool          // the connection is encrypted from the start
	bare     bool          // it is never encrypted
}

// ParseServer reads where mails are handed over: smtp://USER@HOST:PORT, which is encrypted by STARTTLS, smtps:// for an
// encrypted connection from the start, and smtp://localhost for a server on the same machine, which is not encrypted.
// smtp://HOST?tls=none leaves the encryption out elsewhere too, and then nobody can sign in.
func ParseServer(address, from, password string) (*Server, error) {
	const expected = "expected one such as smtp://user@mail.example.org:587, smtps://user@mail.example.org or smtp://localhost"
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.Scheme != "smtp" && u.Scheme != "smtps" || u.Path != "" && u.Path != "/" || u.Fragment != "" {
		return nil, errors.New("the address of the mail server cannot be read: " + expected) // it may hold a password
	}
	if _, stated := u.User.Password(); stated {
		return nil, errors.New("the address of the mail server holds a password, where others can see it: give it in GOODMEASURE_SMTP_PASSWORD or by --smtp-password-file")
	}
	s := &Server{Host: u.Hostname(), User: u.User.Username(), Password: password, implicit: u.Scheme == "smtps", Port: 587}
	switch tls := u.Query().Get("tls"); {
	case u.RawQuery != "" && u.RawQuery != "tls=none", tls == "none" && s.implicit:
		return nil, fmt.Errorf("%q says nothing of a mail server that is known: %s", u.RawQuery, expected)
	case tls == "none", isLoopback(s.Host) && !s.implicit:
		s.bare, s.Port = true, 25
	case s.implicit:
		s.Port = 465
	}
	if u.Port() != "" {
		if s.Port, err = strconv.Atoi(u.Port()); err != nil || s.Port < 1 || s.Port > 65535 {
			return nil, fmt.Errorf("%q is no port of a mail server: expected a number up to 65535", u.Port())
		}
	}
	if s.bare && s.User != "" && !isLoopback(s.Host) {
		return nil, errors.New("signing in to a mail server over a connection that is not encrypted would show the password: leave out tls=none, or the user")
	}
	if s.User != "" && password == "" {
		return nil, fmt.Errorf("there is no password for %s at the mail server: give it in GOODMEASURE_SMTP_PASSWORD or by --smtp-password-file", s.User)
	}
	sender, err := netmail.ParseAddress(from)
	if err != nil || strings.ContainsAny(from, "\r\n") {
		return nil, fmt.Errorf("%q is no address that mails can be from: expected one such as \"The library <library@example.org>\"", from)
	}
	if strings.IndexFunc(sender.Address, notASCII) >= 0 {
		if sender.Address, err = mailable(sender.Address); err != nil {
			return nil, fmt.Errorf("mails cannot be from that address: %w", err)
		}
	}
	s.From = *sender
	return s, nil
}

func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// Address is the host and port, for messages.
func (s *Server) Address() string { return net.JoinHostPort(s.Host, strconv.Itoa(s.Port)) }

const (
	reaching = 30 * time.Second // until a server has to have let the program in, and taken a mail that answers somebody
	patience = 15 * time.Minute // five, and ten for the answer to the whole of a mail (RFC 5321, 4.5.3.2.6): with less, a slow server takes mails that were given up
	ending   = 30 * time.Second // what is left of that when the program is to end
	goodbye  = 2 * time.Second
)

// connection is one that mails are sent over, one after another.
type connection struct {
	server *Server
	client *mail.Client
	line   *smtp.Client
	wire   *wire
	detach func() bool // from the context that it ends with
}

// The ways of signing in, the best first: over an encrypted line, and on this machine, where nobody listens in.
var (
	overTLS   = []mail.SMTPAuthType{mail.SMTPAuthSCRAMSHA256PLUS, mail.SMTPAuthSCRAMSHA256, mail.SMTPAuthSCRAMSHA1PLUS, mail.SMTPAuthSCRAMSHA1, mail.SMTPAuthNTLM, mail.SMTPAuthCramMD5, mail.SMTPAuthPlain, mail.SMTPAuthLogin}
	overPlain = []mail.SMTPAuthType{mail.SMTPAuthSCRAMSHA256, mail.SMTPAuthSCRAMSHA1, mail.SMTPAuthCramMD5, mail.SMTPAuthPlainNoEnc, mail.SMTPAuthLoginNoEnc}
)

// dial reaches the server, for mails each of which may take so long. When the context ends, reaching ends too, and a mail
// that the server has is given so much grace.
func (s *Server) dial(ctx context.Context, each, grace time.Duration) (*connection, error) {
	over := &wire{}
	options := []mail.Option{mail.WithPort(s.Port), mail.WithTimeout(reaching), mail.WithoutNoop(), mail.WithDialContextFunc(over.dial)}
	ways := overTLS
	switch {
	case s.implicit:
		options = append(options, mail.WithSSL())
		over.secured = &tls.Config{ServerName: s.Host, MinVersion: tls.VersionTLS12}
	case s.bare:
		options = append(options, mail.WithTLSPolicy(mail.NoTLS))
		ways = overPlain
	default:
		options = append(options, mail.WithTLSPolicy(mail.TLSMandatory))
	}
	if s.User != "" {
		options = append(options, mail.WithOpportunisticSMTPAuth(ways...), mail.WithUsername(s.User), mail.WithPassword(s.Password))
	}
	client, err := mail.NewClient(s.Host, options...)
	if err != nil {
		return nil, s.unreached(err)
	}
	reached := context.AfterFunc(ctx, func() { over.endBy(time.Now()) })
	line, err := client.DialToSMTPClientWithContext(ctx)
	reached()
	if err == nil {
		err = mail.WithTimeout(each)(client)
	}
	if ended := ctx.Err(); ended != nil || err != nil {
		over.end() // left open, it would take the place of another
		if ended != nil {
			return nil, ended
		}
		return nil, s.unreached(err)
	}
	return &connection{s, client, line, over, context.AfterFunc(ctx, func() { over.endBy(time.Now().Add(grace)) })}, nil
}

func (c *connection) close() {
	if c == nil {
		return
	}
	c.detach()
	_ = c.line.UpdateDeadline(goodbye) // all that was sent has been answered
	if c.client.CloseWithSMTPClient(c.line) != nil {
		c.wire.end()
	}
}

// fate is what came of handing a mail over.
type fate int

const (
	accepted   fate = iota
	refused         // for good
	postponed       // the server, or the connection, may do better later; the mail has not gone out
	unknown         // the connection broke before the server said whether it took the mail
	impossible      // no mail from this sender is taken: others would fare no better
)

// send hands a mail over. Broken tells that the connection is no good any more.
func (c *connection) send(m *mail.Msg) (f fate, broken bool, problem error) {
	err := c.client.SendWithSMTPClient(c.line, m)
	if err == nil || m.IsDelivered() {
		return accepted, err != nil, nil
	}
	problem = c.server.concealed(err)
	var sent *mail.SendError
	if !errors.As(err, &sent) {
		return postponed, true, problem
	}
	code := sent.ErrorCode()
	switch {
	case sent.Reason == mail.ErrGetRcpts:
		return refused, false, problem
	case sent.Reason == mail.ErrGetSender, sent.Reason == mail.ErrSMTPMailFrom && code >= 500:
		return impossible, false, problem
	case code >= 500:
		return refused, false, problem
	case code >= 400:
		return postponed, code == 421, problem
	case sent.Reason == mail.ErrSMTPDataClose:
		return unknown, true, problem
	}
	return postponed, true, problem
}
