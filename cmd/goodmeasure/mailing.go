package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"goodmeasure/internal/digest"
)

// mailing is how mails are sent.
type mailing struct {
	SMTP             string `name:"smtp" help:"Mail server to hand mails to: smtp://USER@HOST:PORT (encrypted by STARTTLS), smtps://USER@HOST, or smtp://localhost. The password is taken from GOODMEASURE_SMTP_PASSWORD or a file." placeholder:"smtp://USER@HOST"`
	SMTPPasswordFile string `name:"smtp-password-file" help:"File whose first line is the password at the mail server." placeholder:"FILE" type:"path"`
	From             string `help:"Name and address that mails are from." placeholder:"\"NAME <ADDRESS>\""`
}

// fill puts what was given into the options of an office. Without a mail server, none is set.
func (m mailing) fill(o *digest.Options, publicURL string) error {
	var err error
	if publicURL != "" {
		if o.PublicURL, err = digest.CheckPublicURL(publicURL); err != nil {
			return fmt.Errorf("--public-url: %w", err)
		}
	}
	if m.SMTP == "" {
		if m.From != "" || m.SMTPPasswordFile != "" {
			return &usageError{errors.New("--from and --smtp-password-file say nothing without --smtp; give the mail server too")}
		}
		return nil
	}
	if m.From == "" || publicURL == "" {
		return &usageError{errors.New("--smtp needs --from, the address that mails are from, and --public-url, where their links lead")}
	}
	password, err := m.password()
	if err != nil {
		return err
	}
	o.Server, err = digest.ParseServer(m.SMTP, m.From, password)
	return err
}

func (m mailing) password() (string, error) {
	if m.SMTPPasswordFile == "" {
		return os.Getenv("GOODMEASURE_SMTP_PASSWORD"), nil
	}
	file, err := os.Open(m.SMTPPasswordFile)
	if err != nil {
		return "", fmt.Errorf("reading the password at the mail server: %w", err)
	}
	defer file.Close()
	line, err := bufio.NewReader(io.LimitReader(file, 4096)).ReadString('\n')
	if line = strings.TrimRight(line, "\r\n"); line == "" {
		return "", errors.Join(fmt.Errorf("%s holds no password: expected it on the first line", m.SMTPPasswordFile), ignoreEnd(err))
	}
	return line, ignoreEnd(err)
}
