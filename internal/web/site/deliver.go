package site

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"slices"

	"goodmeasure/chart"
	"goodmeasure/internal/publish"
	"goodmeasure/study"
)

// format is a form in which a figure or table can be had.
type format struct {
	name, label, kind string
	write             func(io.Writer, chart.Table) error
}

var (
	tableFormats = []format{
		{"csv", "CSV", "text/csv; charset=utf-8", publish.CSV},
	}
	figureFormats = []format{{name: "csv", label: "CSV"}, {name: "svg", label: "SVG"}}
)

// deliver answers with a download of a page.
func (s *Site) deliver(p *compiled, asked *Request, view *View, w http.ResponseWriter, r *http.Request, name string) {
	query := r.URL.Query()
	var out bytes.Buffer
	var err error
	switch at := slices.IndexFunc(tableFormats, func(f format) bool { return f.name == name }); {
	case at >= 0:
		var t chart.Table
		var id string
		if id, t, err = view.table(query.Get("figure"), query.Get("table")); err == nil {
			err = tableFormats[at].write(&out, t)
		}
		s.attach(w, r, err, fmt.Sprintf("%s-%s.%s", p.Name, id, name), tableFormats[at].kind, &out)
	case name == "svg":
		var f chart.Figure
		if f, err = view.figure(query.Get("figure")); err == nil {
			err = f.WriteDocument(&out, sizeOf(query.Get("size")))
		}
		w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
		s.attach(w, r, err, fmt.Sprintf("%s-%s.svg", p.Name, f.ID), "image/svg+xml", &out)
	case name == "file":
		at := slices.IndexFunc(view.Files, func(f File) bool { return f.ID == query.Get("file") })
		if at < 0 {
			s.fail(w, r, &NotFound{What: fmt.Sprintf("This page has no file %q.", query.Get("file")), Do: "Take format and file out of the address to see the page."})
			return
		}
		err = view.Files[at].Write(&out)
		s.attach(w, r, err, view.Files[at].Name, view.Files[at].Type, &out)
	case name == "json":
		s.writeJSON(p, asked, view, w, r)
	default:
		s.fail(w, r, &BadRequest{What: fmt.Sprintf("There is no format %q.", name), Do: "Give " + study.OrWords(deliveryFormats()) + "."})
	}
}

func deliveryFormats() []string {
	names := []string{"json"}
	for _, f := range tableFormats {
		names = append(names, f.name)
	}
	return append(names, "svg", "file")
}

func sizeOf(name string) chart.Size {
	if name == "narrow" {
		return chart.Narrow
	}
	return chart.Wide
}

func (s *Site) attach(w http.ResponseWriter, r *http.Request, err error, name, kind string, out *bytes.Buffer) {
	if err != nil {
		s.fail(w, r, err)
		return
	}
	w.Header().Set("Content-Disposition", fmt.Sprintf("attachment; filename=%q", "goodmeasure-"+name))
	send(w, http.StatusOK, kind, out.Bytes())
}

func (v *View) figure(id string) (chart.Figure, error) {
	at := slices.IndexFunc(v.Figures, func(f chart.Figure) bool { return f.ID == id })
	if at < 0 {
		return chart.Figure{}, &NotFound{What: fmt.Sprintf("This page has no figure %q.", id), Do: "Take format and figure out of the address to see the page."}
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
		return "", chart.Table{}, &NotFound{What: fmt.Sprintf("This page has no table %q.", id), Do: "Take format and table out of the address to see the page."}
	}
	return id, v.Tables[at].Table, nil
}
