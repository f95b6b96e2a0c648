package main

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

// made is a server of made-up pages: a list, thirty places and one page that errs.
func made(t *testing.T) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `<a href="/authorities?b=region">All</a><a href="/authorities?format=csv">File</a><a href="https://elsewhere.example/">Away</a><a href="/wrong">Wrong</a>`)
	})
	mux.HandleFunc("GET /authorities", func(w http.ResponseWriter, _ *http.Request) {
		for n := range 30 {
			fmt.Fprintf(w, `<a href="/authority/place-%d">Place</a>`, n)
		}
	})
	mux.HandleFunc("GET /authority/{slug}", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("d") != "" && len(r.URL.Query()["a"]) != 3 {
			http.Error(w, "three are picked out", http.StatusBadRequest)
		}
	})
	mux.HandleFunc("GET /api/v1/openapi.json", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `{"paths": {"/": {}, "/authorities": {}, "/authority/{slug}": {}, "/authority/{slug}/briefing": {}}}`)
	})
	mux.HandleFunc("GET /api/v1/define", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `{"data": {"definition": {"indicators": [{"id": "one"}, {"id": "two"}, {"id": "three"}, {"id": "four"}]}}}`)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

func TestEveryAddressIsGathered(t *testing.T) {
	found, err := gather(t.Context(), made(t))
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"/", "/authorities", "/authority/{slug}", "as csv"}; !slices.Equal(found.routes, want) {
		t.Errorf("the pages are %q, expected %q", found.routes, want)
	}
	if len(found.authorities) != 30 || len(found.measures) != 4 || found.addresses["/authorities"][0] != "/authorities?b=region" {
		t.Errorf("gathered %d authorities, %d measures, %q", len(found.authorities), len(found.measures), found.addresses["/authorities"])
	}
	fresh := found.fresh("/authority/place-1?pin=x", rand.New(rand.NewPCG(1, 1)))
	if !strings.HasPrefix(fresh, "/authority/place-1?") || strings.Count(fresh, "a=place-") != 3 || !strings.Contains(fresh, "d=") || strings.Contains(fresh, "pin") {
		t.Errorf("a fresh address is %s", fresh)
	}
}

func TestEveryAnswerIsCounted(t *testing.T) {
	address := made(t)
	found, err := gather(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	found.routes, found.addresses["/wrong"] = append(found.routes, "/wrong"), []string{"/wrong"}
	r := plan{lasts: 300 * time.Millisecond, clients: 2, fresh: 0.5, seed: 1}.ask(t.Context(), address, found, nil, io.Discard)
	faults := 0
	for _, route := range r.Routes {
		faults += route.Faults
		if route.Route != "/wrong" && route.Faults > 0 {
			t.Errorf("%s has %d faults", route.Route, route.Faults)
		}
		if route.P50 > route.P95 || route.P95 > route.P99 {
			t.Errorf("%s: %+v is in no order", route.Route, route)
		}
	}
	if r.Pages == 0 || faults == 0 || r.Routes[0].Route != "/" {
		t.Errorf("%d pages, %d faults, %+v", r.Pages, faults, r.Routes)
	}
}

func TestQuantilesAreThoseOfAllClients(t *testing.T) {
	k := key{"/", false}
	first, second := &answered{faults: 1}, &answered{faults: 2}
	for n := range 50 {
		first.times, second.times = append(first.times, time.Duration(n+1)*time.Millisecond), append(second.times, time.Duration(100-n)*time.Millisecond)
	}
	got := summed([]map[key]*answered{{k: first}, {k: second}}, k)
	if want := (timings{Route: "/", Pages: 100, P50: 51, P95: 96, P99: 100, Faults: 3}); got != want {
		t.Errorf("found %+v, expected %+v", got, want)
	}
}

func TestWrongPlansAreRefused(t *testing.T) {
	for _, p := range []plan{{}, {lasts: time.Second}, {lasts: time.Second, clients: 1, fresh: 2}} {
		if err := run(context.Background(), p, "http://127.0.0.1:1", false, io.Discard, io.Discard); err == nil {
			t.Errorf("%+v is taken", p)
		}
	}
}
