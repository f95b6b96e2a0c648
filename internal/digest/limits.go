package digest

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// limits hold how many mails to confirm go out: to one address, because of one client, and in all.
type limits struct {
	mutex     sync.Mutex
	now       func() time.Time
	all       *rate.Limiter
	clients   map[string]*rate.Limiter
	addresses map[string]*rate.Limiter
	asked     map[string]time.Time // for what address and list
}

const (
	mostAsked   = 10_000           // addresses and clients that are remembered
	addressWait = 10 * time.Minute // between two mails to one address about one list
	addressHour = 5                // mails to one address, whatever the lists
	clientHour  = 10               // mails because of one client
	allHour     = 500
)

func newLimits(now func() time.Time) limits {
	return limits{now: now, all: rate.NewLimiter(rate.Every(time.Hour/allHour), allHour), clients: map[string]*rate.Limiter{}, addresses: map[string]*rate.Limiter{}, asked: map[string]time.Time{}}
}

func (l *limits) client(name string) bool {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	now := l.now()
	return limitOf(l.clients, name, clientHour).AllowN(now, 1) && l.all.AllowN(now, 1)
}

// limitOf is the limit of one of many, to so many in an hour.
func limitOf(of map[string]*rate.Limiter, name string, hour int) *rate.Limiter {
	limit, known := of[name]
	if !known {
		if len(of) >= mostAsked {
			clear(of)
		}
		limit = rate.NewLimiter(rate.Every(time.Hour/time.Duration(hour)), hour)
		of[name] = limit
	}
	return limit
}

// address tells whether an address may be written to about a list, by the name that both have together.
func (l *limits) address(email, name string) bool {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	now := l.now()
	if last, known := l.asked[name]; known && now.Sub(last) < addressWait {
		return false
	}
	if len(l.asked) >= mostAsked {
		for other, last := range l.asked {
			if now.Sub(last) >= addressWait {
				delete(l.asked, other)
			}
		}
		if len(l.asked) >= mostAsked {
			return false
		}
	}
	if !limitOf(l.addresses, email, addressHour).AllowN(now, 1) {
		return false
	}
	l.asked[name] = now
	return true
}

// forget lets a mail to an address be asked for again at once, because none went out.
func (l *limits) forget(name string) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	delete(l.asked, name)
}
