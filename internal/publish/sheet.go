package publish

import (
	"bytes"
	"io"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Paper is a page of words that is to be had on paper.
type Paper struct {
	Title, Lede string
	Body        string    // the page's HTML below its lede
	Base        string    // stands before the addresses of links that begin with /
	Address     string    // where the page can be read
	On          time.Time // the day it was made
}

// PDFType is the media type of what PDF writes.
const PDFType = "application/pdf"

// Measures of a sheet in millimetres. A4 is 210 by 297.
const (
	margin = 18.0
	across = 210 - 2*margin
	foot   = 297 - margin - 6
	indent = 7.0
	gutter = 5.0
)

// look is how words are set: the family and style of their letters, their size in points and the height of a line.
type look struct {
	family, style string
	points        float64
}

func (l look) line() float64 { return l.points * 0.5 } // 1.4 times the size, in millimetres

var (
	plain   = look{"go", "", 10.5}
	titled  = look{"go", "B", 20}
	lede    = look{"go", "", 12.5}
	headed  = look{"go", "B", 14}
	trailed = look{"go", "", 8.5}
)

// PDF sets the words of a page on sheets of A4: headings, paragraphs, lists and tables. What the page marks as not for
// print is left out, each link is followed by its address, and the headings are bookmarks. A paper of the same words and day
// has the same bytes.
func PDF(w io.Writer, p Paper) error {
	nodes, err := html.ParseFragment(strings.NewReader(p.Body), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		return err
	}
	s := sheets{fpdf.New("P", "mm", "A4", ""), p.Base}
	s.pdf.AddUTF8FontFromBytes("go", "", bytes.Clone(goregular.TTF)) // the library writes into what it is given
	s.pdf.AddUTF8FontFromBytes("go", "B", bytes.Clone(gobold.TTF))
	s.pdf.AddUTF8FontFromBytes("mono", "", bytes.Clone(gomono.TTF))
	s.pdf.SetTitle(p.Title, true)
	s.pdf.SetLang("en-GB")
	s.pdf.SetCreator("goodmeasure", true)
	day := time.Date(p.On.Year(), p.On.Month(), p.On.Day(), 0, 0, 0, 0, time.UTC)
	s.pdf.SetCreationDate(day)
	s.pdf.SetModificationDate(day)
	s.pdf.SetCatalogSort(true)
	s.pdf.SetDisplayMode("default", "default")
	s.pdf.SetMargins(margin, margin, margin)
	s.pdf.SetAutoPageBreak(false, margin)
	s.pdf.AliasNbPages("")
	s.pdf.SetFooterFunc(func() {
		s.pdf.SetTextColor(80, 80, 80)
		s.pdf.SetXY(margin, foot+6)
		s.use(trailed)
		s.pdf.CellFormat(across-30, 5, p.Address+", on "+p.On.Format("2 January 2006"), "", 0, "L", false, 0, "")
		s.pdf.CellFormat(30, 5, s.pageOfPages(), "", 0, "R", false, 0, "")
		s.pdf.SetTextColor(0, 0, 0)
		s.pdf.SetXY(margin, margin)
	})
	s.pdf.AddPage()
	s.words([]piece{{p.Title, titled, ""}}, margin, across)
	s.gap(2)
	if p.Lede != "" {
		s.words([]piece{{p.Lede, lede, ""}}, margin, across)
		s.gap(3)
	}
	for _, n := range nodes {
		s.block(n)
	}
	return s.pdf.Output(w)
}
