package fulltext

import (
	"math"

	"github.com/ledongthuc/pdf"
)

// piece is text that a page shows at once: where it begins and ends, how large it is, in points, and in which font.
type piece struct {
	text       string
	font       string
	x, y, endX float64
	size       float64
}

// matrix is a linear map with a shift: x' = a x + c y + e, y' = b x + d y + f.
type matrix struct{ a, b, c, d, e, f float64 }

var identity = matrix{a: 1, d: 1}

// then is m followed by n.
func (m matrix) then(n matrix) matrix {
	return matrix{
		m.a*n.a + m.b*n.c, m.a*n.b + m.b*n.d,
		m.c*n.a + m.d*n.c, m.c*n.b + m.d*n.d,
		m.e*n.a + m.f*n.c + n.e, m.e*n.b + m.f*n.d + n.f,
	}
}

func shift(x, y float64) matrix { return matrix{a: 1, d: 1, e: x, f: y} }

// state is what decides where and how text is shown (PDF 32000-1:2008, 9.3); q keeps it and Q brings it back.
type state struct {
	page                   matrix
	font                   *font
	size, stretch, rise    float64
	letterSpace, wordSpace float64
	leading                float64
}

// reading follows the operators of a page that show text. The library's own reading keeps a font's encoding beyond Q, knows no
// widths of fonts with two bytes for a sign, and shows an end of line after each TJ that such fonts cannot decode.
type reading struct {
	state
	kept       []state
	line, text matrix // where the line began, and where the next sign stands
	fonts      map[string]*font
	of         leaf
	pieces     []piece
}

// shown are the pieces of text of a page, in the order in which it shows them.
func shown(of leaf) []piece {
	contents := of.page.Key("Contents")
	if contents.Kind() == pdf.Null {
		return nil
	}
	r := &reading{state: state{page: identity, stretch: 1}, line: identity, text: identity, fonts: map[string]*font{}, of: of}
	pdf.Interpret(contents, func(stack *pdf.Stack, operator string) {
		operands := make([]pdf.Value, stack.Len())
		for i := len(operands) - 1; i >= 0; i-- {
			operands[i] = stack.Pop()
		}
		if len(operands) >= operandsOf[operator] {
			r.do(operator, operands[len(operands)-operandsOf[operator]:])
		}
	})
	return r.pieces
}

// operandsOf is how many operands an operator takes; one that has fewer is passed over.
var operandsOf = map[string]int{"cm": 6, "Tm": 6, "Td": 2, "TD": 2, "Tf": 2, "Tc": 1, "Tw": 1, "TL": 1, "Ts": 1, "Tz": 1, "Tj": 1, "TJ": 1, "'": 1, "\"": 3}

func (r *reading) do(operator string, operands []pdf.Value) {
	number := func(i int) float64 { return operands[i].Float64() }
	switch operator {
	case "q":
		r.kept = append(r.kept, r.state)
	case "Q":
		if last := len(r.kept) - 1; last >= 0 {
			r.state, r.kept = r.kept[last], r.kept[:last]
		}
	case "cm":
		r.page = matrix{number(0), number(1), number(2), number(3), number(4), number(5)}.then(r.page)
	case "BT":
		r.line, r.text = identity, identity
	case "Tm":
		r.line = matrix{number(0), number(1), number(2), number(3), number(4), number(5)}
		r.text = r.line
	case "TD":
		r.leading = -number(1)
		r.move(number(0), number(1))
	case "Td":
		r.move(number(0), number(1))
	case "T*":
		r.move(0, -r.leading)
	case "Tf":
		r.font, r.size = r.named(operands[0].Name()), number(1)
	case "Tc":
		r.letterSpace = number(0)
	case "Tw":
		r.wordSpace = number(0)
	case "TL":
		r.leading = number(0)
	case "Ts":
		r.rise = number(0)
	case "Tz":
		r.stretch = number(0) / 100
	case "\"":
		r.wordSpace, r.letterSpace = number(0), number(1)
		r.move(0, -r.leading)
		r.show(operands[2].RawString())
	case "'":
		r.move(0, -r.leading)
		r.show(operands[0].RawString())
	case "Tj":
		r.show(operands[0].RawString())
	case "TJ":
		for i := range operands[0].Len() {
			if part := operands[0].Index(i); part.Kind() == pdf.String {
				r.show(part.RawString())
			} else {
				r.text = shift(-part.Float64()/1000*r.size*r.stretch, 0).then(r.text)
			}
		}
	}
}

func (r *reading) move(x, y float64) {
	r.line = shift(x, y).then(r.line)
	r.text = r.line
}

func (r *reading) named(name string) *font {
	if r.fonts[name] == nil {
		r.fonts[name] = newFont(r.of.font(name))
	}
	return r.fonts[name]
}

func (r *reading) show(codes string) {
	if codes == "" {
		return
	}
	if r.font == nil {
		r.font = newFont(pdf.Font{})
	}
	width, signs, spaces := r.font.measure(codes)
	from := matrix{a: r.size * r.stretch, d: r.size, f: r.rise}.then(r.text).then(r.page)
	r.text = shift((width/1000*r.size+float64(signs)*r.letterSpace+float64(spaces)*r.wordSpace)*r.stretch, 0).then(r.text)
	end := r.text.then(r.page)
	r.pieces = append(r.pieces, piece{text: r.font.decode(codes), font: r.font.name, x: from.e, y: from.f, endX: end.e, size: math.Hypot(from.c, from.d)})
}
