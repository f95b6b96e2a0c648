package main

import (
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"

	"goodmeasure/chart"
	"goodmeasure/internal/publish"
)

// pageWidth is the width of a terminal that pages are laid out for.
const pageWidth = 100

// page writes what is to be read on a terminal, piece by piece, and keeps the first error.
type page struct {
	out        io.Writer
	started    bool
	afterTable bool
	err        error
}

// prose writes lines, each broken at the width of the page. The lines of a point, which begins with a dash, hang.
func (p *page) prose(lines ...string) {
	var b strings.Builder
	if p.afterTable && len(lines) > 0 && lines[0] != "" {
		b.WriteByte('\n')
	}
	for _, line := range lines {
		for _, part := range strings.Split(line, "\n") {
			hang := ""
			if strings.HasPrefix(part, "- ") {
				hang = "  "
			}
			for at, broken := range strings.Split(text.WrapSoft(part, pageWidth-len(hang)), "\n") {
				if at > 0 {
					b.WriteString(hang)
				}
				b.WriteString(strings.TrimSpace(broken) + "\n")
			}
		}
	}
	p.started, p.afterTable = true, p.afterTable && len(lines) == 0
	if p.err == nil {
		_, p.err = io.WriteString(p.out, b.String())
	}
}

// line writes one line that is not broken, such as the path of a file, after an empty one.
func (p *page) line(words string) {
	p.prose("")
	if p.err == nil {
		_, p.err = io.WriteString(p.out, words+"\n")
	}
}

// table writes a table, set apart by empty lines.
func (p *page) table(t chart.Table) {
	if p.started {
		p.prose("")
	}
	if p.err == nil {
		p.err = publish.Text(p.out, t)
	}
	p.started, p.afterTable = true, true
}
