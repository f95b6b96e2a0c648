package library

import (
	"context"
	"fmt"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	"goodmeasure/internal/library"
	"goodmeasure/internal/web/site"
)

// catalogue is what the page of a search shows.
type catalogue struct {
	library.Catalogue
	Shown     []shown      `json:"-"`
	Narrowing []narrowing  `json:"-"`
	Chosen    []choice     `json:"-"` // what the search is narrowed to, with the address without it
	Hidden    []site.Field `json:"-"` // of the form that asks for words
	Orders    []choice     `json:"-"`
	Earlier   string       `json:"-"`
	Later     string       `json:"-"`
	Feed      string       `json:"feed,omitempty"`
	Weekly    *choice      `json:"-"` // how it comes by mail; nil: it does not
	Exports   []export     `json:"-"`
	First     int          `json:"-"` // number of the first in the list
}

// shown is a document in the list.
type shown struct {
	evidence.Entry
	URL, By, In, Kind, Said string
}

// narrowing is a facet with what it can be narrowed to.
type narrowing struct {
	Name, Title string
	Choices     []choice
	More        []choice // beyond the first few
}

// choice leads to a search.
type choice struct {
	Text, URL string
	Count     int
	Chosen    bool
}

const firstFew = 6

var facetTitles = map[string]string{"group": "Group", "kind": "Kind", "subject": "Subject", "outcome": "Outcome", "place": "Place", "year": "Year"}

func (s stacks) catalogue() site.Page {
	params := []site.Param{{Name: "q", About: "words, \"phrases\", and either with - before it for what must not be there"}}
	for _, name := range library.FacetNames() {
		params = append(params, site.Param{Name: name, About: "only documents filed under this " + name})
	}
	params = append(params, site.Param{Name: "from", About: "published in this year or later"}, site.Param{Name: "to", About: "published in this year or earlier"},
		site.Param{Name: "order", About: "in which order: by relevance if left out", OneOf: library.Orders},
		site.Param{Name: "show", About: "for members of the library: only what is public, or only what is hidden", OneOf: library.Shows},
		site.Param{Name: "page", About: "which page of what was found, from 1"})
	return site.Page{Name: "library", Path: "/library", About: "The catalogue of the library: search by words, narrowed by group, kind, subject, outcome, place and year.", Data: catalogue{},
		Params: params, Examples: []string{"/library", "/library?q=zzzz", "/library?from=x"},
		Load: s.loadCatalogue, Act: s.publishFound}
}

func (s stacks) loadCatalogue(ctx context.Context, r *site.Request) (*site.View, error) {
	q, err := library.ParseQuery(r.Query)
	if err != nil {
		return nil, &site.BadRequest{What: chart.Sentence(err.Error()), Nearest: toCatalogue(), Do: "Correct it in the address, or begin again."}
	}
	found, err := s.desk(r).Search(ctx, q)
	if err != nil {
		return nil, told(err)
	}
	if found.Page > found.Pages {
		return nil, &site.NotFound{What: fmt.Sprintf("What was found has %s.", chart.Count(found.Pages, "page", "pages")), Nearest: toCatalogue(), Do: "Go back to the first page."}
	}
	return s.catalogueView(r, found), nil
}

func (s stacks) catalogueView(r *site.Request, found library.Catalogue) *site.View {
	c := catalogue{Catalogue: found}
	at := func(q library.Query) string { return r.URL("/library?" + q.Values().Encode()) }
	for _, e := range found.Entries {
		c.Shown = append(c.Shown, showing(r, e))
	}
	for _, f := range found.Facets {
		if f.Name == "year" {
			continue // years are given as bounds
		}
		n := narrowing{Name: f.Name, Title: facetTitles[f.Name]}
		for _, v := range f.Values {
			one := choice{Text: valueTitle(f.Name, v.Value), URL: at(with(found.Query, f.Name, v.Value)), Count: v.Count, Chosen: found.Query.Facets[f.Name] == v.Value}
			if len(n.Choices) < firstFew {
				n.Choices = append(n.Choices, one)
			} else if len(n.More) < 2*firstFew {
				n.More = append(n.More, one)
			}
		}
		c.Narrowing = append(c.Narrowing, n)
	}
	for _, name := range library.FacetNames() {
		if value := found.Query.Facets[name]; value != "" {
			c.Chosen = append(c.Chosen, choice{Text: facetTitles[name] + ": " + valueTitle(name, value), URL: at(with(found.Query, name, ""))})
			c.Hidden = append(c.Hidden, site.Field{Name: name, Value: value})
		}
	}
	if found.Query.Show != "" {
		c.Hidden = append(c.Hidden, site.Field{Name: "show", Value: found.Query.Show})
	}
	for _, order := range []choice{{Text: "Most relevant", URL: ""}, {Text: "Newest here", URL: "newest"}, {Text: "Year", URL: "year"}} {
		c.Orders = append(c.Orders, choice{Text: order.Text, URL: order.URL, Chosen: found.Query.Order == order.URL})
	}
	turned := func(page int) string { q := found.Query; q.Page = page; return at(q) }
	if found.Page > 1 {
		c.Earlier = turned(found.Page - 1)
	}
	if found.Page < found.Pages {
		c.Later = turned(found.Page + 1)
	}
	c.First = (found.Page-1)*library.PageSize + 1
	var links []site.Related
	if !found.Unknown { // or else nothing can ever come of it
		c.Feed = feedAddress(found.Query)
		links = []site.Related{{Rel: "alternate", Type: "application/atom+xml", Title: "What is new of this search", URL: c.Feed}}
		if s.Mails {
			c.Weekly = weekly(r, found.Query)
		}
	}
	files, exports := s.foundFiles(r, found)
	c.Exports = exports
	title := "Library"
	if found.Query.Text != "" {
		title = "Library: " + found.Query.Text
	}
	return &site.View{Title: title, Lede: found.Said, Data: c, Files: files, Links: links}
}

