package library

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"goodmeasure/citation"
	"goodmeasure/evidence"
	"goodmeasure/internal/library"
	"goodmeasure/internal/publish"
	"goodmeasure/internal/web/site"
)

// record is what the page of a document shows.
type record struct {
	library.Item
	Kind    string            `json:"-"`
	Facts   []fact            `json:"-"`
	Filed   []narrowing       `json:"-"`
	Linked  publish.SchemaOrg `json:"schema_org"`
	LinkTo  string            `json:"-"` // the address to cite
	Merged  string            `json:"-"`
	Outside []choice          `json:"-"` // where others have the document
	Exports []export          `json:"-"`
}

// fact is something that is known of a document.
type fact struct{ Name, Text string }

func (s stacks) record() site.Page {
	return site.Page{Name: "library-record", Path: "/library/{id}", About: "One document of the library: what it is, in plain words and in its own, how to cite it.", Data: record{},
		Examples: []string{"/library/1", "/library/none"},
		Load: func(ctx context.Context, r *site.Request) (*site.View, error) {
			n, err := number(r)
			if err != nil {
				return nil, err
			}
			return s.shown(ctx, r, n)
		},
		Act: func(ctx context.Context, r *site.Request) (site.Outcome, error) {
			n, err := number(r)
			if err != nil {
				return site.Outcome{}, err
			}
			public := r.Form.Get("act") == "publish"
			if !public && r.Form.Get("act") != "hide" {
				return site.Outcome{}, &site.BadRequest{What: "The form does not say what to do.", Do: "Go back, and press one of the buttons."}
			}
			changed, err := s.desk(r).Publish(ctx, []int64{n}, public)
			if err != nil {
				view, _ := s.shown(ctx, r, n)
				return again(view, err)
			}
			return site.Outcome{Location: permalink(n), Notice: became(changed, public)}, nil
		}}
}

func (s stacks) shown(ctx context.Context, r *site.Request, n int64) (*site.View, error) {
	item, err := s.desk(r).Item(ctx, n)
	if err != nil {
		return nil, told(err)
	}
	return s.recordView(r, item), nil
}

func (s stacks) recordView(r *site.Request, item library.Item) *site.View {
	n := item.Number()
	address := s.at(r) + permalink(n)
	d := record{Item: item, Kind: kindTitle(item.Kind), LinkTo: address, Linked: publish.DescribeInSchemaOrg(item.Entry, address)}
	if item.MergedInto != 0 {
		d.Merged = r.URL(permalink(item.MergedInto))
	}
	d.Facts = facts(item.Record)
	for _, name := range library.FacetNames() {
		if name == "kind" {
			continue
		}
		f := narrowing{Name: name, Title: facetTitles[name]}
		for _, value := range library.Filed(item.Entry, name) {
			f.Choices = append(f.Choices, choice{Text: valueTitle(name, value), URL: r.URL("/library?" + with(library.Query{}, name, value).Values().Encode())})
		}
		if len(f.Choices) > 0 {
			d.Filed = append(d.Filed, f)
		}
	}
	if doi := item.DOI(); doi != "" {
		d.Outside = append(d.Outside, choice{Text: "doi.org/" + doi, URL: "https://doi.org/" + doi})
	}
	for _, id := range item.Identifiers {
		if id.Scheme == "url" && (strings.HasPrefix(id.Value, "https://") || strings.HasPrefix(id.Value, "http://")) && len(d.Outside) < 5 {
			d.Outside = append(d.Outside, choice{Text: shortened(id.Value, 80), URL: id.Value})
		}
	}
	for _, w := range written {
		d.Exports = append(d.Exports, export{string(w.format), w.name})
	}
	title := item.Title
	if title == "" {
		title = "Without a title"
	}
	view := &site.View{Title: title, Data: d, Files: recordFiles(item), Links: []site.Related{{Rel: "canonical", URL: address},
		{Rel: "schema.DC", URL: "http://purl.org/dc/elements/1.1/"}}}
	for _, term := range publish.DublinCore(item.Entry, address) {
		view.Meta = append(view.Meta, site.Meta{Name: "DC." + term.Element, Content: shortened(term.Value, 1000)})
	}
	return view
}

// at is the address of the server as readers see it.
func (s stacks) at(r *site.Request) string {
	if s.Address != "" {
		return strings.TrimRight(s.Address, "/")
	}
	return r.Absolute("")
}

func facts(r evidence.Record) (known []fact) {
	add := func(name, text string) {
		if text != "" {
			known = append(known, fact{name, text})
		}
	}
	list := func(people []evidence.Person) string {
		var names []string
		for _, p := range people {
			names = append(names, p.Name())
		}
		return strings.Join(names, "; ")
	}
	add("Authors", list(r.Authors))
	add("Editors", list(r.Editors))
	if r.Year != 0 {
		add("Year", fmt.Sprint(r.Year))
	}
	where := r.Container
	if r.Volume != "" {
		where += ", volume " + r.Volume
	}
	if r.Issue != "" {
		where += ", issue " + r.Issue
	}
	if r.Pages != "" {
		where += ", pages " + r.Pages
	}
	add("In", strings.TrimPrefix(where, ", "))
	add("Series", r.Series)
	add("Edition", r.Edition)
	publisher := r.Publisher
	if r.Place != "" {
		publisher = strings.TrimPrefix(publisher+", "+r.Place, ", ")
	}
	add("Publisher", publisher)
	add("Language", r.Language)
	add("Keywords", strings.Join(r.Keywords, "; "))
	for _, id := range r.Identifiers {
		if slices.Contains([]string{"pmid", "pmcid", "isbn", "issn"}, id.Scheme) {
			add(strings.ToUpper(id.Scheme), id.Value)
		}
	}
	return known
}

// written are the files that references can be had as, in the order of their links.
var written = []struct {
	format     citation.Format
	name, kind string
}{{citation.RIS, "RIS", "application/x-research-info-systems"}, {citation.BibTeX, "BibTeX", "application/x-bibtex"}, {citation.CSLJSON, "CSL-JSON", "application/vnd.citationstyles.csl+json"}}

var endings = map[citation.Format]string{citation.RIS: ".ris", citation.BibTeX: ".bib", citation.CSLJSON: ".json"}

// export is a file in which references can be had.
type export struct{ ID, Text string }

func recordFiles(item library.Item) (files []site.File) {
	for _, w := range written {
		files = append(files, site.File{ID: string(w.format), Name: "library-" + item.ID + endings[w.format], Type: w.kind, Write: func(out io.Writer) error {
			one := item.Record
			one.ID = ""
			return citation.Write(out, w.format, slices.Values([]evidence.Record{one}))
		}})
	}
	return files
}
