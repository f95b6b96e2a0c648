package library

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	"goodmeasure/internal/store"
)

// Query is what somebody asks the catalogue for.
type Query struct {
	Text   string            `json:"text,omitempty"`   // words, "phrases", -not
	Facets map[string]string `json:"facets,omitempty"` // one value of each: kind, group, outcome, place, subject
	From   int               `json:"from,omitempty"`   // years
	To     int               `json:"to,omitempty"`
	Order  string            `json:"order,omitempty"` // "" relevance, newest, year
	Show   string            `json:"show,omitempty"`  // for members: "" all, public, hidden
	Page   int               `json:"page,omitempty"`
	Size   int               `json:"-"`
}

// FacetNames are what a catalogue can be narrowed by, in the order in which readers meet them.
func FacetNames() []string { return []string{"group", "kind", "subject", "outcome", "place"} }

// The orders and the choices of what to show, as a query names them.
var (
	Orders = []string{"newest", "year"}
	Shows  = []string{"public", "hidden"}
)

// PageSize is how many documents a page of the catalogue has.
const PageSize = 20

const largestNumber = 5000 // of a year or page that somebody means

// ParseQuery reads a query from the parameters of an address. What is unknown there is an error, and so is a year that is
// none.
func ParseQuery(values url.Values) (q Query, err error) {
	q.Text = strings.TrimSpace(values.Get("q"))
	for _, name := range FacetNames() {
		if value := strings.TrimSpace(values.Get(name)); value != "" {
			if q.Facets == nil {
				q.Facets = map[string]string{}
			}
			q.Facets[name] = value
		}
	}
	for _, year := range []struct {
		name string
		to   *int
	}{{"from", &q.From}, {"to", &q.To}, {"page", &q.Page}} {
		text := strings.TrimSpace(values.Get(year.name))
		if text == "" {
			continue
		}
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 || n > largestNumber {
			return q, fmt.Errorf("%q is no %s: expected a number such as %s", text, map[bool]string{true: "page", false: "year"}[year.name == "page"],
				map[bool]string{true: "2", false: "2016"}[year.name == "page"])
		}
		*year.to = n
	}
	q.Order, q.Show = values.Get("order"), values.Get("show")
	switch {
	case q.Order != "" && !slices.Contains(Orders, q.Order):
		return q, fmt.Errorf("there is no order %q: expected newest or year", q.Order)
	case q.Show != "" && !slices.Contains(Shows, q.Show):
		return q, fmt.Errorf("nothing can be shown by %q: expected public or hidden", q.Show)
	case q.From != 0 && q.To != 0 && q.From > q.To:
		return q, fmt.Errorf("the years go from %d to %d: expected the earlier first", q.From, q.To)
	}
	return q, nil
}

// Values are the parameters of an address that ask the same.
func (q Query) Values() url.Values {
	values := url.Values{}
	set := func(name, value string) {
		if value != "" {
			values.Set(name, value)
		}
	}
	year := func(name string, n int) {
		if n != 0 {
			values.Set(name, strconv.Itoa(n))
		}
	}
	set("q", q.Text)
	for _, name := range FacetNames() {
		set(name, q.Facets[name])
	}
	year("from", q.From)
	year("to", q.To)
	set("order", q.Order)
	set("show", q.Show)
	if q.Page > 1 {
		set("page", strconv.Itoa(q.Page))
	}
	return values
}

// stored is the query as the store takes it.
func (q Query) stored(member bool) store.Query {
	s := store.Query{Text: q.Text, From: q.From, To: q.To, Members: member && q.Show != "public", Hidden: q.Show == "hidden",
		Order: store.Order(q.Order), Page: q.Page, Size: q.Size}
	if s.Size == 0 {
		s.Size = PageSize
	}
	for name, value := range q.Facets {
		if s.Facets == nil {
			s.Facets = map[string][]string{}
		}
		s.Facets[name] = []string{value}
	}
	return s
}

// Catalogue is a page of what a query found.
type Catalogue struct {
	Query   Query              `json:"query"`
	Said    string             `json:"said"` // how many there are, in a sentence
	Total   int                `json:"total"`
	Page    int                `json:"page"`
	Pages   int                `json:"pages"`
	Entries []evidence.Entry   `json:"entries"`
	Facets  []store.FacetCount `json:"facets"`
	Member  bool               `json:"-"` // sees what is not public
	Writes  bool               `json:"-"` // may add and change
	Unknown bool               `json:"-"` // it is narrowed to what no document has
}

// Search gives a page of what a query finds. Who has no role in the library finds what is public.
func (d *Desk) Search(ctx context.Context, q Query) (Catalogue, error) {
	c := Catalogue{Query: q, Entries: []evidence.Entry{}, Facets: []store.FacetCount{}, Page: max(1, q.Page), Pages: 1}
	w, member, err := d.mayRead(ctx)
	if err != nil {
		return c, err
	}
	role, err := d.Role(ctx)
	if err != nil {
		return c, err
	}
	c.Member, c.Writes = member, role.Allows(evidence.Reviewer)
	if w != nil {
		found, err := w.Search(ctx, q.stored(member))
		if err != nil {
			return c, err
		}
		c.Total, c.Page, c.Pages = found.Total, found.Page, max(1, (found.Total+found.Size-1)/found.Size)
		for _, e := range found.Entries {
			if !member {
				e = visible(e)
			}
			c.Entries = append(c.Entries, e)
		}
		for _, name := range append(FacetNames(), "year") {
			if at := slices.IndexFunc(found.Facets, func(f store.FacetCount) bool { return f.Name == name }); at >= 0 {
				c.Facets = append(c.Facets, found.Facets[at])
			}
		}
	}
	c.Said = c.sentence()
	if c.Total == 0 {
		unknown, err := d.Unknown(ctx, q)
		if unknown != "" {
			c.Unknown, c.Said = true, strings.ToUpper(unknown[:1])+unknown[1:]+"."
		}
		return c, err
	}
	return c, nil
}

func (c Catalogue) sentence() string {
	what := ""
	if c.Query.Text != "" {
		what = " for “" + c.Query.Text + "”"
	}
	narrowed := len(c.Query.Facets) > 0 || c.Query.From != 0 || c.Query.To != 0
	switch {
	case c.Total == 0 && what == "" && !narrowed:
		return "There is nothing in this library yet."
	case c.Total == 0 && narrowed:
		return "Nothing was found" + what + " within these limits."
	case c.Total == 0:
		return "Nothing was found" + what + "."
	case what == "" && !narrowed:
		return chart.Count(c.Total, "document", "documents") + "."
	}
	return chart.Count(c.Total, "document", "documents") + " found" + what + "."
}

// GroupTitle is how the heads that works are sorted under are called; one that is not the study's is called by itself.
func GroupTitle(id string) string {
	for _, g := range evidence.DefaultGroups() {
		if g.ID == id {
			return g.Title
		}
	}
	return id
}