// feedAddress is that of the feed of a search.
func feedAddress(q library.Query) string {
	if sought := sought(q); sought != "" {
		return "/library/feed?" + sought
	}
	return "/library/feed"
}

// weekly leads to the form by which what is new of a search is asked for by mail.
func weekly(r *site.Request, q library.Query) *choice {
	if sought := sought(q); sought != "" {
		return &choice{Text: "New of this search, by mail every week", URL: r.URL("/library/subscribe", "query", sought)}
	}
	return &choice{Text: "The same by mail", URL: r.URL("/library/subscribe")}
}

// sought is what is looked for as an address has it, without how it is shown.
func sought(q library.Query) string {
	q.Page, q.Order, q.Show = 0, "", ""
	return q.Values().Encode()
}

// with is a query narrowed otherwise, on its first page.
func with(q library.Query, name, value string) library.Query {
	facets := map[string]string{}
	for n, v := range q.Facets { // into a map: the order does not matter
		facets[n] = v
	}
	delete(facets, name)
	if value != "" {
		facets[name] = value
	}
	q.Facets, q.Page = facets, 0
	return q
}

func valueTitle(name, value string) string {
	switch name {
	case "group":
		return library.GroupTitle(value)
	case "kind":
		return kindTitle(evidence.Kind(value))
	}
	return value
}

func kindTitle(k evidence.Kind) string {
	switch k {
	case evidence.Conference:
		return "Conference paper"
	case evidence.Web:
		return "Web page"
	case "":
		return "Other"
	}
	return strings.ToUpper(string(k[:1])) + string(k[1:])
}

const longestSaid = 320 // of a document in a list, in characters

func showing(r *site.Request, e evidence.Entry) shown {
	one := shown{Entry: e, URL: r.URL(permalink(e.Number())), Kind: kindTitle(e.Kind), Said: e.Summary}
	if one.Title == "" {
		one.Title = "Without a title"
	}
	var names []string
	for n, a := range e.Authors {
		if n == 3 {
			names = append(names, "and others")
			break
		}
		names = append(names, a.Name())
	}
	if one.By = strings.Join(names, "; "); one.By != "" {
		one.By = strings.TrimSuffix(one.By, ".") + "." // an initial ends with one of its own
	}
	if one.In = e.Container; one.In == "" {
		one.In = e.Publisher
	}
	if one.Said == "" {
		one.Said = shortened(e.Abstract, longestSaid)
	}
	one.Title, one.By, one.In = shortened(one.Title, longestSaid), shortened(one.By, longestSaid), shortened(one.In, longestSaid)
	return one
}

// shortened cuts a text at a word.
func shortened(text string, most int) string {
	runes := []rune(text)
	if len(runes) <= most {
		return text
	}
	cut := string(runes[:most])
	if at := strings.LastIndexByte(cut, ' '); at > most/2 {
		cut = cut[:at]
	}
	return cut + " …"
}

// publishFound shows ticked documents, or all that were found, to everybody, or hides them.
func (s stacks) publishFound(ctx context.Context, r *site.Request) (site.Outcome, error) {
	q, err := library.ParseQuery(r.Query)
	if err != nil {
		return site.Outcome{}, &site.BadRequest{What: chart.Sentence(err.Error()), Do: "Go back, and send the form again."}
	}
	act := r.Form.Get("act")
	public := act == "publish" || act == "publish-found"
	var changed int
	switch act {
	case "publish", "hide":
		var numbers []int64
		for _, text := range r.Form["id"] {
			numbers = append(numbers, evidence.NumberOf(text))
		}
		if len(numbers) == 0 {
			return site.Outcome{Location: here(q), Notice: "Nothing was ticked, so nothing was changed."}, nil
		}
		changed, err = s.desk(r).Publish(ctx, numbers, public)
	case "publish-found":
		changed, err = s.desk(r).PublishFound(ctx, q, true)
	default:
		return site.Outcome{}, &site.BadRequest{What: fmt.Sprintf("%q is nothing that can be done with documents.", act), Do: "Go back, and press one of the buttons."}
	}
	if err != nil {
		view, viewErr := s.loadCatalogue(ctx, r)
		if viewErr != nil {
			return site.Outcome{}, viewErr
		}
		return again(view, err)
	}
	return site.Outcome{Location: here(q), Notice: became(changed, public)}, nil
}

func here(q library.Query) string { return strings.TrimSuffix("/library?"+q.Values().Encode(), "?") }

func became(changed int, public bool) string {
	what := "public now"
	if !public {
		what = "hidden now from readers who have no role here"
	}
	switch changed {
	case 0:
		return "Nothing had to be changed."
	case 1:
		return "One document is " + what + "."
	}
	return chart.Grouped(changed) + " documents are " + what + "."
}
