package review

import (
	"bufio"
	"context"
	"fmt"
	"io"

	"goodmeasure/chart"
	"goodmeasure/citation"
	"goodmeasure/evidence"
	"goodmeasure/internal/publish"
	"goodmeasure/internal/review"
	"goodmeasure/internal/web/site"
	"goodmeasure/study"
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
	Styles     []option         `json:"-"`
	Parts      []option         `json:"-"`
}

func (p rooms) results() site.Page {
	return site.Page{Name: "review-results", Path: "/review/{review}/results", About: "What a review has come to: the flow of records, the evidence map, references and exports.", Data: found{},
		Params: []site.Param{{Name: "style", About: "the style of references", OneOf: words(citation.Styles())}, {Name: "part", About: "which records to hand on", OneOf: words(review.Parts())}},
		Load:   p.loadResults}
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
	if d.Map, err = desk.Map(ctx, id); err != nil {
		return nil, told(err)
	}
	list, err := desk.Handed(ctx, id, d.Part)
	if err != nil {
		return nil, told(err)
	}
	references := citation.List(d.Style, list.Records())
	d.Total, d.References = len(list.Rows), references[:min(len(references), mostReferences)]
	return &site.View{Title: "Results of “" + d.Review.Title + "”", Data: d, Lede: resultWords(d.Flow),
		Tables: []site.Table{{ID: "flow", Table: flowTable(d.Flow)}, {ID: "map", Table: mapTable(d.Map)}}, Files: p.handed(id, d, list, references)}, nil
}

func resultWords(f review.Flow) string {
	return chart.Count(f.Identified, "record was", "records were") + " identified, and " + chart.Count(f.Included, "work is", "works are") + " in the review so far."
}

// handed are the files in which the records of a part can be taken away.
func (p rooms) handed(id int64, d found, list review.List, references [][]citation.Run) (files []site.File) {
	name := fmt.Sprintf("review-%d-%s", id, d.Part)
	for _, format := range publish.ReviewFormats() {
		files = append(files, site.File{ID: format.ID, Name: name + format.Extension, Type: format.Type, Write: func(w io.Writer) error { return publish.ReviewRecords(w, list, format.ID) }})
	}
	return append(files, site.File{ID: "references", Name: name + "-references.txt", Type: "text/plain; charset=utf-8", Write: func(w io.Writer) error {
		out := bufio.NewWriter(w)
		for _, runs := range references {
			for _, run := range runs {
				out.WriteString(run.Text)
			}
			out.WriteString("\n")
		}
		return out.Flush()
	}})
}

func flowTable(f review.Flow) chart.Table {
	t := chart.Table{Caption: "What became of every record (PRISMA 2020)", Columns: []chart.Column{{Name: "Step"}, {Name: "Records", Numeric: true}}}
	add := func(name string, n int) {
		t.Rows = append(t.Rows, []chart.Cell{{Text: name, Value: study.Missing}, whole(n)})
	}
	for _, s := range f.Searches {
		add("Identified: "+s.Name, s.Records)
	}
	add("Identified in all", f.Identified)
	add("Duplicates removed", f.Duplicates)
	add("Screened by title and abstract", f.Screened)
	add("Not yet screened", f.Unscreened)
	add("Left out by title and abstract", f.Excluded)
	add("Full texts sought", f.Sought)
	add("Full texts not retrieved", f.NotHad)
	add("Full texts not yet assessed", f.Unassessed)
	add("Full texts assessed", f.Assessed)
	for _, reason := range f.LeftOut {
		add("Left out: "+reason.Text, reason.N)
	}
	add("Works in the review", f.Included)
	return t
}

func mapTable(m review.Map) chart.Table {
	t := chart.Table{Caption: "Works by group and by the outcome that they speak of", Columns: []chart.Column{{Name: "Group"}}}
	for _, o := range m.Outcomes {
		t.Columns = append(t.Columns, chart.Column{Name: o.Title, Numeric: true})
	}
	for n, g := range m.Groups {
		row := []chart.Cell{{Text: g.Title, Value: study.Missing}}
		for _, cell := range m.Cells[n] {
			row = append(row, whole(len(cell.Works)))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
