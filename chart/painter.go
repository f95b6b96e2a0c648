package chart

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/vector"
)

// painter fills polygons and sets text on a canvas, scale dots for each px, from top px on.
type painter struct {
	canvas *image.RGBA
	scale  float64
	top    float64
	fill   *vector.Rasterizer
	faces  faces
}

func newPainter(canvas *image.RGBA, scale float64) *painter {
	draw.Draw(canvas, canvas.Bounds(), image.White, image.Point{}, draw.Src)
	return &painter{canvas: canvas, scale: scale, fill: vector.NewRasterizer(0, 0), faces: faces{}}
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
	across, down := int(math.Ceil(room.right*p.scale-left))+1, int(math.Ceil((room.bottom+p.top)*p.scale-top))+1
	p.fill.Reset(across, down)
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
	at := image.Pt(int(left), int(top))
	p.fill.Draw(p.canvas, image.Rectangle{at, at.Add(image.Pt(across, down))}, image.NewUniform(c), image.Point{})
}

// stroke draws along points; every piece of it turns the same way, so that pieces which overlap add up.
func (p *painter) stroke(points []point, closed bool, l look) {
	if l.stroke.A == 0 {
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
