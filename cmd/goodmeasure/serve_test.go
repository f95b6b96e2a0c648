package main

import (
	"bytes"
	"context"
	"io"
	"net"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"
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
