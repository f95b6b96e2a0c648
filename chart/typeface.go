package chart

import (
	"image"
	"image/color"
	"math"
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
)

var typefaces = sync.OnceValue(func() map[bool]*opentype.Font {
	fonts := map[bool]*opentype.Font{}
	for bold, ttf := range map[bool][]byte{false: goregular.TTF, true: gobold.TTF} {
		parsed, err := opentype.Parse(ttf)
		if err != nil {
			panic("chart: a font of the program cannot be read: " + err.Error())
		}
		fonts[bold] = parsed
	}
	return fonts
})

// faces are the fonts a picture has used, by weight and size in dots.
type faces map[faceKey]font.Face

type faceKey struct {
	bold bool
	dots float64
}

func (f faces) of(bold bool, dots float64) font.Face {
	key := faceKey{bold, dots}
	if f[key] == nil {
		face, err := opentype.NewFace(typefaces()[bold], &opentype.FaceOptions{Size: dots, DPI: 72})
		if err != nil {
			panic("chart: a font of the program has no size: " + err.Error())
		}
		f[key] = face
	}
	return f[key]
}

// visible leaves out what takes no room in the layout, for which the Go fonts would set boxes.
func visible(words string) string {
	return strings.Map(func(r rune) rune {
		if advance(r, false) == 0 {
			return -1
		}
		return r
	}, words)
}

// write sets a text. Where the Go fonts are wider than the layout thought, by more than a hair, it is set
// smaller.
func (p *painter) write(m text, l look) {
	if !p.meets(m.at.y-2*m.style.px(), m.at.y+2*m.style.px()) {
		return
	}
	words := visible(m.words)
	bold := l.bold || m.style.bold
	dots := m.style.px() * p.scale
	room := textWidth(m.words, m.style) * p.scale
	face := p.faces.of(bold, dots)
	width := float64(font.MeasureString(face, words)) / 64
	if width > room+2*p.scale {
		face = p.faces.of(bold, math.Floor(dots*room/width*8)/8)
		width = float64(font.MeasureString(face, words)) / 64
	}
	left, down := m.at.x*p.scale-width*float64(m.anchor)/2, (m.at.y+p.top)*p.scale
	set := func(c color.RGBA, x, y float64) {
		drawer := font.Drawer{Dst: p.canvas, Src: image.NewUniform(c), Face: face,
			Dot: fixed.Point26_6{X: fixed.Int26_6(math.Round(64 * x)), Y: fixed.Int26_6(math.Round(64 * y))}}
		drawer.DrawString(words)
	}
	if l.stroke.A > 0 { // a halo, painted first
		for i := range 12 {
			angle, out := 2*math.Pi*float64(i)/12, l.width/2*p.scale
			set(l.stroke, left+out*math.Cos(angle), down+out*math.Sin(angle))
		}
	}
	set(l.fill, left, down)
}
