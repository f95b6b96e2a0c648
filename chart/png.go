package chart

import (
	"fmt"
	"image"
	"image/png"
	"io"
	"math"
)

// The limits of a PNG: the greatest scale, and pixels enough for every figure at twice its size.
const (
	mostScale  = 4
	mostPixels = 30_000_000
)

// WritePNG writes the picture as WriteDocument does, in the light theme on white, with scale dots for each px: 1 for
// screens, 2 for print. Text is set in the Go fonts, which have Latin, Greek and Cyrillic letters; characters of other
// scripts are boxes. It is an error to ask for a scale above 4, or for more than 30 million dots.
func (f Figure) WritePNG(w io.Writer, size Size, scale float64) error {
	parts, height := f.document(size)
	if !(scale > 0 && scale <= mostScale) {
		return fmt.Errorf("figure %s as PNG: the scale is %v: expected more than 0 and at most %d", f.ID, scale, mostScale)
	}
	across, down := math.Ceil(float64(size)*scale), math.Ceil(height*scale)
	if across*down > mostPixels {
		return fmt.Errorf("figure %s as PNG: %.0f by %.0f dots are too many: use a smaller scale than %v", f.ID, across, down, scale)
	}
	p := newPainter(scale)
	return png.Encode(w, newBanded(int(across), int(down), func(canvas *image.RGBA) {
		p.begin(canvas)
		for _, part := range parts {
			p.top = part.top
			for _, m := range part.marks {
				m.paint(p)
			}
		}
	}))
}

func (m rule) paint(p *painter) {
	p.stroke([]point{m.from, m.to}, false, lookOf("rule", m.role))
}

func (m line) paint(p *painter) { p.stroke(m.points, false, lookOf("line", m.role)) }

func (m area) paint(p *painter) { p.shape(m.points, lookOf("area", m.role)) }

func (m bar) paint(p *painter) { p.shape(m.room.corners(), lookOf("bar", m.role)) }

func (m dot) paint(p *painter) {
	if p.meets(m.at.y-m.size, m.at.y+m.size) {
		p.shape(m.outline(), lookOf("dot", m.role))
	}
}

func (m text) paint(p *painter) { p.write(m, lookOf("text", m.style.role)) }

func (m hatch) paint(p *painter) {
	for _, stroke := range m.strokes() {
		p.stroke(stroke[:], false, lookOf("hatch", m.role))
	}
}

func (b box) corners() []point {
	return []point{{b.left, b.top}, {b.right, b.top}, {b.right, b.bottom}, {b.left, b.bottom}}
}

// outline is the dot as a polygon; a circle has corners enough to look round at any scale.
func (m dot) outline() []point {
	half := m.size / 2
	var corners []point
	add := func(x, y float64) { corners = append(corners, point{m.at.x + x, m.at.y + y}) }
	switch m.shape {
	case square:
		q := half * 0.89
		return box{m.at.x - q, m.at.y - q, m.at.x + q, m.at.y + q}.corners()
	case up:
		add(0, -half)
		add(half, half)
		add(-half, half)
	case down:
		add(0, half)
		add(half, -half)
		add(-half, -half)
	case leftwards:
		add(-half, 0)
		add(half, half)
		add(half, -half)
	case rightwards:
		add(half, 0)
		add(-half, half)
		add(-half, -half)
	default:
		for i := range 48 {
			angle := 2 * math.Pi * float64(i) / 48
			add(half*math.Cos(angle), half*math.Sin(angle))
		}
	}
	return corners
}
