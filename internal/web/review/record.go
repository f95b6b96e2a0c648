package review

import (
	"context"
	"fmt"
	"io"
	"strconv"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	"goodmeasure/internal/web/site"
)

// largestPDF bounds a full text and the form round it.
const largestPDF = evidence.MaxDocument + 1<<20

type opened struct {
	ID     int64                 `json:"id"`
	Record *evidence.Entry       `json:"record"`
	First  *evidence.Decision    `json:"your_title_abstract,omitempty"`
	Full   *evidence.Decision    `json:"your_full_text,omitempty"`
	Texts  []evidence.Attachment `json:"texts"`
	Text   int64                 `json:"text,omitempty"` // the full text that is open
	Page   int                   `json:"page,omitempty"`
	Pages  int                   `json:"pages,omitempty"`
	Words  string                `json:"words,omitempty"` // of the page that is open
}

func (p rooms) record() site.Page {
	return site.Page{Name: "review-record", Path: "/review/{review}/record/{record}", About: "A record of a review, its full texts and what was decided on it.", Data: opened{}, MaxBody: largestPDF,
		Params: []site.Param{{Name: "text", About: "the number of a full text to open"}, {Name: "page", About: "which page of it, from 1"}},
		Load: func(ctx context.Context, r *site.Request) (*site.View, error) {
			id, record, err := both(r)
			if err != nil {
				return nil, err
			}
			first, err := p.desk(r).Open(ctx, id, evidence.TitleAbstract, record)
			if err != nil {
				return nil, told(err)
			}
			full, err := p.desk(r).Open(ctx, id, evidence.FullText, record)
			if err != nil {
				return nil, told(err)
			}
			d := opened{ID: id, Record: first.Record, First: first.Yours, Full: full.Yours, Texts: first.Texts}
			if err := p.turn(ctx, r, &d); err != nil {
				return nil, told(err)
			}
			view := &site.View{Title: d.Record.Title, Data: d}
			if view.Title == "" {
				view.Title = "Record " + d.Record.ID
			}
			for _, a := range d.Texts {
				view.Files = append(view.Files, site.File{ID: strconv.FormatInt(a.ID, 10), Name: a.Name, Type: a.Type, Write: func(w io.Writer) error {
					_, content, err := p.desk(r).Document(ctx, id, record, a.ID)
					if err == nil {
						_, err = w.Write(content)
					}
					return err
				}, Large: true})
			}
			return view, nil
		},
		Act: func(ctx context.Context, r *site.Request) (site.Outcome, error) {
			id, record, err := both(r)
			if err != nil {
				return site.Outcome{}, err
			}
			on := at(id, fmt.Sprintf("/record/%d", record))
			if remove := r.Form.Get("remove"); remove != "" {
				attachment, _ := strconv.ParseInt(remove, 10, 64)
				return site.Outcome{Location: on, Notice: "The full text was taken away."}, told(p.desk(r).Detach(ctx, id, record, attachment))
			}
			upload, err := r.Upload("file")
			if err != nil {
				return site.Outcome{}, err
			}
			defer upload.Close()
			content, err := io.ReadAll(upload)
			if err != nil {
				return site.Outcome{}, err
			}
			_, warning, err := p.desk(r).Attach(ctx, id, record, upload.Name, content)
			if err != nil {
				return site.Outcome{}, decisionFault(err, on)
			}
			if warning == "" {
				warning = "The full text is attached, and its pages have been read."
			}
			return site.Outcome{Location: on, Notice: warning}, nil
		}}
}

// turn opens the page of a full text that the address asks for.
func (p rooms) turn(ctx context.Context, r *site.Request, d *opened) error {
	text, _ := strconv.ParseInt(r.Query.Get("text"), 10, 64)
	if text == 0 {
		return nil
	}
	_, pages, err := p.desk(r).Pages(ctx, d.ID, d.Record.Number(), text)
	if err != nil {
		return err
	}
	d.Text, d.Pages = text, len(pages)
	d.Page, _ = strconv.Atoi(r.Query.Get("page"))
	d.Page = min(max(1, d.Page), max(1, d.Pages))
	if d.Pages > 0 {
		d.Words = pages[d.Page-1]
	}
	return nil
}

// Next is the page after the one that is open.
func (d opened) Next() int { return d.Page + 1 }

// Before is the page before the one that is open.
func (d opened) Before() int { return d.Page - 1 }

// Size says how large a full text is.
func (d opened) Size(a evidence.Attachment) string {
	return chart.Count(int((a.Bytes+1023)/1024), "kilobyte", "kilobytes")
}
