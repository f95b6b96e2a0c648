package digest

import (
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// limits hold how many mails to confirm go out: to one address, because of one client, and in all.
type limits struct {
	mutex   sync.Mutex
	now     func() time.Time
	all     *rate.Limiter
	clients map[string]*rate.Limiter
	asked   map[string]time.Time
}

const (
	mostAsked   = 10_000           // addresses and clients that are remembered
	addressWait = 10 * time.Minute // between two mails to one address
	clientHour  = 10               // mails because of one client
	allHour     = 500
)

func newLimits(now func() time.Time) limits {
	return limits{now: now, all: rate.NewLimiter(rate.Every(time.Hour/allHour), allHour), clients: map[string]*rate.Limiter{}, asked: map[string]time.Time{}}
}

func (l *limits) client(name string) bool {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	now := l.now()
	limit, known := l.clients[name]
	if !known {
		if len(l.clients) >= mostAsked {
			clear(l.clients)
		}
		limit = rate.NewLimiter(rate.Every(time.Hour/clientHour), clientHour)
		l.clients[name] = limit
	}
	return limit.AllowN(now, 1) && l.all.AllowN(now, 1)
}

func (l *limits) address(name string) bool {
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
	l.asked[name] = now
	return true
}

// forget lets a mail to an address be asked for again at once, because none went out.
func (l *limits) forget(name string) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	delete(l.asked, name)
}
