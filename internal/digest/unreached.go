package digest

import (
	"crypto/tls"
	"encoding/base64"
	"errors"
	"fmt"
	"net/textproto"
	"strings"

	"github.com/wneessen/go-mail"
)

// errUnusable is that trying again fares no better, until somebody changes something.
var errUnusable = errors.New("nothing was sent, and nothing will be until that is put right")

// unreached says why no mail can be handed to the server.
func (s *Server) unreached(err error) error {
	var certificate *tls.CertificateVerificationError
	var answer *textproto.Error
	what := ""
	switch {
	case errors.As(err, &certificate):
		what = fmt.Sprintf("shows a certificate that this machine does not trust for %s (%v)", s.Host, certificate.Err)
	case strings.Contains(err.Error(), "does not support STARTTLS"): // the library has no kind of error for it
		what = "offers no encryption by STARTTLS, without which mails and the password could be read on their way; smtps:// is for a server that encrypts from the start"
	case errors.Is(err, mail.ErrNoSupportedAuthDiscovered), strings.Contains(err.Error(), "does not support SMTP AUTH"):
		what = fmt.Sprintf("offers no way of signing in that is known here, so %s cannot; leave out the user where it asks for none", s.User)
	case s.User != "" && errors.As(err, &answer) && answer.Code/100 == 5 && strings.Contains(err.Error(), "AUTH"):
		what = fmt.Sprintf("does not let %s sign in with the password that was given (it answers: %s)", s.User, s.concealed(answer))
	default:
		return fmt.Errorf("reaching the mail server %s: %w", s.Address(), s.concealed(err))
	}
	return fmt.Errorf("the mail server %s %s: %w", s.Address(), what, errUnusable)
}

// concealed is an error that does not show the password, whatever a server or library made of it: as it is, or as it goes
// over the line.
func (s *Server) concealed(err error) error {
	if err == nil || s.Password == "" {
		return err
	}
	text := err.Error()
	for _, secret := range []string{s.Password, coded("\x00" + s.User + "\x00" + s.Password), coded(s.Password)} {
		text = strings.ReplaceAll(text, secret, "(password)")
	}
	if text == err.Error() {
		return err
	}
	return errors.New(text)
}

func coded(text string) string { return base64.StdEncoding.EncodeToString([]byte(text)) }
