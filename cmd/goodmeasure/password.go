package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// askPassword asks for a new password twice where somebody sits at a keyboard, and otherwise reads it from the first line
// of the standard input.
func askPassword(t terminal, email string) (string, error) {
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
		text, err := term.ReadPassword(int(file.Fd()))
		fmt.Fprintln(t.err)
		if err != nil {
			return "", fmt.Errorf("reading the password: %w", err)
		}
		typed[n] = string(text)
	}
	if typed[0] != typed[1] {
		return "", errors.New("the two passwords differ; nothing was changed")
	}
	return typed[0], nil
}

// ignoreEnd passes over that a text ended.
func ignoreEnd(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}
