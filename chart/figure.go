package chart

import (
	"fmt"
	"io"
	"regexp"
	"strings"
)

// Size is one of the two ways a figure is laid out.
type Size int

// The sizes. The numbers are the widths of the drawings: a figure shown narrower than its drawing would have text under
// 14 px, so Wide is for places from 672 px on and Narrow for anything less.
const (
	Wide   Size = 672
	Narrow Size = 288
)

func (s Size) name() string {
	if s == Wide {
		return "wide"
	}
	return "narrow"
}

// Caption is what the caller says about a figure.
type Caption struct {
	ID       string // unique on its page: small letters, digits and hyphens
	Title    string // the finding, as a sentence
	Subtitle string // what is shown, for whom, when
	Source   string // where the figures come from
	Licence  string // under which they were published, said wherever the picture stands alone
}

// Origin is where the figures come from, and their licence.
func (c Caption) Origin() string { return strings.TrimSpace(c.Source + " " + c.Licence) }

// SourceLine says of a picture that stands alone where its figures come from.
func (c Caption) SourceLine() string {
	if c.Origin() == "" {
		return ""
	}
	return "Source: " + strings.TrimPrefix(c.Origin(), "Source: ")
}

// Figure is a picture with its table and its sentence.
type Figure struct {
	Caption
	Sentence string // the picture in words, with its numbers
	Table    Table
	draw     func(Size) *scene
}

var validID = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

func (c Caption) check() error {
	if !validID.MatchString(c.ID) {
		return fmt.Errorf("the figure’s ID is %q: expected small letters, digits and hyphens, starting with a letter", c.ID)
	}
	if strings.TrimSpace(c.Title) == "" {
		return fmt.Errorf("figure %s has no title: give the finding as a sentence", c.ID)
	}
	return nil
}

// nothing is the figure for data that leave nothing to draw: it says so, and why.
func (c Caption) nothing(why string, table Table) Figure {
	sentence := "There is nothing to show: " + why + "."
	return Figure{Caption: c, Sentence: sentence, Table: table, draw: func(size Size) *scene {
		s := newScene(size)
		s.height = s.paragraph(edge, edge, s.width-2*edge, sentence, style{}) + edge
		return s
	}}
}

// Height is how high the picture is drawn at a size, in px.
func (f Figure) Height(size Size) float64 { return f.draw(size).height }

// WriteSVG writes the picture as an svg element for a page that has CSS. Its accessible name is the title, with an ID made
// from the figure's ID and the size: the page itself says subtitle and sentence, which a reader would hear twice.
func (f Figure) WriteSVG(w io.Writer, size Size) error {
	picture := f.draw(size)
	out := f.open(picture, size, picture.height, "")
	out.dense = true
	out.scene(picture)
	return out.close(w)
}

// WriteDocument writes the picture as an SVG file that stands alone: title, subtitle and source are drawn with it, and the
// stylesheet is inside. Its accessible name is the title with the subtitle and sentence.
func (f Figure) WriteDocument(w io.Writer, size Size) error {
	parts, height := f.document(size)
	out := f.open(parts[0].scene, size, height, strings.TrimSpace(f.Subtitle+" "+f.Sentence))
	out.put("<style>", CSS, "</style>\n")
	for _, part := range parts {
		out.put(`<g transform="translate(0 `, coordinate(part.top), `)">`, "\n")
		out.scene(part.scene)
		out.put("</g>\n")
	}
	return out.close(w)
}

// part is a scene of a document with its place in it.
type part struct {
	*scene
	top float64
}

// document sets title and subtitle over the picture and the source under it, and says how high all is.
func (f Figure) document(size Size) (parts []part, height float64) {
	picture := f.draw(size)
	width := picture.width - 2*edge
	head, foot := newScene(size), newScene(size)
	y := head.paragraph(edge, edge, width, f.Title, style{role: "title", size: 20})
	y = head.paragraph(edge, y+4, width, f.Subtitle, style{role: "muted"}) + 12
	end := foot.paragraph(edge, 8, width, f.SourceLine(), style{role: "muted"}) + edge
	return []part{{head, 0}, {picture, y}, {foot, y + picture.height}}, y + picture.height + end
}

func (f Figure) open(s *scene, size Size, tall float64, description string) *svg {
	name := f.ID + "-" + size.name()
	width, height := coordinate(s.width), coordinate(tall)
	out := &svg{}
	out.put(`<svg xmlns="http://www.w3.org/2000/svg" class="gm gm-`, size.name(), `" width="`, width, `" height="`, height,
		`" viewBox="0 0 `, width, " ", height, `" role="img" aria-labelledby="`, name, "-title")
	if description != "" {
		out.put(" ", name, "-desc")
	}
	out.put(`">`, "\n", `<title id="`, name, `-title">`, escape(f.Title), "</title>\n")
	if description != "" {
		out.put(`<desc id="`, name, `-desc">`, escape(description), "</desc>\n")
	}
	return out
}
