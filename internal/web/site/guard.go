package site

import (
	"fmt"
	"net"
	"net/http"
	"runtime/debug"
	"time"
)

const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// forwardedProto is the header in which a server in front says how it was reached.
const forwardedProto = "X-Forwarded-Proto"

// guarded stands before all pages: it logs, catches what goes wrong, refuses what comes from where it should not, and
// puts the headers on every answer that keep a page from being misused.
func (s *Site) guarded(next http.Handler) http.Handler {
	protection := http.NewCrossOriginProtection()
	protection.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.fail(w, r, &Refused{What: "This form was sent from another site.", Do: "Open the page here, and send its form."})
	}))
	for _, p := range s.pages {
		if p.AnyForm {
			protection.AddInsecureBypassPattern("POST " + p.pattern())
		}
	}
	inner := protection.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := time.Now()
		seen := &seenWriter{ResponseWriter: w}
		defer func() {
			if reason := recover(); reason != nil {
				if reason == http.ErrAbortHandler {
					panic(reason)
				}
				s.log.Error("page panicked", "page", r.Pattern, "reason", fmt.Sprint(reason), "stack", string(debug.Stack()))
				if seen.status == 0 {
					s.fail(seen, r, fmt.Errorf("panic: %v", reason))
				}
			}
			// The path is not logged: it may hold what only the reader should have. The pattern says which page it was.
			s.log.Info("answered", "method", r.Method, "page", r.Pattern, "status", seen.status, "bytes", seen.bytes, "ms", time.Since(began).Milliseconds())
		}()
		head := seen.Header()
		head.Set("Content-Security-Policy", policy)
		head.Set("X-Content-Type-Options", "nosniff")
		head.Set("Referrer-Policy", "same-origin")
		head.Set("Cross-Origin-Opener-Policy", "same-origin")
		if s.publicURL == "" {
			r.Header.Del(forwardedProto)
		}
		if refusal := s.refusal(r); refusal != nil {
			s.fail(seen, r, refusal)
			return
		}
		inner.ServeHTTP(seen, r)
	})
}

// refusal is why a request is not answered at all: on this machine alone, that it calls the machine by a name from outside,
// as a page does that has its own name point here; elsewhere, that its sender asks too much.
func (s *Site) refusal(r *http.Request) error {
	if !s.public {
		host := r.Host
		if name, _, err := net.SplitHostPort(host); err == nil {
			host = name
		}
		if !IsLoopback(host) {
			return &Refused{What: "This workbench answers to this machine alone.", Do: "Open it by the address that it gave when it was started, or start it with an address for others."}
		}
		return nil
	}
	if !s.rates.allow(clientOf(r)) {
		return &Busy{Seconds: 1}
	}
	return nil
}

func clientOf(r *http.Request) string {
	if host, _, err := net.SplitHostPort(r.RemoteAddr); err == nil {
		return host
	}
	return r.RemoteAddr
}

// IsLoopback tells whether a host's name or number is this machine's own.
func IsLoopback(host string) bool {
	if len(host) > 1 && host[0] == '[' && host[len(host)-1] == ']' {
		host = host[1 : len(host)-1]
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// seenWriter remembers what was answered.
type seenWriter struct {
	http.ResponseWriter
	status, bytes int
}

func (w *seenWriter) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *seenWriter) Write(text []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(text)
	w.bytes += n
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (w *seenWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
