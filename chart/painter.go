package chart

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/vector"
)

// painter fills polygons and sets text on a canvas, scale dots for each px, from top px on. The canvas may be a band of the whole: what
// is above or below it is not painted.
type painter struct {
	canvas *image.RGBA
	scale  float64
	top    float64
	fill   *vector.Rasterizer
	faces  faces
}

func newPainter(scale float64) *painter {
	return &painter{scale: scale, fill: vector.NewRasterizer(0, 0), faces: faces{}}
}

// begin makes a canvas white, to paint on it from now on.
func (p *painter) begin(canvas *image.RGBA) {
	draw.Draw(canvas, canvas.Bounds(), image.White, image.Point{}, draw.Src)
	p.canvas = canvas
}

func (p *painter) shape(corners []point, l look) {
	p.polygons([][]point{corners}, l.fill)
	p.stroke(corners, true, l)
}

// polygons fills polygons that turn the same way, in one colour.
func (p *painter) polygons(all [][]point, c color.RGBA) {
	if c.A == 0 || len(all) == 0 {
		return
	}
	room := bounds(all[0])
	for _, corners := range all[1:] {
		b := bounds(corners)
		room = box{min(room.left, b.left), min(room.top, b.top), max(room.right, b.right), max(room.bottom, b.bottom)}
	}
	left, top := math.Floor(room.left*p.scale), math.Floor((room.top+p.top)*p.scale)
	right, bottom := math.Ceil(room.right*p.scale)+1, math.Ceil((room.bottom+p.top)*p.scale)+1
	band := p.canvas.Bounds()
	first, last := float64(band.Min.Y), float64(band.Max.Y)
	switch {
	case top >= last || bottom <= first:
		return
	case top < first || bottom > last: // a room as high as the band, so that what goes on beyond is reckoned with in floating point
		top, bottom = first, last
	}
	at := image.Rect(int(left), int(top), int(right), int(bottom))
	p.fill.Reset(at.Dx(), at.Dy())
	for _, corners := range all {
		for i, corner := range corners {
			x, y := float32(corner.x*p.scale-left), float32((corner.y+p.top)*p.scale-top)
			if i == 0 {
				p.fill.MoveTo(x, y)
			} else {
				p.fill.LineTo(x, y)
			}
		}
		p.fill.ClosePath()
	}
	p.fill.Draw(p.canvas, at, image.NewUniform(c), image.Point{})
}

// meets tells whether anything between two heights could show on the canvas.
func (p *painter) meets(top, bottom float64) bool {
	band := p.canvas.Bounds()
	return (bottom+p.top)*p.scale >= float64(band.Min.Y) && (top+p.top)*p.scale <= float64(band.Max.Y)
}

// stroke draws along points; every piece of it turns the same way, so that pieces which overlap add up.
func (p *painter) stroke(points []point, closed bool, l look) {
	if l.stroke.A == 0 || len(points) == 0 {
		return
	}
	if room := bounds(points); !p.meets(room.top-l.width, room.bottom+l.width) {
		return
	}
	if closed {
		points = append(points[:len(points):len(points)], points[0])
	}
	half := l.width / 2
	var pieces [][]point
	rest := dashes{lengths: l.dash}
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		length := math.Hypot(b.x-a.x, b.y-a.y)
		if length == 0 {
			continue
		}
		along := point{(b.x - a.x) / length, (b.y - a.y) / length}
		for _, piece := range rest.cut(length) {
			from := point{a.x + along.x*piece[0], a.y + along.y*piece[0]}
			to := point{a.x + along.x*piece[1], a.y + along.y*piece[1]}
			across := point{-along.y * half, along.x * half}
			pieces = append(pieces, []point{{from.x - across.x, from.y - across.y}, {to.x - across.x, to.y - across.y},
				{to.x + across.x, to.y + across.y}, {from.x + across.x, from.y + across.y}})
		}
		if len(l.dash) == 0 && (closed || i < len(points)-1) {
			pieces = append(pieces, dot{at: b, size: l.width}.outline())
		}
	}
	p.polygons(pieces, l.stroke)
}

// dashes cuts a line into dashes, going on from one segment to the next.
type dashes struct {
	lengths []float64
	at      int
	used    float64
}

// cut gives from and to of each dash within a segment of a length.
func (d *dashes) cut(length float64) (pieces [][2]float64) {
	if len(d.lengths) == 0 {
		return [][2]float64{{0, length}}
	}
	for x := 0.0; x < length; {
		step := min(d.lengths[d.at%len(d.lengths)]-d.used, length-x)
		if d.at%2 == 0 {
			pieces = append(pieces, [2]float64{x, x + step})
		}
		x += step
		d.used += step
		if d.used >= d.lengths[d.at%len(d.lengths)]-1e-9 {
			d.at, d.used = d.at+1, 0
		}
	}
	return pieces
}
