// Package library is the pages of a library: its catalogue, its documents, and how others harvest them.
package library

import (
	"embed"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	"goodmeasure/internal/library"
	"goodmeasure/internal/web/site"
)

//go:embed *.html
var templates embed.FS

// Options are what the pages of a library may be told.
type Options struct {
	Address string // that readers see the library at, as https://library.example.org; "" takes that of each request
	Name    string // of the library; "" is a general one
	Email   string // of who looks after it, for harvesters
	Mails   bool   // what is new is sent to those who ask for it

	MostCompared int // how many documents are compared anew at most while a reader of a page waits; 0: 20,000
}

// stacks are the pages of one library.
type stacks struct {
	shelf *library.Shelf
	Options
}

// Pages are the pages of the library of a workspace.
func Pages(shelf *library.Shelf, options Options) site.Group {
	if options.Name == "" {
		options.Name = "Library"
	}
	if options.MostCompared == 0 {
		options.MostCompared = 20_000
	}
	s := stacks{shelf, options}
	pages := []site.Page{s.catalogue(), s.record(), s.adding(), s.intake(), s.changing(), s.duplicates(), s.guide()}
	for n := range pages {
		pages[n].Section, pages[n].Private, pages[n].Apart = "Library", true, true
	}
	return site.Group{Templates: templates, Pages: pages, Routes: []site.Route{
		{Pattern: "GET /library/feed", About: "A search of the library as an Atom feed: the newest twenty.", Serve: s.feed},
		{Pattern: "GET /oai", About: "OAI-PMH 2.0, for programs that harvest the library.", Serve: s.oai},
		{Pattern: "POST /oai", About: "OAI-PMH 2.0, for programs that harvest the library.", Serve: s.oai},
	}}
}

// desk is where the person works who asks.
func (s stacks) desk(r *site.Request) *library.Desk {
	if r.Sole {
		return s.shelf.Alone()
	}
	return s.shelf.For(r.Who)
}

// root is the address of the server as readers see it.
func (s stacks) root(r *http.Request) string {
	if s.Address != "" {
		return strings.TrimRight(s.Address, "/")
	}
	scheme := "http://"
	if site.Secure(r) {
		scheme = "https://"
	}
	return scheme + r.Host
}

func number(r *site.Request) (int64, error) {
	n := evidence.NumberOf(r.Segment("id"))
	if n == 0 {
		return 0, &site.NotFound{What: fmt.Sprintf("There is no document %q.", r.Segment("id")), Nearest: toCatalogue(), Do: "Documents have numbers. Look for it in the catalogue."}
	}
	return n, nil
}

func toCatalogue() []site.Link { return []site.Link{{Text: "Library", URL: "/library"}} }

// told puts an error of the use-cases in the site's words.
func told(err error) error {
	var refused *library.Refusal
	switch {
	case err == nil:
		return nil
	case errors.As(err, &refused):
		return &site.Refused{What: chart.Sentence(refused.Error()), SignIn: true, Do: "Sign in as somebody who may, or ask."}
	case errors.Is(err, evidence.ErrNotFound):
		return &site.NotFound{What: "There is no such document in the library, or none that is public.", Nearest: toCatalogue(), Do: "Look for it in the catalogue."}
	}
	return err
}

// again shows a page once more with what is wrong.
func again(view *site.View, err error) (site.Outcome, error) {
	var refused *library.Refusal
	if errors.As(err, &refused) || errors.Is(err, evidence.ErrNotFound) || view == nil {
		return site.Outcome{}, told(err)
	}
	for line := range strings.Lines(err.Error()) {
		view.Notices = append(view.Notices, chart.Sentence(strings.TrimSpace(line)))
	}
	return site.Outcome{View: view}, nil
}

func permalink(n int64) string { return "/library/" + strconv.FormatInt(n, 10) }
