package library

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"goodmeasure/citation"
	"goodmeasure/internal/library"
	"goodmeasure/internal/web/site"
)

// largestImport bounds a file of records that is sent to a page; the command line takes larger ones.
const largestImport = 64 << 20

// intake is what the page of imports shows.
type intake struct {
	Done    *library.Imported `json:"imported,omitempty"`
	Became  string            `json:"became,omitempty"`
	Formats []string          `json:"formats"`
	Source  string            `json:"-"`
	Day     string            `json:"-"`
}

func (s stacks) intake() site.Page {
	view := func(d intake) *site.View {
		for _, format := range citation.Formats() {
			d.Formats = append(d.Formats, format.Title())
		}
		if d.Day == "" {
			d.Day = time.Now().Format(time.DateOnly)
		}
		lede := "Files of records as databases and reference managers hand them over. What the library has already is left out, and what cannot be read is named, record by record."
		if d.Became != "" {
			lede = d.Became
		}
		return &site.View{Title: "Import into the library", Lede: lede, Data: d}
	}
	return site.Page{Name: "library-import", Path: "/library/import", About: "Takes a file of records into the library, without doubles.", Data: intake{}, MaxBody: largestImport, HeavyAct: true,
		Examples: []string{"/library/import"},
		Load: func(ctx context.Context, r *site.Request) (*site.View, error) {
			if err := s.mayWrite(ctx, r); err != nil {
				return nil, err
			}
			return view(intake{}), nil
		},
		Act: func(ctx context.Context, r *site.Request) (site.Outcome, error) {
			if err := s.mayWrite(ctx, r); err != nil {
				return site.Outcome{}, err
			}
			d := intake{Source: strings.TrimSpace(r.Form.Get("source")), Day: r.Form.Get("searched")}
			upload, err := r.Upload("file")
			if err != nil {
				return again(view(d), err)
			}
			defer upload.Close()
			done, err := s.desk(r).ImportContent(ctx, upload, upload.Size, upload.Name, library.Intake{Public: r.Form.Get("public") != "", Source: d.Source, Searched: d.Day})
			if err != nil {
				if len(done.Failed) > 0 {
					d.Done = &done
				}
				if errors.Is(err, citation.ErrColumns) {
					err = fmt.Errorf("%w; call one of them so in the file", err)
				}
				return again(view(d), err)
			}
			d.Done, d.Became = &done, done.Became()
			page := view(d)
			page.Status = 200
			return site.Outcome{View: page}, nil
		}}
}
