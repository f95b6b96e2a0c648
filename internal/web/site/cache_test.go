package site

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// However much is put in, a cache keeps within its room, drops what was not asked for the longest, and gives back what it
// was given.
func TestCacheKeepsWithinItsRoom(t *testing.T) {
	c := newCache(20_000)
	for n := range 500 {
		r, err := made(http.StatusOK, "text/plain", []byte(fmt.Sprintf("reply %d", n)))
		if err != nil {
			t.Fatal(err)
		}
		c.put(fmt.Sprint(n), r)
		if c.held > c.most || len(c.byKey) != c.order.Len() {
			t.Fatalf("%d bytes in %d replies, of at most %d", c.held, len(c.byKey), c.most)
		}
		if _, found := c.get("0"); !found {
			t.Fatal("what was asked for all the time is gone")
		}
	}
	if _, found := c.get("1"); found {
		t.Error("what was not asked for is still there")
	}
	r, found := c.get("499")
	if !found {
		t.Fatal("the newest is gone")
	}
	answer := httptest.NewRecorder()
	if err := r.send(answer, httptest.NewRequest(http.MethodGet, "/", nil)); err != nil || answer.Body.String() != "reply 499" {
		t.Errorf("%q, %v", answer.Body, err)
	}
	c.put("huge", &reply{zipped: make([]byte, 10_000)})
	if _, found := c.get("huge"); found {
		t.Error("one reply takes half of the room")
	}
}

func TestRates(t *testing.T) {
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	r := newRates(func() time.Time { return now })
	for n := range pagesAtOnce {
		if !r.allow("a") {
			t.Fatalf("page %d is refused", n)
		}
	}
	if r.allow("a") {
		t.Error("more is allowed than there is to be had at once")
	}
	if !r.allow("b") {
		t.Error("another client pays for the first")
	}
	now = now.Add(time.Second)
	if !r.allow("a") {
		t.Error("nothing comes back with time")
	}
	for n := range 3 * mostClients {
		r.allow(fmt.Sprint(n))
	}
	if len(r.clients) > mostClients {
		t.Errorf("%d clients are remembered", len(r.clients))
	}
}

func TestWorkIsBounded(t *testing.T) {
	w := work{light: make(room, 1), heavy: make(room, 1)}
	leave, err := w.of(true).enter(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	gone, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := w.of(true).enter(gone); err == nil {
		t.Error("a second heavy page is begun")
	}
	if _, err := w.of(false).enter(context.Background()); err != nil {
		t.Errorf("a light page waits for a heavy one: %v", err)
	}
	leave()
	if _, err := w.of(true).enter(context.Background()); err != nil {
		t.Error("the room is not given back")
	}
}
