package library

import (
	"bytes"
	"net/http"
	"net/url"
	"slices"
	"time"

	"goodmeasure/chart"
	"goodmeasure/internal/library"
	"goodmeasure/internal/publish"
	"goodmeasure/internal/web/site"
)

// feed is the newest of a search as Atom. It holds what is public, whoever asks.
func (s stacks) feed(w http.ResponseWriter, r *http.Request) error {
	values, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return &site.BadRequest{What: "The address cannot be read.", Do: "Copy the whole link again."}
	}
	q, err := library.ParseQuery(values)
	if err != nil {
		return &site.BadRequest{What: chart.Sentence(err.Error()), Do: "Copy the link of the feed from the search again."}
	}
	for name := range values {
		if !slices.Contains(append(library.FacetNames(), "q", "from", "to"), name) {
			return &site.BadRequest{What: "A feed takes no “" + shortened(name, 40) + "”.", Do: "It takes q, from, to, group, kind, subject, outcome and place."}
		}
	}
	q.Order, q.Page = "newest", 1
	found, err := s.shelf.For(nobody).Search(r.Context(), q)
	if err != nil {
		return err
	}
	if found.Unknown {
		return &site.NotFound{What: found.Said, Nearest: toCatalogue(), Do: "Search the library, and copy the link of the feed from there."}
	}
	root := s.root(r)
	title := s.Name
	if q.Text != "" {
		title += ": " + q.Text
	}
	q.Order = ""
	f := publish.Feed{Title: title, Address: root + here(q), Self: root + feedAddress(q)}
	for _, e := range found.Entries {
		if e.Changed.After(f.Updated) {
			f.Updated = e.Changed
		}
		f.Items = append(f.Items, publish.FeedItem{ID: root + permalink(e.Number()), Address: root + permalink(e.Number()), Entry: e})
	}
	if f.Updated.IsZero() {
		f.Updated = time.Unix(0, 0) // an empty feed has never changed
	}
	return sendXML(w, r, publish.FeedType, func(out *bytes.Buffer) error { return publish.Atom(out, f) })
}

func sendXML(w http.ResponseWriter, _ *http.Request, kind string, write func(*bytes.Buffer) error) error {
	var out bytes.Buffer
	if err := write(&out); err != nil {
		return err
	}
	w.Header().Set("Content-Type", kind)
	_, _ = w.Write(out.Bytes()) // a client that has gone needs nothing more
	return nil
}
