package site

import (
	"io"
	"net/http"
	"strings"

	"goodmeasure/internal/publish"
)

// paperEnding follows the path of a page where it stands on paper.
const paperEnding = ".pdf"

// PaperURL is the address of the page on paper.
func (b Body) PaperURL() string {
	return b.Request.Path + paperEnding + strings.TrimPrefix(b.Here(), b.Request.Path)
}

// asPaper asks for a page in place of its PDF, to be given as that.
func asPaper(r *http.Request) *http.Request {
	page := r.Clone(r.Context())
	page.URL.Path = strings.TrimSuffix(r.URL.Path, paperEnding)
	query := page.URL.Query()
	query.Set("format", "pdf")
	page.URL.RawQuery = query.Encode()
	return page
}

// paper sets what a page says, below its header, on sheets: it comes from the page's own template, so that the two cannot
// say different things.
func (s *Site) paper(p *compiled, asked *Request, view *View) (*reply, error) {
	content, err := Body{view, asked, s, p}.Content()
	if err != nil {
		return nil, err
	}
	return attached(strings.ReplaceAll(strings.Trim(p.Path, "/"), "/", "-")+paperEnding, publish.PDFType, func(w io.Writer) error {
		return publish.PDF(w, publish.Paper{Title: view.Title, Lede: view.Lede, Body: string(content), Base: asked.base, Address: asked.Absolute(asked.Path), On: s.now()})
	})
}
