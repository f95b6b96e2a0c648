package citation

import (
	"bufio"
	"bytes"
	"io"
)

// lines parts text into lines, whichever of LF, CR LF, CR CR LF and CR ends them.
type lines struct {
	in     *bufio.Reader
	number int // of the line given last
	kept   []byte
}

func linesOf(text io.Reader) *lines { return &lines{in: bufio.NewReaderSize(text, 64<<10)} }

// next gives the next line without its end, and io.EOF after the last. Of a line longer than a record may be, only
// the start is given.
func (l *lines) next() (string, error) {
	l.kept = l.kept[:0]
	l.number++
	for {
		if _, err := l.in.Peek(1); err != nil {
			if err == io.EOF && len(l.kept) > 0 {
				return string(l.kept), nil
			}
			return "", err
		}
		ready, _ := l.in.Peek(l.in.Buffered())
		stop := bytes.IndexAny(ready, "\r\n")
		piece := ready
		if stop >= 0 {
			piece = ready[:stop]
		}
		if room := maxRecord + 1 - len(l.kept); room > 0 {
			l.kept = append(l.kept, piece[:min(len(piece), room)]...)
		}
		if stop < 0 {
			l.in.Discard(len(ready))
			continue
		}
		carriage := ready[stop] == '\r'
		l.in.Discard(stop + 1)
		if carriage {
			l.restOfEnd()
		}
		return string(l.kept), nil
	}
}

// restOfEnd takes what belongs to the end of a line after its first CR.
func (l *lines) restOfEnd() {
	ahead, _ := l.in.Peek(2)
	switch {
	case bytes.HasPrefix(ahead, []byte("\n")):
		l.in.Discard(1)
	case bytes.Equal(ahead, []byte("\r\n")):
		l.in.Discard(2)
	}
}
