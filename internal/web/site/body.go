package site

import (
	"fmt"
	"html/template"
	"slices"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"goodmeasure/chart"
	"goodmeasure/internal/workbench"
)

// Body is what the template of a page is executed with.
type Body struct {
	*View
	Request *Request
	site    *Site
	page    *compiled
}

// functions are what every template can call.
var functions = template.FuncMap{"count": chart.Count, "insentence": chart.InSentence, "capital": chart.Capital, "whole": func(n int) string { return english.Sprintf("%d", n) }}

var english = message.NewPrinter(language.BritishEnglish)

// URL is an address that keeps the state of the request; pairs of key and value change its query.
func (b Body) URL(path string, pairs ...string) string { return b.Request.URL(path, pairs...) }

// Here is the address of the page itself; pairs of key and value change its query.
func (b Body) Here(pairs ...string) string { return b.Request.Here(pairs...) }

// authorityPage is where the site that has pages of authorities has them.
const authorityPage = "/authority/{slug}"

// Lead is the address of an authority's page, with the state of the request; nothing where there is no such authority or
// page.
func (b Body) Lead(code string) string {
	a, found := b.site.bench.Edition.Authority(code)
	if code == "" || !found || !b.Offers(authorityPage) {
		return ""
	}
	return b.URL(AuthorityURL(a))
}

// Head is the head of a row that is about an authority, for the template "row-head".
func (b Body) Head(code, name string) rowHead { return rowHead{code, name, b.Lead(code)} }

type rowHead struct{ Authority, Name, URL string }

// Figure is the figure with an ID, for the template "figure".
func (b Body) Figure(id string) (shownFigure, error) {
	at := slices.IndexFunc(b.Figures, func(f chart.Figure) bool { return f.ID == id })
	if at < 0 {
		return shownFigure{}, fmt.Errorf("the page has no figure %q", id)
	}
	return b.shown(b.Figures[at])
}

// Has tells whether the page has a figure or table of an ID.
func (b Body) Has(id string) bool {
	return slices.ContainsFunc(b.Figures, func(f chart.Figure) bool { return f.ID == id }) ||
		slices.ContainsFunc(b.Tables, func(t Table) bool { return t.ID == id })
}

// Table is the table with an ID, for the template "table".
func (b Body) Table(id string) (shownTable, error) {
	at := slices.IndexFunc(b.Tables, func(t Table) bool { return t.ID == id })
	if at < 0 {
		return shownTable{}, fmt.Errorf("the page has no table %q", id)
	}
	return b.shownTable(b.Tables[at].ID, b.Tables[at].Table), nil
}

// FileURL is the address of a file of the page.
func (b Body) FileURL(id string) string { return b.Here("format", "file", "file", id) }

// Field is a hidden field of a form.
type Field struct{ Name, Value string }

// State is what a form that leads to a page must carry on, for the template "state": all of the state but the named.
func (b Body) State(without ...string) []Field {
	var fields []Field
	for _, name := range stateOrder {
		if value := strings.Join(b.Request.state[name], ","); value != "" && !slices.Contains(without, name) {
			fields = append(fields, Field{name, value})
		}
	}
	return fields
}

// NavEntry is an entry of the navigation.
type NavEntry struct {
	Text, URL string
	Current   bool
}

var navigation = []Link{{"Authorities", "/authorities"}, {"Measures", "/measures"}, {"Ranking", "/ranking"}, {"Define good", "/define"}, {"Evidence", "/reviews"}, {"Library", "/library"}, {"Data", "/data"}, {"Account", "/account"}}
var footing = []Link{{"Methods", "/methods"}, {"Glossary", "/glossary"}, {"Accessibility", "/accessibility"}, {"Downloads", "/data"}, {"API", "/api"}, {"What has changed", "/changes"}}

// Pages are all pages of the site that are for everybody.
func (b Body) Pages() []Page {
	return slices.DeleteFunc(b.site.Pages(), func(p Page) bool { return p.Private })
}

// Nav is the navigation: what the site has of it.
func (b Body) Nav() []NavEntry { return b.entries(navigation) }

// Foot is the navigation at the end of the page.
func (b Body) Foot() []NavEntry { return b.entries(footing) }

func (b Body) entries(links []Link) []NavEntry {
	var entries []NavEntry
	for _, link := range links {
		if b.site.paths[link.URL] {
			current := b.page != nil && b.page.Section == link.Text
			entries = append(entries, NavEntry{link.Text, b.URL(link.URL), current})
		}
	}
	return entries
}

// Offers tells whether the site has a page at a path.
func (b Body) Offers(path string) bool { return b.site.paths[path] }

// Is tells whether this is the page of a name.
func (b Body) Is(name string) bool { return b.page != nil && b.page.Name == name }

// NamesDefinition tells whether the header says which definition of good holds for the page.
func (b Body) NamesDefinition() bool { return b.page == nil || !b.page.Apart }

// Asset is the address of a file beside the pages.
func (b Body) Asset(name string) string { return b.site.assets.addresses[name] }

// InForce is what holds for every figure of the page.
func (b Body) InForce() inForce { return b.site.inForce(b.Request.Definition) }

// Version is the program's.
func (b Body) Version() string { return workbench.Version }

// EditionName is what the edition is called.
func (b Body) EditionName() string { return b.site.bench.Edition.Name }

// EditionHash is the beginning of the edition's hash.
func (b Body) EditionHash() string { return short(b.site.bench.Edition.Hash) }

func short(hash string) string { return hash[:min(12, len(hash))] }
