//go:build unix

package main

import (
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// What is written to a pipe goes through it, and a file that is replaced is not opened to others.
func TestHandOn(t *testing.T) {
	one := func(w io.Writer) error { _, err := io.WriteString(w, "one"); return err }
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	reader, err := os.OpenFile(pipe, os.O_RDWR, 0) // for writing too, so that neither end waits for the other
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	if err := handOn(terminal{}, pipe, one); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(pipe); err != nil || info.Mode().IsRegular() {
		t.Fatalf("the pipe is now %v, %v", info.Mode(), err)
	}
	got := make([]byte, 3)
	if _, err := io.ReadFull(reader, got); err != nil || string(got) != "one" {
		t.Errorf("through the pipe came %q, %v", got, err)
	}

	private := filepath.Join(t.TempDir(), "private.ris")
	if err := os.WriteFile(private, []byte("older and longer"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := handOn(terminal{}, private, one); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(private)
	text, read := os.ReadFile(private)
	if err != nil || read != nil || info.Mode().Perm() != 0o600 || string(text) != "one" {
		t.Errorf("the file is %v and holds %q, %v, %v", info.Mode(), text, err, read)
	}
}
