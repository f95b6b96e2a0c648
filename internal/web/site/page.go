// Package site is what all pages of the workbench share: the shell round them, components, the state in the address,
// downloads and the JSON interface. A page says what it is in a Page; everything else follows from that.
package site

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"regexp"
	"strings"
	"time"

	"goodmeasure/chart"
)

// Group is the pages of one package with their templates: <name>.html for each page, named as the page is. Other
// templates of the group can be used by all its pages.
type Group struct {
	Templates fs.FS
	Pages     []Page
	Routes    []Route
	Inserts   []Insert
}

// Route is an address that answers programs in a form of their own, such as a feed. It has neither shell nor state.
type Route struct {
	Pattern string // as http.ServeMux takes it, with the method: "GET /library.atom"
	About   string
	Serve   func(http.ResponseWriter, *http.Request) error // that tells nothing before it errs
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
	Data     any   // a value of the type that View.Data has, for the description of the JSON interface
	Statuses []int // of HTTP that a View may have, beside 200, for the same
	Load     func(context.Context, *Request) (*View, error)
	Act      func(context.Context, *Request) (Outcome, error) // of POST; nil where there is nothing to do
	MaxBody  int64                                            // bytes that POST may send; 0 is 1 MiB
	Private  bool                                             // depends on who asks, whom the Request names: never kept or shared
	NoAPI    bool                                             // has nothing but words
	AnyForm  bool                                             // POST may come from any site or program: nothing but its path says what may be done
	Heavy    bool                                             // takes so much work that only a few may be made at once
	HeavyAct bool                                             // only what is sent to it does: the page itself is not kept waiting
	Stages   bool                                             // Load leaves out what takes long when Request.First says so
	Paper    bool                                             // can be had as sheets of A4 too, at its path with .pdf
	Apart    bool                                             // rests on no definition of good: the header names none
}

// Param is a parameter of the query.
type Param struct {
	Name    string
	About   string
	Many    bool     // may stand more than once, or hold a list between commas
	Each    bool     // Name is the beginning of the names of as many parameters as there are things to state it of
	OneOf   []string // all that it may be; empty: free
	Longest int      // characters that a value may have; 0 is 2,000
	Part    bool     // chooses which part of the page is shown: its figures and tables have names of their own
}

// View is what a page shows.
type View struct {
	Title    string // of the page, and its h1: the finding as a sentence where there is one
	Lede     string
	Data     any // what the template and the JSON interface show: a struct with names for JSON
	Figures  []chart.Figure
	Tables   []Table
	Files    []File
	Notices  []string // said above everything else
	Meta     []Meta   // said to programs in the head of the page
	Links    []Related
	Status   int           // of HTTP; 0 is 200
	Wait     time.Duration // after which it is worth asking again, where that was done too often
	Location string        // go there instead: nothing else of the view is used
	Period   string        // that the figures are for, where a page takes the parameter "period": files are named by it
}

// Meta is something that the head of a page says of it: Dublin Core, for example.
type Meta struct{ Name, Content string }

// Related is a link in the head of a page: its feed, for example.
type Related struct{ Rel, Type, Title, URL string }

// Table is a table that can be downloaded under its ID.
type Table struct {
	ID string
	chart.Table
}

// File is a download of a page that is neither figure nor table, under its ID.
type File struct {
	ID    string
	Name  string // that it gets when it is saved: "definition.toml"
	Type  string // "application/toml"
	Write func(io.Writer) error
	Large bool // it may be larger than there is memory for; of a Private page, since what is kept for others is kept in memory
}

// Outcome is what an act leads to: a redirect, or the page again with what is wrong.
type Outcome struct {
	Location string
	Notice   string // said once on the page that follows
	View     *View  // the page again, in place of a redirect; its Status is 422 unless it says another
	Cookies  []*http.Cookie
}

var validName = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

func (p Page) check() error {
	switch {
	case !validName.MatchString(p.Name):
		return fmt.Errorf("page %q: its name needs small letters, digits and hyphens", p.Name)
	case !strings.HasPrefix(p.Path, "/") || strings.HasPrefix(p.Path, apiRoot) || p.Path != "/" && strings.HasSuffix(p.Path, "/"):
		return fmt.Errorf("page %s: %q is no path that a page can stand at", p.Name, p.Path)
	case p.Load == nil:
		return fmt.Errorf("page %s has no Load", p.Name)
	case p.About == "":
		return fmt.Errorf("page %s does not say what it shows", p.Name)
	}
	if p.Paper && strings.ContainsAny(p.Path, "{}") {
		return fmt.Errorf("page %s: only a page without names in its path can be had on paper", p.Name)
	}
	if p.Data == nil && !p.NoAPI {
		return fmt.Errorf("page %s does not say which Data the JSON interface gives for it; give a value of their type, or NoAPI", p.Name)
	}
	for _, param := range p.Params {
		if stateNames[param.Name] || deliveryNames[param.Name] || param.Name == "" || param.About == "" {
			return fmt.Errorf("page %s: the parameter %q has no About, or a name that every page has", p.Name, param.Name)
		}
	}
	return nil
}

// pattern is the page's path as the multiplexer takes it.
func (p Page) pattern() string {
	if p.Path == "/" {
		return "/{$}"
	}
	return p.Path
}
