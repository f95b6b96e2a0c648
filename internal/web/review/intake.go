package review

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/citation"
	"goodmeasure/evidence"
	"goodmeasure/internal/review"
	"goodmeasure/internal/web/site"
)

// largestImport bounds a file of records that is sent to a page; the command line takes larger ones.
const largestImport = 64 << 20

// intake is the page of imports.
type intake struct {
	ID       int64             `json:"id"`
	Searches []review.Sought   `json:"searches"`
	Done     *review.Imported  `json:"imported,omitempty"`
	Formats  []citation.Format `json:"-"`
	Fields   []string          `json:"-"`
	Map      string            `json:"-"`
}

func (p rooms) intake() site.Page {
	return site.Page{Name: "review-import", Path: "/review/{review}/import", About: "The searches of a review, and where to import what they found.", Data: intake{}, MaxBody: largestImport, HeavyAct: true,
		Load: func(ctx context.Context, r *site.Request) (*site.View, error) {
			id, err := number(r, "review")
			if err != nil {
				return nil, err
			}
			return p.intakeView(ctx, r, id, nil)
		},
		Act: func(ctx context.Context, r *site.Request) (site.Outcome, error) {
			id, err := number(r, "review")
			if err != nil {
				return site.Outcome{}, err
			}
			done, err := p.take(ctx, r, id)
			if err != nil {
				view, _ := p.intakeView(ctx, r, id, nil)
				return again(view, err)
			}
			view, err := p.intakeView(ctx, r, id, &done)
			if err != nil {
				return site.Outcome{}, err
			}
			view.Status = 200
			return site.Outcome{View: view}, nil
		}}
}

func (p rooms) take(ctx context.Context, r *site.Request, id int64) (review.Imported, error) {
	upload, err := r.Upload("file")
	if err != nil {
		return review.Imported{}, err
	}
	defer upload.Close()
	columns, err := mapped(r.Form.Get("map"))
	if err != nil {
		return review.Imported{}, err
	}
	file, err := citation.Read(upload, upload.Size, upload.Name, citation.Options{Map: columns})
	if errors.Is(err, citation.ErrColumns) {
		err = fmt.Errorf("%w; say under “Columns” which is", err)
	}
	if err != nil {
		return review.Imported{}, err
	}
	defer file.Close()
	return p.desk(r).Import(ctx, id, file, evidence.Search{Name: r.Form.Get("name"), Searched: r.Form.Get("searched"), Strategy: r.Form.Get("strategy"), Limits: r.Form.Get("limits")})
}

// mapped reads which column of a table stands for which field.
func mapped(text string) (map[string]string, error) {
	columns := map[string]string{}
	for _, line := range lines(text) {
		field, heading, found := strings.Cut(line, "=")
		if !found || strings.TrimSpace(heading) == "" {
			return nil, fmt.Errorf("%q says of no field under which heading it stands: expected a line such as title=Name of paper", line)
		}
		columns[strings.TrimSpace(field)] = strings.TrimSpace(heading)
	}
	return columns, nil
}

func (p rooms) intakeView(ctx context.Context, r *site.Request, id int64, done *review.Imported) (*site.View, error) {
	now, err := p.desk(r).Review(ctx, id)
	if err != nil {
		return nil, told(err)
	}
	searches, err := p.desk(r).Searches(ctx, id)
	if err != nil {
		return nil, told(err)
	}
	lede := "Files of records as databases and reference managers hand them over. What cannot be read is named, record by record."
	if done != nil {
		lede = chart.Capital(chart.Count(done.Records, "record was", "records were")) + " imported from " + done.File + "."
	}
	return &site.View{Title: "Import into “" + now.Title + "”", Lede: lede, Data: intake{id, searches, done, citation.Formats(), citation.Fields(), r.Form.Get("map")}}, nil
}
