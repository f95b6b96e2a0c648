package chart

import (
	"io"
	"math"
	"strconv"
	"strings"
)

// svg gathers the text of a drawing.
type svg struct {
	strings.Builder
	dense bool // like marks that follow each other are one element: pages are as slow as they have elements
}

func (o *svg) put(parts ...string) {
	for _, part := range parts {
		o.WriteString(part)
	}
}

func (o *svg) close(w io.Writer) error {
	o.put("</svg>\n")
	_, err := io.WriteString(w, o.String())
	return err
}

// scene writes the marks, hidden from assistive technology because title, description and table say them better. Marks
// about one subject that follow each other are one group; one alone bears its subject itself.
func (o *svg) scene(s *scene) {
	o.put(`<g aria-hidden="true">`, "\n")
	for from := 0; from < len(s.marks); {
		subject, to := s.marks[from].subject, from+1
		for to < len(s.marks) && s.marks[to].subject == subject {
			to++
		}
		o.marks(subject, s.marks[from:to])
		from = to
	}
	o.put("</g>\n")
}

func (o *svg) marks(about subject, marks []placed) {
	names := ` data-` + about.kind + `="` + escape(about.code) + `"`
	if about.kind != "" && len(marks) == 1 {
		var alone svg
		marks[0].write(&alone)
		name, rest, _ := strings.Cut(alone.String(), " ")
		o.put(name, names, " ", rest)
		return
	}
	if about.kind != "" {
		o.put("<g", names, ">\n")
		defer o.put("</g>\n")
	}
	for len(marks) > 0 {
		alike := 1
		if o.dense {
			alike = leadingAlike(marks)
		}
		if alike > 1 {
			o.together(marks[:alike])
		} else {
			marks[0].write(o)
		}
		marks = marks[alike:]
	}
}

// coordinate writes px with two decimal places at most.
func coordinate(px float64) string {
	text := strconv.FormatFloat(math.Round(px*100)/100, 'f', -1, 64)
	if text == "-0" {
		return "0"
	}
	return text
}

func class(primitive, role string) string {
	names := ` class="gm-` + primitive
	for _, name := range strings.Fields(role) {
		names += " gm-" + name
	}
	return names + `"`
}

func (m rule) write(o *svg) {
	o.put("<line", class("rule", m.role), ` x1="`, coordinate(m.from.x), `" y1="`, coordinate(m.from.y),
		`" x2="`, coordinate(m.to.x), `" y2="`, coordinate(m.to.y), "\"/>\n")
}

func (m line) write(o *svg) {
	o.put("<polyline", class("line", m.role), ` points="`, pairs(m.points), "\"/>\n")
}

func (m area) write(o *svg) {
	o.put("<polygon", class("area", m.role), ` points="`, pairs(m.points), "\"/>\n")
}

func pairs(points []point) string {
	words := make([]string, len(points))
	for i, p := range points {
		words[i] = coordinate(p.x) + "," + coordinate(p.y)
	}
	return strings.Join(words, " ")
}

// A dot's place is its translation, whatever its shape, so that it can be read back.
func (m dot) write(o *svg) {
	half := m.size / 2
	h := coordinate(half)
	var outline string
	switch m.shape {
	case circle:
		outline = "M-" + h + " 0a" + h + " " + h + " 0 1 0 " + coordinate(m.size) + " 0a" + h + " " + h + " 0 1 0 -" + coordinate(m.size) + " 0z"
	case square:
		q := coordinate(half * 0.89)
		outline = "M-" + q + " -" + q + "H" + q + "V" + q + "H-" + q + "z"
	case up:
		outline = "M0 -" + h + "L" + h + " " + h + "H-" + h + "z"
	case down:
		outline = "M0 " + h + "L" + h + " -" + h + "H-" + h + "z"
	case leftwards:
		outline = "M-" + h + " 0L" + h + " " + h + "V-" + h + "z"
	case rightwards:
		outline = "M" + h + " 0L-" + h + " " + h + "V-" + h + "z"
	}
	o.put("<path", class("dot", m.role), ` transform="translate(`, coordinate(m.at.x), " ", coordinate(m.at.y), `)" d="`, outline, "\"/>\n")
}

func (m bar) write(o *svg) {
	o.put("<rect", class("bar", m.role), ` x="`, coordinate(m.room.left), `" y="`, coordinate(m.room.top),
		`" width="`, coordinate(m.room.right-m.room.left), `" height="`, coordinate(m.room.bottom-m.room.top), "\"/>\n")
}

func (m text) write(o *svg) { m.writeAt(o, m.words, coordinate(m.at.x)) }

// writeAt writes words in the look of m, each letter at a place of its own where there are several.
func (m text) writeAt(o *svg, words, places string) {
	names := class("text", m.style.role)
	if m.style.bold {
		names = class("text", m.style.role+" bold")
	}
	o.put("<text", names, ` x="`, places, `" y="`, coordinate(m.at.y), `"`)
	if m.style.px() != textSize {
		o.put(` font-size="`, coordinate(m.style.px()), `"`)
	}
	if m.anchor != start {
		o.put(` text-anchor="`, []string{"start", "middle", "end"}[m.anchor], `"`)
	}
	o.put(">", escape(isolate(words)), "</text>\n")
}

// A hatch is drawn as lines at 45 degrees, not as a pattern: a pattern would need an ID that is unique on the page.
func (m hatch) write(o *svg) {
	var path strings.Builder
	for _, stroke := range m.strokes() {
		path.WriteString("M" + coordinate(stroke[0].x) + " " + coordinate(stroke[0].y) + "L" + coordinate(stroke[1].x) + " " + coordinate(stroke[1].y))
	}
	o.put("<path", class("hatch", m.role), ` d="`, path.String(), "\"/>\n")
}

func (m hatch) strokes() (strokes [][2]point) {
	const gap = 4
	r := m.room
	height := r.bottom - r.top
	for x := r.left - height + gap; x < r.right; x += gap {
		strokes = append(strokes, [2]point{{max(x, r.left), r.bottom - max(0, r.left-x)}, {min(x+height, r.right), r.top + max(0, x+height-r.right)}})
	}
	return strokes
}
