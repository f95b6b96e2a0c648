package fulltext

import (
	"strings"

	"github.com/ledongthuc/pdf"
)

// font is what is known of a font of a page.
type font struct {
	name     string
	encoding pdf.TextEncoding
	bytes    int // of one sign
	widths   map[int]float64
	width    float64 // of signs that have none of their own
	unmapped bool    // its codes are places in the font's file, and nothing says which letters they are
}

// mostWidths is how many widths of a font are read; a font has at most 65,536 signs.
const mostWidths = 1 << 16

func newFont(of pdf.Font) *font {
	name := of.BaseFont()
	if _, whole, subset := strings.Cut(name, "+"); subset {
		name = whole
	}
	f := &font{name: name, encoding: of.Encoder(), bytes: 1, widths: map[int]float64{}}
	if of.V.Key("Subtype").Name() != "Type0" {
		first, widths := of.FirstChar(), of.V.Key("Widths")
		for i := range min(widths.Len(), mostWidths) {
			f.widths[first+i] = widths.Index(i).Float64()
		}
		f.width = of.V.Key("FontDescriptor").Key("MissingWidth").Float64()
		return f
	}
	f.bytes, f.width = 2, 1000
	f.unmapped = of.V.Key("Encoding").Name() == "Identity-H" && of.V.Key("ToUnicode").Kind() != pdf.Stream
	glyphs := of.V.Key("DescendantFonts").Index(0)
	if standard := glyphs.Key("DW"); standard.Kind() != pdf.Null {
		f.width = standard.Float64()
	}
	// W lists "first [width width ...]" and "first last width" (PDF 32000-1:2008, 9.7.4.3).
	widths := glyphs.Key("W")
	for i := 0; i+1 < widths.Len(); {
		first, next := int(widths.Index(i).Int64()), widths.Index(i+1)
		if next.Kind() == pdf.Array {
			for j := 0; j < next.Len() && len(f.widths) < mostWidths; j++ {
				f.widths[first+j] = next.Index(j).Float64()
			}
			i += 2
			continue
		}
		for code := max(first, 0); code <= min(int(next.Int64()), mostWidths-1) && len(f.widths) < mostWidths; code++ {
			f.widths[code] = widths.Index(i + 2).Float64()
		}
		i += 3
	}
	return f
}

// measure is how wide codes are in thousandths of the font's size, how many signs they are, and how many of them are the
// space of one byte, the only one that word spacing widens.
func (f *font) measure(codes string) (width float64, signs, spaces int) {
	for at := 0; at < len(codes); at += f.bytes {
		code := 0
		for _, b := range []byte(codes[at:min(at+f.bytes, len(codes))]) {
			code = code<<8 | int(b)
		}
		own, known := f.widths[code]
		if !known {
			own = f.width
		}
		width += own
		signs++
		if f.bytes == 1 && code == ' ' {
			spaces++
		}
	}
	return width, signs, spaces
}

// decode is the text of codes. What no letter is known for is U+FFFD.
func (f *font) decode(codes string) string {
	if f.unmapped {
		return strings.Repeat(string(unknown), (len(codes)+f.bytes-1)/f.bytes)
	}
	return plain(strings.ToValidUTF8(f.encoding.Decode(codes), string(unknown)), strings.HasPrefix(f.name, "Symbol"))
}
