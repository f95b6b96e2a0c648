package chart

import (
	"html/template"
	"math"
	"strconv"
)

// strokes are many lines in one element. It is for pictures in tables, where a page has dozens of them.
type strokes struct{ path, role string }

func (m strokes) write(o *svg) {
	if m.path != "" {
		o.put("<path", class("line", m.role), ` d="`, m.path, `"/>`)
	}
}

func inline(label string, lines []strokes, dots []dot) template.HTML {
	out := &svg{}
	out.put(`<svg class="gm gm-inline" width="`, strconv.Itoa(inlineWidth), `" height="`, strconv.Itoa(inlineHeight),
		`" viewBox="0 0 `, strconv.Itoa(inlineWidth), " ", strconv.Itoa(inlineHeight), `" role="img"><title>`, escape(label), "</title>")
	for _, m := range lines {
		m.write(out)
	}
	for _, m := range dots {
		m.write(out)
	}
	out.put("</svg>")
	return template.HTML(out.String())
}

func rounded(px float64) float64 { return math.Round(px*10) / 10 }

func short(px float64) string { return coordinate(rounded(px)) }
