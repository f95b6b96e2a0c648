package publish

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// piece is text of one look, in lines or on its way there. It leads to an address, unless that is empty.
type piece struct {
	text string
	look look
	to   string
}

// baseline is how far below the top of its line a text of a look stands.
func baseline(l look) float64 { return l.line() * 0.75 }

// pieces are the texts in an element, each link followed by its address.
func (s sheets) pieces(n *html.Node, as look) (all []piece) {
	for inner := range n.ChildNodes() {
		switch {
		case inner.Type == html.TextNode:
			all = append(all, piece{text: inner.Data, look: as})
		case inner.Type != html.ElementNode || unprinted(inner):
		case inner.DataAtom == atom.A:
			to := attribute(inner, "href")
			if strings.HasPrefix(to, "/") {
				to = s.base + to
			}
			for _, p := range s.pieces(inner, as) {
				p.to = to
				all = append(all, p)
			}
			if to != "" && to != spaced(textOf(inner)) {
				all = append(all, piece{" (", as, ""}, piece{to, as, to}, piece{")", as, ""})
			}
		default:
			all = append(all, s.pieces(inner, within(inner.DataAtom, as))...)
		}
	}
	return all
}

// within is how words look in an element.
func within(element atom.Atom, around look) look {
	switch element {
	case atom.B, atom.Strong:
		around.style = "B"
	case atom.Code:
		around.family, around.style, around.points = "mono", "", around.points-1
	}
	return around
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// words sets pieces in lines of a width, from where the sheet is written to.
func (s sheets) words(all []piece, left, width float64) {
	for _, line := range s.lines(all, width) {
		height := 0.0
		for _, p := range line {
			height = max(height, p.look.line())
		}
		s.room(height)
		y := s.pdf.GetY()
		s.line(line, left, y, height)
		s.pdf.SetY(y + height)
	}
}

// line sets the pieces of one line.
func (s sheets) line(pieces []piece, x, y, height float64) {
	for _, p := range pieces {
		s.use(p.look)
		wide := s.pdf.GetStringWidth(p.text)
		s.pdf.Text(x, y+height*0.75, p.text)
		if p.to != "" {
			s.pdf.LinkString(x, y, wide, height, p.to)
		}
		x += wide
	}
}

// lines parts pieces into lines of a width: at spaces, and within a word only if it is wider than a line.
func (s sheets) lines(all []piece, width float64) (lines [][]piece) {
	var line []piece
	used := 0.0
	for _, word := range unbroken(all) {
		wide := s.width(word)
		space := 0.0
		if len(line) > 0 {
			s.use(line[len(line)-1].look)
			space = s.pdf.GetStringWidth(" ")
		}
		if len(line) > 0 && used+space+wide > width {
			lines, line, used, space = append(lines, line), nil, 0, 0
		}
		for wide > width && len(word) > 0 {
			var head []piece
			head, word = s.parted(word, width)
			lines, wide = append(lines, head), s.width(word)
		}
		if len(line) > 0 {
			line = joined(line, piece{" ", line[len(line)-1].look, spaceTo(line, word)})
		}
		for _, p := range word {
			line = joined(line, p)
		}
		used += space + wide
	}
	if len(line) > 0 {
		lines = append(lines, line)
	}
	return lines
}

// spaceTo is where the space between a line and the next word leads: to where both do.
func spaceTo(line, word []piece) string {
	if len(word) > 0 && line[len(line)-1].to == word[0].to {
		return word[0].to
	}
	return ""
}

func joined(line []piece, p piece) []piece {
	if n := len(line); n > 0 && line[n-1].look == p.look && line[n-1].to == p.to {
		line[n-1].text += p.text
		return line
	}
	return append(line, p)
}

func (s sheets) width(word []piece) (wide float64) {
	for _, p := range word {
		s.use(p.look)
		wide += s.pdf.GetStringWidth(p.text)
	}
	return wide
}

// parted is as much of a word as goes on a line, one letter at least, and the rest.
func (s sheets) parted(word []piece, width float64) (head, rest []piece) {
	used := 0.0
	for at, p := range word {
		s.use(p.look)
		for end, letter := range p.text {
			used += s.pdf.GetStringWidth(string(letter))
			if used > width && (end > 0 || len(head) > 0) {
				if end > 0 {
					head = append(head, piece{p.text[:end], p.look, p.to})
				}
				return head, append([]piece{{p.text[end:], p.look, p.to}}, word[at+1:]...)
			}
		}
		head = append(head, p)
	}
	return head, nil
}

// unbroken parts pieces at the spaces between words. A word may be of several pieces: a bold one and the comma after it.
func unbroken(all []piece) (words [][]piece) {
	apart := true
	for _, p := range all {
		for at, text := range strings.FieldsFunc(p.text, isSpace) {
			if first, _ := utf8.DecodeRuneInString(p.text); at > 0 || isSpace(first) {
				apart = true
			}
			if apart {
				words = append(words, nil)
			}
			words[len(words)-1] = append(words[len(words)-1], piece{text, p.look, p.to})
			apart = false
		}
		if last, _ := utf8.DecodeLastRuneInString(p.text); isSpace(last) {
			apart = true
		}
	}
	return words
}

// isSpace tells whether a line may end at a sign, as in HTML: not at a space that binds.
func isSpace(r rune) bool { return strings.ContainsRune(" \t\r\n\f", r) }
