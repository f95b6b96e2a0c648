package site

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// rates hold how much each client may ask for: some pages a second for long, and more for a short while.
type rates struct {
	mutex   sync.Mutex
	now     func() time.Time
	clients map[string]*client
}

type client struct {
	limit *rate.Limiter
	last  time.Time
}

const (
	pagesPerSecond = 20
	pagesAtOnce    = 100
	mostClients    = 10_000
)

func newRates(now func() time.Time) *rates {
	return &rates{now: now, clients: map[string]*client{}}
}

func (r *rates) allow(name string) bool {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	now := r.now()
	c, known := r.clients[name]
	if !known {
		if len(r.clients) >= mostClients {
			r.forget(now)
		}
		c = &client{limit: rate.NewLimiter(pagesPerSecond, pagesAtOnce)}
		r.clients[name] = c
	}
	c.last = now
	return c.limit.AllowN(now, 1)
}

// forget drops the clients whose allowance is full again, and everybody when that leaves too many.
func (r *rates) forget(now time.Time) {
	for name, c := range r.clients {
		if now.Sub(c.last) > pagesAtOnce/pagesPerSecond*time.Second {
			delete(r.clients, name)
		}
	}
	if len(r.clients) >= mostClients {
		clear(r.clients)
	}
}
