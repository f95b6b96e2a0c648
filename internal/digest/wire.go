package digest

import (
	"context"
	"crypto/tls"
	"net"
	"sync"
	"time"
)

// wire is what a connection runs over. However busy that is, it can be given less time, and be closed.
type wire struct {
	net.Conn
	secured *tls.Config // encrypted from the start; nil: not by the wire
	mutex   sync.Mutex
	due     time.Time // the deadline that was asked for
	last    time.Time // the latest that it may be; zero: any
}

// dial lays the wire. What is spoken over is encrypted where the wire is to be.
func (w *wire) dial(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := new(net.Dialer).DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	w.lay(conn)
	if w.secured == nil {
		return w, nil
	}
	over := tls.Client(w, w.secured)
	return over, over.HandshakeContext(ctx)
}

func (w *wire) lay(conn net.Conn) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.Conn = conn
}

// SetDeadline sets the deadline, or an earlier one that the wire is to end by.
func (w *wire) SetDeadline(at time.Time) error {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.due = at
	return w.set()
}

// endBy lets nothing take longer than until a time.
func (w *wire) endBy(at time.Time) {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.last = at
	_ = w.set() // one that is closed has ended
}

func (w *wire) set() error {
	if w.Conn == nil {
		return nil
	}
	at := w.due
	if !w.last.IsZero() && (at.IsZero() || at.After(w.last)) {
		at = w.last
	}
	return w.Conn.SetDeadline(at)
}

// end closes a wire that was laid.
func (w *wire) end() {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	if w.Conn != nil {
		_ = w.Conn.Close()
	}
}
