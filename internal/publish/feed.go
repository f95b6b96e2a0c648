package publish

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"time"

	"goodmeasure/evidence"
)

// Feed is a list of documents, the newest first, for programs that tell their owners what is new.
type Feed struct {
	Title   string
	Address string // of the page that shows the same, with host and scheme
	Self    string // of the feed
	ID      string // that stays the same wherever the feed stands; Address when ""
	Updated time.Time
	Items   []FeedItem
}

// FeedItem is a document of a feed.
type FeedItem struct {
	ID, Address string
	Entry       evidence.Entry
}

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Links   []atomLink  `xml:"link"`
	Author  atomPerson  `xml:"author"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomPerson struct {
	Name string `xml:"name"`
}

type atomEntry struct {
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Updated    string         `xml:"updated"`
	Published  string         `xml:"published,omitempty"`
	Authors    []atomPerson   `xml:"author"`
	Links      []atomLink     `xml:"link"`
	Categories []atomCategory `xml:"category"`
	Summary    string         `xml:"summary,omitempty"`
}

type atomCategory struct {
	Term string `xml:"term,attr"`
}

// FeedType is the media type of Atom.
const FeedType = "application/atom+xml; charset=utf-8"

// Atom writes a feed as RFC 4287 has it.
func Atom(w io.Writer, f Feed) error {
	if f.ID == "" {
		f.ID = f.Address
	}
	out := atomFeed{ID: f.ID, Title: inXML(f.Title), Updated: instant(f.Updated), Author: atomPerson{"goodmeasure"},
		Links: []atomLink{{"self", "application/atom+xml", f.Self}, {"alternate", "text/html", f.Address}}}
	for _, item := range f.Items {
		e := item.Entry
		entry := atomEntry{ID: item.ID, Title: inXML(e.Title), Updated: instant(e.Changed), Links: []atomLink{{"alternate", "text/html", item.Address}}, Summary: inXML(plainOr(e))}
		if !e.FirstPublic.IsZero() {
			entry.Published = instant(e.FirstPublic)
		}
		for _, a := range e.Authors {
			entry.Authors = append(entry.Authors, atomPerson{inXML(a.Name())})
		}
		for _, subject := range e.Facets["subject"] {
			entry.Categories = append(entry.Categories, atomCategory{inXML(subject)})
		}
		out.Entries = append(out.Entries, entry)
	}
	return writeXML(w, out)
}

// plainOr is the plain summary, or the abstract where nobody wrote one.
func plainOr(e evidence.Entry) string {
	if e.Summary != "" {
		return e.Summary
	}
	return e.Abstract
}

func instant(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }

func writeXML(w io.Writer, value any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	out := xml.NewEncoder(w)
	out.Indent("", " ")
	if err := out.Encode(value); err != nil {
		return fmt.Errorf("writing XML: %w", err)
	}
	_, err := io.WriteString(w, "\n")
	return err
}

// inXML takes out of a text what XML cannot hold.
func inXML(text string) string {
	return strings.Map(func(r rune) rune {
		if r == 0xFFFE || r == 0xFFFF || r < 0x20 && r != '\t' && r != '\n' && r != '\r' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
}
