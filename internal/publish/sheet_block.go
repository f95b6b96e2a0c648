package publish

import (
	"fmt"
	"slices"
	"strings"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// sheets are the sheets of a paper that is being made.
type sheets struct {
	pdf  *fpdf.Fpdf
	base string
}

func (s sheets) use(l look) { s.pdf.SetFont(l.family, l.style, l.points) }

func (s sheets) pageOfPages() string { return fmt.Sprintf("Page %d of {nb}", s.pdf.PageNo()) }

func (s sheets) gap(height float64) { s.pdf.SetY(s.pdf.GetY() + height) }

// room goes on to the next sheet where there is no room for a height.
func (s sheets) room(height float64) {
	if s.pdf.GetY()+height > foot {
		s.pdf.AddPage()
	}
}

// block sets an element that begins on a line of its own, and those in it.
func (s sheets) block(n *html.Node) {
	if n.Type != html.ElementNode || unprinted(n) {
		return
	}
	switch n.DataAtom {
	case atom.H2, atom.H3:
		s.gap(3)
		s.room(3 * headed.line()) // no heading stands below its text
		s.pdf.Bookmark(spaced(textOf(n)), 0, -1)
		s.words(s.pieces(n, headed), margin, across)
		s.gap(1.5)
	case atom.P:
		s.words(s.pieces(n, plain), margin, across)
		s.gap(2.5)
	case atom.Ul, atom.Ol:
		s.list(n)
	case atom.Table:
		s.table(n)
	default:
		for inner := range n.ChildNodes() {
			s.block(inner)
		}
	}
}

func (s sheets) list(n *html.Node) {
	number := 0
	for item := range n.ChildNodes() {
		if item.DataAtom != atom.Li {
			continue
		}
		number++
		mark := "•"
		if n.DataAtom == atom.Ol {
			mark = fmt.Sprintf("%d.", number)
		}
		s.room(plain.line())
		y := s.pdf.GetY()
		s.use(plain)
		s.pdf.Text(margin+1, y+baseline(plain), mark)
		s.words(s.pieces(item, plain), margin+indent, across-indent)
		s.gap(1)
	}
	s.gap(1.5)
}

// table sets a table whose columns are of one width. A row stands on one sheet, unless it is taller than any.
func (s sheets) table(n *html.Node) {
	for row := range n.Descendants() {
		if row.DataAtom != atom.Tr {
			continue
		}
		var cells [][]piece
		for cell := range row.ChildNodes() {
			if cell.DataAtom != atom.Td && cell.DataAtom != atom.Th {
				continue
			}
			as := plain
			if cell.DataAtom == atom.Th {
				as.style = "B"
			}
			cells = append(cells, s.pieces(cell, as))
		}
		if len(cells) == 0 {
			continue
		}
		width := (across - gutter*float64(len(cells)-1)) / float64(len(cells))
		s.row(cells, width)
	}
	s.gap(2.5)
}

// row sets the cells of a row beside each other, line by line, and a rule below them.
func (s sheets) row(cells [][]piece, width float64) {
	columns, tallest := make([][][]piece, len(cells)), 0
	for at, cell := range cells {
		columns[at] = s.lines(cell, width)
		tallest = max(tallest, len(columns[at]))
	}
	if height := float64(tallest)*plain.line() + 2; margin+height <= foot {
		s.room(height)
	}
	for n := range tallest {
		s.room(plain.line())
		y := s.pdf.GetY()
		for at, lines := range columns {
			if n < len(lines) {
				s.line(lines[n], margin+float64(at)*(width+gutter), y, plain.line())
			}
		}
		s.pdf.SetY(y + plain.line())
	}
	below := s.pdf.GetY()
	s.pdf.SetDrawColor(160, 160, 160)
	s.pdf.Line(margin, below+0.7, margin+across, below+0.7)
	s.pdf.SetY(below + 1.6)
}

// unprinted tells whether a page marks an element as not for print.
func unprinted(n *html.Node) bool {
	if n.DataAtom == atom.Form || n.DataAtom == atom.Button || n.DataAtom == atom.Script || n.DataAtom == atom.Style {
		return true
	}
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool {
		return a.Key == "hidden" || a.Key == "class" && slices.ContainsFunc(strings.Fields(a.Val), func(class string) bool { return class == "noprint" || class == "unseen" })
	})
}

func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var all strings.Builder
	for inner := range n.ChildNodes() {
		all.WriteString(textOf(inner))
	}
	return all.String()
}

func spaced(text string) string { return strings.Join(strings.Fields(text), " ") }
