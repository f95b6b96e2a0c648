package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"
)

// progress shows on a terminal how far long work has come. Work that ends within a second shows nothing.
type progress struct {
	mu      sync.Mutex
	out     io.Writer
	doing   string
	started time.Time
	shown   time.Time
	most    float64
}

func startProgress(out io.Writer, doing string) *progress {
	p := &progress{doing: doing, started: time.Now()}
	if file, ok := out.(*os.File); ok {
		if info, err := file.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
			p.out = out
		}
	}
	return p
}

// at is told how much is done. It may be called from several goroutines.
func (p *progress) at(done, all float64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.most = max(p.most, done/all)
	now := time.Now()
	if p.out == nil || now.Sub(p.started) < time.Second || now.Sub(p.shown) < 200*time.Millisecond {
		return
	}
	p.shown = now
	left := time.Duration(float64(now.Sub(p.started)) * (1 - p.most) / p.most).Round(time.Second)
	fmt.Fprintf(p.out, "\r%s: %.0f%%, about %v left   ", p.doing, 100*p.most, left)
}

// stop clears the line.
func (p *progress) stop() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.out != nil && !p.shown.IsZero() {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
}
