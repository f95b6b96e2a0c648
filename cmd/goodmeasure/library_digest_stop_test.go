package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"goodmeasure/internal/testkit"
)

// stalled is a mail server that has told, by a channel, that it has a mail, and answers when it is let go.
func stalled(t *testing.T) (box *testkit.Mailbox, has <-chan struct{}, letGo func()) {
	t.Helper()
	told, over := make(chan struct{}, 1), make(chan struct{})
	box = testkit.NewMailbox(t)
	box.Taken = func(string, string) error {
		told <- struct{}{}
		<-over
		return nil
	}
	return box, told, func() { close(over) }
}

// Who presses Ctrl-C while a mail is with the mail server is told that there is more to send, once that mail is through.
func TestInterruptedSendingFinishesItsMail(t *testing.T) {
	box, has, letGo := stalled(t)
	command := digestOf(t, newLibrary(t, "ann", "ben"), box.Address)
	var said, refused bytes.Buffer
	command.Stdout = &said
	warned, err := command.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	<-has
	if err := command.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(warned)
	if !lines.Scan() || !strings.Contains(lines.Text(), "Stopping once the mail under way is through") {
		t.Errorf("Ctrl-C is answered by %q", lines.Text())
	}
	letGo()
	for lines.Scan() {
		fmt.Fprintln(&refused, lines.Text())
	}
	err = command.Wait()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != exitInterrupted || !bytes.Contains(said.Bytes(), []byte("sent to 1 reader, 1 to be tried again")) || !bytes.Contains(refused.Bytes(), []byte("run this again")) || len(box.Mails()) != 1 {
		t.Errorf("%v, %d mails: %s%s", err, len(box.Mails()), said.String(), refused.String())
	}
}

// Who presses it again does not wait for that mail.
func TestSecondInterruptEndsAtOnce(t *testing.T) {
	box, has, letGo := stalled(t)
	defer letGo()
	command := digestOf(t, newLibrary(t, "ann", "ben"), box.Address)
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	<-has
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	for end := time.Now().Add(20 * time.Second); ; {
		_ = command.Process.Signal(os.Interrupt)
		select {
		case err := <-ended:
			if err == nil {
				t.Error("the program went on")
			}
			return
		case <-time.After(100 * time.Millisecond):
		}
		if time.Now().After(end) {
			_ = command.Process.Kill()
			t.Fatal("the program waits for the mail server however often it is interrupted")
		}
	}
}
