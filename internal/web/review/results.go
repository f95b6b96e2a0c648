package review

import (
	"context"
	"fmt"
	"io"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/citation"
	"goodmeasure/evidence"
	"goodmeasure/internal/publish"
	"goodmeasure/internal/review"
	"goodmeasure/internal/web/site"
)

// mostReferences is how many references the page itself shows. The files hold all.
const mostReferences = 100

// found is the page of results.
type found struct {
	Review     evidence.Review  `json:"review"`
	Flow       review.Flow      `json:"flow"`
	Map        review.Map       `json:"map"`
	Part       review.Part      `json:"part"`
	Total      int              `json:"total"` // records of the part
	Style      citation.Style   `json:"style"`
	References [][]citation.Run `json:"references"`
	Outcomes   []review.Spoken  `json:"outcomes"` // what findings say of them
	Owner      bool             `json:"-"`
	StillBlind int              `json:"-"` // records that only some have decided on, which a bundle would tell
	Tied       bool             `json:"-"` // some finding is tied to something
	Styles     []option         `json:"-"`
	Parts      []option         `json:"-"`
}

func (p rooms) results() site.Page {
	return site.Page{Name: "review-results", Path: "/review/{review}/results", About: "What a review has come to: the flow of records, the evidence map, references and exports.", Data: found{},
		Params: []site.Param{{Name: "style", About: "the style of references", OneOf: words(citation.Styles())}, {Name: "part", About: "which records to hand on", OneOf: words(review.Parts())},
			{Name: "by", About: "the facet whose values are the rows of the evidence map, by its id; the groups unless given"}},
		Load: p.loadResults}
}

func words[T ~string](values []T) (all []string) {
	for _, v := range values {
		all = append(all, string(v))
	}
	return all
}

func (p rooms) loadResults(ctx context.Context, r *site.Request) (*site.View, error) {
	id, err := number(r, "review")
	if err != nil {
		return nil, err
	}
	desk := p.desk(r)
	d := found{Style: citation.Style(r.Query.Get("style")), Part: review.Part(r.Query.Get("part"))}
	if d.Style == "" {
		d.Style = citation.Harvard
	}
	if d.Part == "" {
		d.Part = review.Reports
	}
	for _, style := range citation.Styles() {
		d.Styles = append(d.Styles, option{string(style), styleWords[style], style == d.Style})
	}
	for _, part := range review.Parts() {
		d.Parts = append(d.Parts, option{string(part), partWords[part], part == d.Part})
	}
	if d.Review, err = desk.Review(ctx, id); err != nil {
		return nil, told(err)
	}
	if d.Flow, err = desk.Flow(ctx, id); err != nil {
		return nil, told(err)
	}
	if d.Map, err = desk.Map(ctx, id, r.Query.Get("by")); err != nil {
		return nil, told(err)
	}
	if d.Outcomes, err = desk.Outcomes(ctx, id); err != nil {
		return nil, told(err)
	}
	ties, err := desk.Ties(ctx, id)
	if err != nil {
		return nil, told(err)
	}
	d.Tied = len(ties) > 0
	list, err := desk.Handed(ctx, id, d.Part)
	if err != nil {
		return nil, told(err)
	}
	references := citation.List(d.Style, list.Records())
	d.Total, d.References = len(list.Rows), references[:min(len(references), mostReferences)]
	files := p.handed(id, d, list)
	role, err := desk.Role(ctx, id)
	if err != nil {
		return nil, err
	}
	if d.Owner = role.Allows(evidence.Owner); d.Owner {
		files = append(files, site.File{ID: "bundle", Name: fmt.Sprintf("review-%d.zip", id), Type: "application/zip", Write: func(w io.Writer) error {
			_, err := desk.Bundle(ctx, id, w)
			return told(err)
		}, Large: true})
		if d.StillBlind, err = desk.StillBlind(ctx, d.Review); err != nil {
			return nil, told(err)
		}
	}
	figure, err := d.Flow.Figure()
	if err != nil {
		return nil, err
	}
	return &site.View{Figures: []chart.Figure{figure}, Title: "Results of “" + d.Review.Title + "”", Data: d, Lede: resultWords(d.Flow),
		Tables: []site.Table{{ID: "flow", Table: d.Flow.Table()}, {ID: "map", Table: d.Map.Table()}, {ID: "ties", Table: review.TieTable(d.Review, ties, r.Bench.Edition.Indicators)}}, Files: files}, nil
}

func resultWords(f review.Flow) string {
	return chart.Capital(chart.Count(f.Identified, "record was", "records were")) + " identified, and " + chart.Count(f.Included, "work is", "works are") + " in the review so far."
}

// RowWords say what the rows of the evidence map are, within a sentence.
func (d found) RowWords() string { return strings.ToLower(d.Map.Rows) }

// Rows are what the rows of the evidence map can be.
func (d found) Rows() []option {
	all := []option{{Text: "groups", Chosen: d.Map.By == ""}}
	for _, f := range d.Review.Facets {
		all = append(all, option{f.ID, strings.ToLower(f.Title), d.Map.By == f.ID})
	}
	return all
}

// handed are the files in which the records of a part can be taken away.
func (p rooms) handed(id int64, d found, list review.List) (files []site.File) {
	name := fmt.Sprintf("review-%d-%s", id, d.Part)
	for _, format := range publish.ReviewFormats() {
		files = append(files, site.File{ID: format.ID, Name: name + format.Extension, Type: format.Type, Write: func(w io.Writer) error { return publish.ReviewRecords(w, list, format.ID) }})
	}
	files = append(files, site.File{ID: "references", Name: name + "-references.txt", Type: "text/plain; charset=utf-8", Write: func(w io.Writer) error { return publish.References(w, d.Style, list.Records()) }})
	return files
}
