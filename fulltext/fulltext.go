// Package fulltext reads the text of a PDF page by page, and says whether a quotation stands where it is said to.
//
// A PDF comes from anywhere. Read bounds pages, text and time, and turns whatever goes wrong while reading into an
// error; what it cannot bound is the memory and the time that one page takes. Isolated reads in a process of its own,
// which is ended when it takes too much of either: use it wherever a process serves more than one person.
package fulltext

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/dustin/go-humanize"
	"github.com/ledongthuc/pdf"
)

// Limits bounds what a PDF may cost. A zero field means its default.
type Limits struct {
	Bytes int64 // of the file; 100 MB
	Pages int   // 2,000
	Text  int   // bytes of text of all pages; 20 MB
}

func (l Limits) orDefault() Limits {
	if l.Bytes == 0 {
		l.Bytes = 100_000_000
	}
	if l.Pages == 0 {
		l.Pages = 2000
	}
	if l.Text == 0 {
		l.Text = 20_000_000
	}
	return l
}

// Page is the text of one page, line by line. Number is the page's place in the file, from 1; numbers printed on pages may differ.
type Page struct {
	Number  int    `json:"page"`
	Text    string `json:"text"`
	Unknown int    `json:"unknown_signs,omitempty"` // signs whose letter the file does not tell; each is U+FFFD in the text
	Failed  string `json:"failed,omitempty"`        // why the page could not be read
}

// Read gives the pages of a PDF. A page that cannot be read says why and has no text. The error says what the file is
// when it is no PDF, is locked, or is larger than the limits.
func Read(ctx context.Context, file io.ReaderAt, size int64, limits Limits) (pages []Page, err error) {
	limits = limits.orDefault()
	defer func() {
		if broken := recover(); broken != nil {
			pages, err = nil, fmt.Errorf("reading the PDF: it is damaged (%v); print it to a new PDF, or download it again", broken)
		}
	}()
	if size > limits.Bytes {
		return nil, fmt.Errorf("reading the PDF: it has %s bytes, more than the limit of %s; cut it into smaller files", humanize.Comma(size), humanize.Comma(limits.Bytes))
	}
	head := make([]byte, min(size, 1024))
	if _, err := file.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("reading the PDF: %w", err)
	}
	if !strings.Contains(string(head), "%PDF-") {
		return nil, errors.New("reading the PDF: it is no PDF, which begins with %PDF-; save or print the document as PDF")
	}
	source := meter(file, size)
	document, err := pdf.NewReader(source, size)
	if errors.Is(err, pdf.ErrInvalidPassword) {
		return nil, errors.New("reading the PDF: it is locked with a password; save it without one")
	}
	if err != nil {
		return nil, fmt.Errorf("reading the PDF: %w; print it to a new PDF, or download it again", err)
	}
	source.again()
	tree, err := treeOf(document, limits.Pages)
	if err != nil {
		return nil, fmt.Errorf("reading the PDF: %w; print it to a new PDF, or download it again", err)
	}
	count := document.NumPage()
	if count > limits.Pages || count < 0 {
		return nil, fmt.Errorf("reading the PDF: it says that it has %s pages, more than the limit of %s; cut it into smaller files", humanize.Comma(int64(count)), humanize.Comma(int64(limits.Pages)))
	}
	if len(tree.leaves) > limits.Pages {
		return nil, fmt.Errorf("reading the PDF: it has more pages than the limit of %d; cut it into smaller files", limits.Pages)
	}
	count = max(count, len(tree.leaves))
	left := limits.Text
	for number := 1; number <= count; number++ {
		if err := ctx.Err(); err != nil {
			return nil, fmt.Errorf("reading the PDF: stopped at page %d of %d: %w", number, count, err)
		}
		source.again()
		page := read(tree, number)
		if left -= len(page.Text); left < 0 {
			return nil, fmt.Errorf("reading the PDF: its pages hold more than %s bytes of text; cut it into smaller files", humanize.Comma(int64(limits.Text)))
		}
		pages = append(pages, page)
	}
	return pages, nil
}

// read gives one page; the library panics at much that is wrong with a page.
func read(tree *tree, number int) (page Page) {
	page.Number = number
	defer func() {
		if broken := recover(); broken != nil {
			page.Text, page.Unknown, page.Failed = "", 0, fmt.Sprintf("the page is damaged: %v", broken)
		}
	}()
	if number > len(tree.leaves) {
		page.Failed = cmp.Or(tree.broken, "the page is not in the file")
		return page
	}
	page.Text = lines(shown(tree.leaves[number-1]))
	page.Unknown = strings.Count(page.Text, string(unknown))
	return page
}

// lines puts pieces of text that stand at one height into lines, from the top of the page down, with a space where
// there is a gap between them.
func lines(pieces []piece) string {
	pieces = slices.DeleteFunc(pieces, func(p piece) bool {
		return p.text == "" || math.IsNaN(p.x+p.y+p.endX+p.size) || math.IsInf(p.x+p.y+p.endX+p.size, 0)
	})
	var b strings.Builder
	for i, p := range pieces {
		if i > 0 {
			last := pieces[i-1]
			size := max(last.size, p.size, 1)
			switch gap := p.x - last.endX; {
			case math.Abs(p.y-last.y) > 0.5*size:
				b.WriteByte('\n')
			case gap > 0.15*size || gap < -2*size:
				b.WriteByte(' ')
			}
		}
		b.WriteString(p.text)
	}
	return b.String()
}
