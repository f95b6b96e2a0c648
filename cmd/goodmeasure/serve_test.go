package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"goodmeasure/evidence"
	"goodmeasure/internal/store"
	"goodmeasure/internal/testkit"
)

// The command says where it is, answers there, takes another port where its own is taken, and ends when it is told to.
func TestServe(t *testing.T) {
	taken, err := net.Listen("tcp", serveAddress)
	if err == nil {
		defer taken.Close()
	} // otherwise another program has it, which is as good
	ctx, stop := context.WithCancel(t.Context())
	read, write := io.Pipe()
	var warned bytes.Buffer
	ended := make(chan int, 1)
	go func() { ended <- run(ctx, []string{"serve"}, terminal{strings.NewReader(""), write, &warned}) }()
	said := make([]byte, 200)
	n, err := read.Read(said)
	if err != nil {
		t.Fatal(err)
	}
	at := regexp.MustCompile(`http://127\.0\.0\.1:\d+/`).FindString(string(said[:n]))
	if at == "" || strings.Contains(at, serveAddress) {
		t.Fatalf("it says %q", said[:n])
	}
	answer, err := http.Get(at + "glossary")
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Errorf("it answers %s", answer.Status)
	}
	stop()
	select {
	case code := <-ended:
		if code != exitDone {
			t.Errorf("exit code %d: %s", code, warned.String())
		}
	case <-time.After(30 * time.Second):
		t.Fatal("it does not end")
	}
	if !strings.Contains(warned.String(), "is taken by another program") {
		t.Errorf("it does not say why it is elsewhere: %q", warned.String())
	}
}

// A server keeps things in its workspace, and brings up to date what an older version of the program made; a command that only
// reads says how that is done.
func TestServeBringsAnOlderWorkspaceUpToDate(t *testing.T) {
	place := filepath.Join(t.TempDir(), "w.db")
	w, err := store.Open(t.Context(), place)
	if err == nil {
		_, err = w.AddRecords(t.Context(), evidence.Account{}, []evidence.Entry{{Record: evidence.Record{Kind: evidence.Report, Title: "A work"}}}, store.Addition{})
	}
	if err = errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	testkit.MakeOlder(t, place)
	var said bytes.Buffer
	if code := run(t.Context(), []string{"authorities", "--workspace", place}, terminal{strings.NewReader(""), io.Discard, &said}); code == exitDone || !strings.Contains(said.String(), "`goodmeasure serve`") {
		t.Errorf("reading an older workspace ends with %d: %s", code, said.String())
	}
	for range 2 { // the second finds it up to date
		c := serveCommand{source: source{Workspace: place}}
		if _, err := c.open(t.Context(), terminal{strings.NewReader(""), io.Discard, io.Discard}); err != nil {
			t.Fatal(err)
		}
	}
	if code := run(t.Context(), []string{"authorities", "--workspace", place}, terminal{strings.NewReader(""), io.Discard, &said}); code != exitDone {
		t.Errorf("afterwards, reading ends with %d: %s", code, said.String())
	}
}
