package fulltext

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os/exec"
	"runtime/metrics"
	"strings"
	"time"
)

// Watch calls tooMuch when the process holds more than so many bytes of heap. A process that does nothing but read one
// PDF ends itself then: a small file can unpack to more than any machine holds, within one page.
func Watch(bytes uint64, tooMuch func()) (stop func()) {
	done := make(chan struct{})
	go func() {
		sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		tick := time.NewTicker(20 * time.Millisecond)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-tick.C:
				if metrics.Read(sample); sample[0].Value.Uint64() > bytes {
					tooMuch()
				}
			}
		}
	}()
	return func() { close(done) }
}

// Isolated has another process read a PDF: the command, which prints the pages as the JSON of Contents, and which is killed when the
// context ends or it prints more than the limit of text allows. A PDF that breaks it breaks nothing here.
func Isolated(ctx context.Context, limits Limits, command string, args ...string) ([]Page, error) {
	limits = limits.orDefault()
	child := exec.CommandContext(ctx, command, args...)
	child.WaitDelay = time.Second
	out, said := &bounded{most: 8*limits.Text + 1<<20}, &bounded{most: 1 << 16}
	child.Stdout, child.Stderr = out, said
	if err := child.Run(); err != nil {
		if ctx.Err() != nil {
			if errors.Is(ctx.Err(), context.DeadlineExceeded) {
				return nil, errors.New("reading the PDF: it took too long; print it to a new PDF")
			}
			return nil, errors.New("reading the PDF: it was broken off")
		}
		if text := strings.TrimSpace(said.String()); text != "" {
			if _, why, known := strings.Cut(text, "reading the PDF: "); known { // behind the command's own name
				return nil, errors.New("reading the PDF: " + why)
			}
			if strings.Contains(text, "\ngoroutine ") { // it ended as a program does that nothing can save
				return nil, errors.New("reading the PDF: it is damaged so that reading it cannot go on; print it to a new PDF, or download it again")
			}
			return nil, errors.New(text)
		}
		return nil, fmt.Errorf("reading the PDF: %w", err)
	}
	var contents Contents
	if err := json.Unmarshal(out.Bytes(), &contents); err != nil {
		return nil, fmt.Errorf("reading the PDF: the pages read cannot be understood: %w", err)
	}
	return contents.Pages, nil
}

// Contents are the pages of a file.
type Contents struct {
	File  string `json:"file"`
	Pages []Page `json:"pages"`
	Quote *Found `json:"quotation,omitempty"`
}

// bounded refuses to hold more than most bytes.
type bounded struct {
	bytes.Buffer
	most int
}

func (b *bounded) Write(p []byte) (int, error) {
	if b.Len()+len(p) > b.most {
		return 0, fmt.Errorf("more than %d bytes", b.most)
	}
	return b.Buffer.Write(p)
}
