package site

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/internal/publish"
	"goodmeasure/study"
)

// delivery is in which form a page is wanted.
type delivery struct {
	api                       bool
	format                    string
	figure, table, file, size string
}

func deliveryOf(r *http.Request, api bool) delivery {
	query := r.URL.Query()
	d := delivery{api, query.Get("format"), query.Get("figure"), query.Get("table"), query.Get("file"), query.Get("size")}
	if api && d.format == "" {
		d.format = "json"
	}
	return d
}

func (d delivery) key() string {
	return fmt.Sprint(d.api, " ") + strings.Join([]string{d.format, d.figure, d.table, d.file, d.size}, " ")
}

// isFile tells whether what is wanted leaves the page, and whatever the page says of it, behind.
func (d delivery) isFile() bool { return d.format != "" && d.format != "json" && d.format != "embed" }

// format is a form in which figures or tables can be had.
type format struct {
	name, label, kind string
	picture           bool // of dots
	table             func(io.Writer, chart.Table) error
	figure            func(io.Writer, chart.Figure, chart.Size) error
}

var formats = []format{
	{name: "csv", label: "CSV", kind: "text/csv; charset=utf-8", table: publish.CSV},
	{name: "xlsx", label: "XLSX", kind: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", table: publish.XLSX},
	{name: "ods", label: "ODS", kind: "application/vnd.oasis.opendocument.spreadsheet", table: publish.ODS},
	{name: "svg", label: "SVG", kind: "image/svg+xml", figure: func(w io.Writer, f chart.Figure, size chart.Size) error { return f.WriteDocument(w, size) }},
	{name: "png", label: "PNG", kind: "image/png", picture: true, figure: func(w io.Writer, f chart.Figure, size chart.Size) error { return f.WritePNG(w, size, dotsPerPx) }},
}

// dotsPerPx makes pictures that are sharp on a slide and in print.
const dotsPerPx = 2

// deliver makes a download of a page.
func (s *Site) deliver(ctx context.Context, p *compiled, asked *Request, view *View, wanted delivery) (*reply, error) {
	if wanted.size != "" && wanted.size != "wide" && wanted.size != "narrow" {
		return nil, &BadRequest{What: fmt.Sprintf("There is no size %q.", wanted.size), Do: "Give wide or narrow.", Param: "size"}
	}
	switch wanted.format {
	case "json":
		text, err := json.Marshal(s.answerOf(asked, view))
		if err != nil {
			return nil, err
		}
		return made(view.Status, "application/json", append(text, '\n'))
	case "embed":
		return s.embed(p, asked, view, wanted.figure)
	case "pdf":
		if p.Paper {
			return s.paper(p, asked, view)
		}
	case "file":
		at := slices.IndexFunc(view.Files, func(f File) bool { return f.ID == wanted.file })
		if at < 0 {
			return nil, noneNamed("file", wanted.file, namesOf(view.Files, func(f File) string { return f.ID }))
		}
		file := view.Files[at]
		if file.Large && p.Private {
			return spooled(file)
		}
		return attached(file.Name, file.Type, file.Write)
	}
	at := slices.IndexFunc(formats, func(f format) bool { return f.name == wanted.format })
	if at < 0 {
		return nil, &BadRequest{What: fmt.Sprintf("There is no format %q.", wanted.format), Do: "Give " + study.OrWords(formatNames()) + ".", Param: "format"}
	}
	if formats[at].picture {
		leave, err := s.work.pictures.enter(ctx)
		if err != nil {
			return nil, err
		}
		defer leave()
	}
	return view.in(formats[at], wanted, func(id string) string { return fileName(p, asked, view, id, formats[at]) })
}

// in makes a figure or table in a format.
func (v *View) in(form format, wanted delivery, named func(id string) string) (*reply, error) {
	if form.figure != nil {
		f, err := v.figure(wanted.figure)
		if err != nil {
			return nil, err
		}
		size := chart.Wide
		if wanted.size == "narrow" {
			size = chart.Narrow
		}
		answer, err := attached(named(f.ID), form.kind, func(w io.Writer) error { return form.figure(w, f, size) })
		if err == nil {
			answer.header["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'" // the stylesheet of a picture that stands alone is inside
		}
		return answer, err
	}
	id, t, err := v.table(wanted.figure, wanted.table)
	if err != nil {
		return nil, err
	}
	return attached(named(id), form.kind, func(w io.Writer) error { return form.table(w, t.Unfolded()) })
}

func formatNames() []string {
	names := []string{"json"}
	for _, f := range formats {
		names = append(names, f.name)
	}
	return append(names, "embed", "file")
}

func attached(name, kind string, write func(io.Writer) error) (*reply, error) {
	answer, err := written(http.StatusOK, kind, write)
	if err == nil {
		answer.header["Content-Disposition"] = disposition(name)
	}
	return answer, err
}

func disposition(name string) string {
	return fmt.Sprintf("attachment; filename=%q", plainName(name))
}

// plainName keeps a file's name to signs that every system and header takes.
func plainName(name string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' || r == '_' || r == '-' {
			return r
		}
		return '-'
	}, name)
}

// embed is one figure on a page of its own, which other sites may frame.
func (s *Site) embed(p *compiled, asked *Request, view *View, id string) (*reply, error) {
	f, err := view.figure(id)
	if err != nil {
		return nil, err
	}
	answer, err := s.execute(p, asked, &View{Title: f.Title, Figures: []chart.Figure{f}, Data: f.ID}, "embed")
	if err == nil {
		answer.header["Content-Security-Policy"] = strings.Replace(policy, "frame-ancestors 'none'", "frame-ancestors *", 1)
	}
	return answer, err
}

func (v *View) figure(id string) (chart.Figure, error) {
	at := slices.IndexFunc(v.Figures, func(f chart.Figure) bool { return f.ID == id })
	if at < 0 {
		return chart.Figure{}, noneNamed("figure", id, namesOf(v.Figures, func(f chart.Figure) string { return f.ID }))
	}
	return v.Figures[at], nil
}

// table is the table of an ID, or of the figure of an ID.
func (v *View) table(figure, id string) (string, chart.Table, error) {
	if figure != "" {
		f, err := v.figure(figure)
		return figure, f.Table, err
	}
	at := slices.IndexFunc(v.Tables, func(t Table) bool { return t.ID == id })
	if at < 0 {
		return "", chart.Table{}, noneNamed("table", id, namesOf(v.Tables, func(t Table) string { return t.ID }))
	}
	return id, v.Tables[at].Table, nil
}

// noneNamed is the fault of an address that names a figure, table or file which the page does not have, or none.
func noneNamed(kind, id string, there []string) error {
	what, do := fmt.Sprintf("This page has no %s %q.", kind, id), fmt.Sprintf("Take format and %s out of the address to see the page.", kind)
	switch {
	case len(there) == 0:
		what = fmt.Sprintf("This page has no %s to download.", kind)
	case id == "":
		what = fmt.Sprintf("The address names no %s.", kind)
	}
	if len(there) > 0 {
		do = fmt.Sprintf("Give %s as %s, or take format out of the address to see the page.", kind, study.OrWords(there))
	}
	return &NotFound{What: what, Do: do, Param: kind}
}

func namesOf[T any](all []T, name func(T) string) (names []string) {
	for _, one := range all {
		names = append(names, name(one))
	}
	return names
}
