package main

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"text/tabwriter"
	"time"
)

// result is how a server stood it.
type result struct {
	Clients int       `json:"clients"`
	Seconds float64   `json:"seconds"`
	Pages   int       `json:"pages"`
	First   float64   `json:"first_page_s,omitempty"` // from the start of the program
	Memory  []held    `json:"memory"`
	Routes  []timings `json:"routes"`
}

// held is how much memory the server held at a time.
type held struct {
	Minute float64 `json:"minute"` // after its start
	Bytes  int64   `json:"bytes"`
	Most   int64   `json:"most_bytes"`
}

// timings are how soon the pages of a route were answered, in milliseconds.
type timings struct {
	Route  string  `json:"route"`
	Fresh  bool    `json:"fresh"`
	Pages  int     `json:"pages"`
	P50    float64 `json:"p50_ms"`
	P95    float64 `json:"p95_ms"`
	P99    float64 `json:"p99_ms"`
	Faults int     `json:"faults"` // answered with a status from 400 on, or not at all
}

func (h held) String() string {
	return fmt.Sprintf("memory after %.1f minutes: %.0f MB, at most %.0f MB", h.Minute, float64(h.Bytes)/1e6, float64(h.Most)/1e6)
}

type key struct {
	route string
	fresh bool
}

type answered struct {
	times  []time.Duration
	faults int
}

// ask has all clients ask until the time is over, and says every minute how far it is.
func (p plan) ask(ctx context.Context, address string, all pages, s *server, progress io.Writer) result {
	ctx, cancel := context.WithTimeout(ctx, p.lasts)
	defer cancel()
	began := time.Now()
	r := result{Clients: p.clients}
	look := func() {
		if now := s.memory(); now.Most > 0 {
			r.Memory = append(r.Memory, now)
			fmt.Fprintln(progress, now)
		}
	}
	if s != nil {
		r.First = s.first.Seconds()
		r.Memory = append(r.Memory, s.empty)
	}
	look()
	found := make([]map[key]*answered, p.clients)
	var clients sync.WaitGroup
	for n := range p.clients {
		found[n] = map[key]*answered{}
		clients.Go(func() { p.client(ctx, address, all, rand.New(rand.NewPCG(p.seed, uint64(n))), found[n]) })
	}
	minutes := time.NewTicker(time.Minute)
	defer minutes.Stop()
	for ctx.Err() == nil {
		select {
		case <-minutes.C:
			look()
		case <-ctx.Done():
		}
	}
	clients.Wait()
	look()
	r.Seconds = time.Since(began).Seconds()
	for _, route := range all.routes {
		for _, fresh := range []bool{false, true} {
			if t := summed(found, key{route, fresh}); t.Pages+t.Faults > 0 {
				r.Routes = append(r.Routes, t)
				r.Pages += t.Pages
			}
		}
	}
	return r
}

// client asks for one page after the other: every route as often, and any of its addresses.
func (p plan) client(ctx context.Context, address string, all pages, r *rand.Rand, found map[key]*answered) {
	client := &http.Client{Timeout: 2 * time.Minute, Transport: &http.Transport{}, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for ctx.Err() == nil {
		route := all.routes[r.IntN(len(all.routes))]
		to, k := all.addresses[route][r.IntN(len(all.addresses[route]))], key{route, r.Float64() < p.fresh && !strings.HasPrefix(route, download)}
		if k.fresh {
			to = all.fresh(to, r)
		}
		if found[k] == nil {
			found[k] = &answered{}
		}
		took, err := timed(ctx, client, address+to)
		switch {
		case ctx.Err() != nil: // cut short by the end
		case err != nil:
			found[k].faults++
		default:
			found[k].times = append(found[k].times, took)
		}
	}
}

func timed(ctx context.Context, client *http.Client, address string) (time.Duration, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return 0, err
	}
	request.Header.Set("Accept-Encoding", "gzip") // and it stays compressed: unpacking is the client's work
	began := time.Now()
	answer, err := client.Do(request)
	if err != nil {
		return 0, err
	}
	_, err = io.Copy(io.Discard, answer.Body)
	took := time.Since(began)
	if closed := answer.Body.Close(); err == nil {
		err = closed
	}
	if err == nil && answer.StatusCode >= http.StatusBadRequest {
		err = fmt.Errorf("%s: %s", address, answer.Status)
	}
	return took, err
}

// summed is what all clients found of one route.
func summed(found []map[key]*answered, k key) timings {
	t := timings{Route: k.route, Fresh: k.fresh}
	var times []time.Duration
	for _, client := range found {
		if one := client[k]; one != nil {
			times = append(times, one.times...)
			t.Faults += one.faults
		}
	}
	slices.Sort(times)
	if t.Pages = len(times); t.Pages > 0 {
		at := func(share float64) float64 {
			return float64(times[min(len(times)-1, int(share*float64(len(times))))].Microseconds()) / 1000
		}
		t.P50, t.P95, t.P99 = at(0.50), at(0.95), at(0.99)
	}
	return t
}

func (r result) write(out io.Writer) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "pages\tp50 ms\tp95 ms\tp99 ms\tfaults\t  page")
	for _, t := range r.Routes {
		name := t.Route
		if t.Fresh {
			name += " (fresh)"
		}
		fmt.Fprintf(table, "%d\t%.1f\t%.1f\t%.1f\t%d\t  %s\n", t.Pages, t.P50, t.P95, t.P99, t.Faults, name)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintf(out, "\n%d pages in %.0f s by %d clients: %.0f a second\n", r.Pages, r.Seconds, r.Clients, float64(r.Pages)/r.Seconds)
	if err == nil && r.First > 0 {
		_, err = fmt.Fprintf(out, "from the start of the program to the first page: %.2f s\n", r.First)
	}
	for _, m := range r.Memory {
		if err == nil {
			_, err = fmt.Fprintln(out, m)
		}
	}
	return err
}
