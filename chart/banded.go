package chart

import (
	"image"
	"image/color"
)

// banded is a picture that is painted as its rows are read, band after band from the top down: a tall one would take tens of
// megabytes at once.
type banded struct {
	across, down int
	paint        func(*image.RGBA)
	band         *image.RGBA // with the place it has in the picture
	last         color.NRGBA
	lastColor    color.Color // last, made once for all dots in a row that have it; nil before the first
}

// bandRows are more than the 512 up to which package vector reckons in fixed point, too coarse for lines that begin far outside.
const bandRows = 520

func newBanded(across, down int, paint func(*image.RGBA)) *banded {
	b := &banded{across: across, down: down, paint: paint, band: image.NewRGBA(image.Rect(0, 0, across, bandRows))}
	b.band.Rect.Max.Y = 0 // nothing is painted yet
	return b
}

// ColorModel, Bounds and Opaque tell the encoder to write three bytes a dot.
func (b *banded) ColorModel() color.Model { return color.RGBAModel }

func (b *banded) Bounds() image.Rectangle { return image.Rect(0, 0, b.across, b.down) }

func (b *banded) Opaque() bool { return true }

// At is the colour of a dot. Rows are read one after the other, as an encoder does.
func (b *banded) At(x, y int) color.Color {
	if y >= b.band.Rect.Max.Y {
		b.band.Rect.Min.Y, b.band.Rect.Max.Y = y, y+bandRows
		b.paint(b.band)
	}
	at := b.band.PixOffset(x, y)
	dot := color.NRGBA{b.band.Pix[at], b.band.Pix[at+1], b.band.Pix[at+2], 0xff}
	if dot != b.last {
		b.last, b.lastColor = dot, dot
	}
	return b.lastColor
}
