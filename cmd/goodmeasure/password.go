package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// askPassword asks for a new password twice where somebody sits at a keyboard, and otherwise reads it from the first line
// of the standard input.
func askPassword(ctx context.Context, t terminal, email string) (string, error) {
	file, ok := t.in.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		line, err := bufio.NewReader(io.LimitReader(t.in, 4096)).ReadString('\n')
		if line = strings.TrimRight(line, "\r\n"); line == "" {
			return "", errors.Join(fmt.Errorf("no password was given for %s: expected it on the first line of the standard input", email), ignoreEnd(err))
		}
		return line, ignoreEnd(err)
	}
	var typed [2]string
	for n, prompt := range []string{"Password for " + email + ": ", "Once more: "} {
		fmt.Fprint(t.err, prompt)
		text, err := readUnseen(ctx, int(file.Fd()))
		fmt.Fprintln(t.err)
		if err != nil {
			return "", err
		}
		typed[n] = text
	}
	if typed[0] != typed[1] {
		return "", errors.New("the two passwords differ; nothing was changed")
	}
	return typed[0], nil
}

// readUnseen reads a line that the terminal does not show, and leaves the terminal as it was when the context ends.
func readUnseen(ctx context.Context, terminal int) (string, error) {
	before, err := term.GetState(terminal)
	if err != nil {
		return "", fmt.Errorf("reading the password: %w", err)
	}
	var text []byte
	read := make(chan error, 1)
	go func() {
		var err error
		text, err = term.ReadPassword(terminal)
		read <- err
	}()
	select {
	case <-ctx.Done():
		return "", &interrupted{errors.Join(errors.New("no password was given; nothing was changed"), term.Restore(terminal, before))}
	case err := <-read:
		if err != nil {
			return "", fmt.Errorf("reading the password: %w", err)
		}
		return string(text), nil
	}
}

// ignoreEnd passes over that a text ended.
func ignoreEnd(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}
