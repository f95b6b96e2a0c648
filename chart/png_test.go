package chart

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"io"
	"strings"
	"testing"

	"golang.org/x/image/font"
)

func painted(t *testing.T, f Figure, size Size, scale float64) image.Image {
	t.Helper()
	var first, second bytes.Buffer
	for _, b := range []*bytes.Buffer{&first, &second} {
		if err := f.WritePNG(b, size, scale); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Errorf("%s: two pictures of the same figure differ", f.ID)
	}
	picture, err := png.Decode(&first)
	if err != nil {
		t.Fatal(err)
	}
	return picture
}

func TestPNGShowsMarksWhereTheDrawingHasThem(t *testing.T) {
	stronger := color.RGBA{0x0B, 0x5C, 0x8C, 255}
	f := made(t)(Trend(sampleTrend()))
	for _, size := range sizes {
		for _, scale := range []float64{1, 2.5} {
			picture := painted(t, f, size, scale)
			if wide := picture.Bounds().Dx(); wide != int(float64(size)*scale) {
				t.Errorf("%s at %v is %d dots wide", size.name(), scale, wide)
			}
			if corner := picture.At(0, 0); corner != (color.RGBA{255, 255, 255, 255}) {
				t.Errorf("the ground is %v", corner)
			}
			parts, _ := f.document(size)
			for _, m := range parts[1].marks {
				if d, ok := m.mark.(dot); ok && d.role == "stronger" {
					if got := picture.At(int(d.at.x*scale), int((d.at.y+parts[1].top)*scale)); got != stronger {
						t.Errorf("%s at %v: the dot at %v is %v", size.name(), scale, d.at, got)
					}
				}
			}
		}
	}
}

// What crosses from one band to the next is what it is on one canvas, give or take the half a dot by which package vector is off in
// small shapes.
func TestBandsMakeOnePicture(t *testing.T) {
	most := 0
	for _, f := range samples(t) {
		got := painted(t, f, Narrow, 2)
		parts, _ := f.document(Narrow)
		whole, p := image.NewRGBA(got.Bounds()), newPainter(2)
		p.begin(whole)
		for _, part := range parts {
			p.top = part.top
			for _, m := range part.marks {
				m.paint(p)
			}
		}
		most = max(most, whole.Rect.Dy())
		for y := range whole.Rect.Dy() {
			for x := range whole.Rect.Dx() {
				if !near(whole.At(x, y), got, x, y) || !near(got.At(x, y), whole, x, y) {
					t.Fatalf("%s at %d, %d: %v, expected %v", f.ID, x, y, got.At(x, y), whole.At(x, y))
				}
			}
		}
	}
	if most <= 2*bandRows {
		t.Errorf("no picture has more than two bands: the tallest is %d dots high", most)
	}
}

// near tells whether a dot, or one beside it, has about a colour.
func near(want color.Color, picture image.Image, x, y int) bool {
	for _, beside := range [][2]int{{0, 0}, {-1, 0}, {1, 0}, {0, -1}, {0, 1}} {
		a, b, alike := want.(color.RGBA), picture.At(x+beside[0], y+beside[1]).(color.RGBA), true
		for _, pair := range [][2]uint8{{a.R, b.R}, {a.G, b.G}, {a.B, b.B}} {
			d := int(pair[0]) - int(pair[1])
			alike = alike && d >= -100 && d <= 100
		}
		if alike {
			return true
		}
	}
	return false
}

func TestEveryMarkHasALookInPNG(t *testing.T) {
	for _, f := range samples(t) {
		if err := f.WritePNG(io.Discard, Narrow, 0.5); err != nil {
			t.Fatal(err)
		}
		for _, e := range parse(t, drawn(t, f, Wide)) {
			if len(e.classes) == 0 || e.is("wide") {
				continue
			}
			names := strings.Split(strings.ReplaceAll(e.attr["class"], "gm-", ""), " ")
			if l := lookOf(names[0], strings.Join(names[1:], " ")); l.fill.A+l.stroke.A == 0 || l.stroke.A > 0 && l.width == 0 {
				t.Errorf("%s: %v is painted as %+v", f.ID, names, l)
			}
		}
	}
	if l := lookOf("dot", "stronger hollow"); l.fill != (color.RGBA{255, 255, 255, 255}) || l.width != 1.5 {
		t.Errorf("a hollow dot is %+v", l)
	}
	if l := lookOf("rule", "dashed"); len(l.dash) != 2 || l.stroke != (color.RGBA{0x1C, 0x21, 0x27, 255}) {
		t.Errorf("England's line is %+v", l)
	}
}

func TestTextOfPNGKeepsItsSize(t *testing.T) {
	for _, f := range samples(t) {
		for _, m := range f.draw(Wide).marks {
			words, ok := m.mark.(text)
			if !ok {
				continue
			}
			face := (faces{}).of(words.style.bold, words.style.px())
			if wide := float64(font.MeasureString(face, visible(words.words))) / 64; wide > textWidth(words.words, words.style)+2 {
				t.Errorf("%s: %q is %.0f px wide in the Go font, the layout gave it %.0f", f.ID, words.words, wide, textWidth(words.words, words.style))
			}
		}
	}
}

func TestPNGRefusesWhatCannotBe(t *testing.T) {
	f := made(t)(Scree(sampleScree()))
	for _, scale := range []float64{0, -1, 5} {
		if err := f.WritePNG(io.Discard, Wide, scale); err == nil || !strings.Contains(err.Error(), "the scale is") {
			t.Errorf("scale %v: %v", scale, err)
		}
	}
	tall := Figure{Caption: caption("tall", "Tall"), draw: func(size Size) *scene {
		s := newScene(size)
		s.height = 1e6
		return s
	}}
	if err := tall.WritePNG(io.Discard, Wide, 1); err == nil || !strings.Contains(err.Error(), "too many") {
		t.Errorf("%v", err)
	}
}
