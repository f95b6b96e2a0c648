// Package site is what all pages of the workbench share: the shell round them, components, the state in the address,
// downloads and the JSON interface. A page says what it is in a Page; everything else follows from that.
package site

import (
	"context"
	"io/fs"

	"goodmeasure/chart"
)

// Group is the pages of one package with their templates: <name>.html for each page, named as the page is.
type Group struct {
	Templates fs.FS
	Pages     []Page
}

// Page is one page: where it stands, what may be asked of it and how it is made. The same Load serves the page, its
// downloads and the JSON interface, so that they cannot disagree.
type Page struct {
	Name     string  // of its template and of its operation in the JSON interface: small letters, digits and hyphens
	Path     string  // as http.ServeMux takes it, without the method: "/authority/{slug}"
	About    string  // what it shows, in a sentence
	Section  string  // the entry of the navigation that it stands under
	Params   []Param // of the query, beside those that every page takes; others are refused
	Examples []string
	Load     func(context.Context, *Request) (*View, error)
	Act      func(context.Context, *Request) (Outcome, error) // of POST; nil where there is nothing to do
	Private  bool                                             // depends on who asks: never cached or shared
	NoAPI    bool                                             // has nothing but words
}

// Param is a parameter of the query.
type Param struct {
	Name  string
	About string
	Many  bool     // may stand more than once, or hold a list between commas
	OneOf []string // all that it may be; empty: free
}

// View is what a page shows.
type View struct {
	Title   string // of the page, and its h1: the finding as a sentence where there is one
	Lede    string
	Data    any // what the template and the JSON interface show: a struct with names for JSON
	Figures []chart.Figure
	Tables  []Table
	Status  int // of HTTP; 0 is 200
}

// Table is a table that can be downloaded under its ID.
type Table struct {
	ID string
	chart.Table
}

// Outcome is what an act leads to: a redirect, or the page again with what is wrong.
type Outcome struct {
	Location string
	Notice   string // said once on the page that follows
}
