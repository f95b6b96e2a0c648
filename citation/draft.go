package citation

import (
	"slices"
	"strings"

	"goodmeasure/evidence"
)

// draft is a record as it is put together from a file's fields.
type draft struct {
	evidence.Record
	doubts []string
}

// plain is text on one line, without spaces to spare.
func plain(text string) string { return strings.Join(strings.Fields(text), " ") }

// first fills a field that nothing has filled yet.
func first(field *string, text string) {
	if *field == "" {
		*field = plain(text)
	}
}

func (d *draft) doubt(reason string) {
	if len(d.doubts) < maxLoose && !slices.Contains(d.doubts, reason) {
		d.doubts = append(d.doubts, reason)
	}
}

// The most that one record is given of each, so that comparing them stays cheap.
const (
	maxKeywords    = 2_000
	maxIdentifiers = 200
)

func (d *draft) identify(scheme, value string) {
	id := evidence.Identifier{Scheme: scheme, Value: plain(value)}
	switch {
	case id.Value == "" || slices.Contains(d.Identifiers, id):
	case len(d.Identifiers) == maxIdentifiers:
		d.doubt("it has more identifiers than are kept apart; the rest are in its raw text")
	default:
		d.Identifiers = append(d.Identifiers, id)
	}
}

// doi takes a DOI however it is written. What is none is doubted.
func (d *draft) doi(text string) {
	if plain(text) == "" {
		return
	}
	if doi := doiIn(text); doi != "" {
		d.identify("doi", doi)
		return
	}
	d.doubt("what it gives as DOI is none: " + excerpt(text))
}

// pubMed takes the number by which PubMed knows the work. What is none, as the "NA" or 0 of a table without one, is left in
// the raw text.
func (d *draft) pubMed(text string) {
	if text = plain(text); digits(text) && strings.Trim(text, "0") != "" {
		d.identify("pmid", text)
	}
}

// url takes an address, and the DOI that it may hold.
func (d *draft) url(text string) {
	for _, address := range strings.Fields(text) {
		lower := strings.ToLower(address)
		if strings.Contains(lower, "doi.org/10.") {
			if doi := doiIn(lower[strings.Index(lower, "doi.org/10.")+len("doi.org/"):]); doi != "" {
				d.identify("doi", doi)
				continue
			}
		}
		if resolver := strings.Contains(lower, "sid=") || strings.Contains(lower, "url_ver=z39.88"); resolver {
			d.resolver(lower)
			continue
		}
		if strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://") {
			d.identify("url", address)
		}
	}
}

// resolver takes the DOI from an address by which a library finds the work for its own readers, and which is of no use to
// others.
func (d *draft) resolver(address string) {
	for _, before := range []string{"id=doi:", "rft_id=info:doi/", "rft_id=info:doi%2f"} {
		if _, doi, ok := strings.Cut(address, before); ok {
			doi, _, _ = strings.Cut(doi, "&")
			if doi = doiIn(doi); doi != "" {
				d.identify("doi", doi)
				return
			}
		}
	}
}

func (d *draft) keyword(text string) {
	text = plain(text)
	switch {
	case text == "" || slices.Contains(d.Keywords, text):
	case len(d.Keywords) == maxKeywords:
		d.doubt("it has more keywords than are kept apart; the rest are in its raw text")
	default:
		d.Keywords = append(d.Keywords, text)
	}
}

// keywords takes several, parted by a sign.
func (d *draft) keywords(text, sign string) {
	for word := range strings.SplitSeq(text, sign) {
		d.keyword(word)
	}
}

func (d *draft) note(text string) {
	if text = strings.TrimSpace(text); text != "" {
		d.Notes = append(d.Notes, text)
	}
}

// date takes a date, of which the first with a year gives the record's.
func (d *draft) date(text string) {
	year := yearIn(text)
	if d.Year == 0 {
		d.Year = year
	}
	if text = tidyDate(text); len(text) > len(d.Date) && (year == d.Year || d.Date == "") {
		d.Date = text
	}
}

// empty says whether nothing was read that a work could be known by.
func (d *draft) empty() bool {
	known := slices.ContainsFunc(d.Identifiers, func(id evidence.Identifier) bool { return id.Scheme != "issn" })
	return d.Title == "" && d.Abstract == "" && !known && (len(d.Authors) == 0 || d.Year == 0)
}

// noAbstract says whether words stand where an abstract would, because there is none: "[No abstract available]".
func noAbstract(text string) bool {
	switch strings.ToLower(strings.Trim(plain(text), "[]().")) {
	case "no abstract available", "no abstract", "abstract not available":
		return true
	}
	return false
}

// finish sets right what can only be seen once all fields are there.
func (d *draft) finish() {
	d.Title = strings.TrimSpace(d.Title)
	d.Abstract = strings.TrimSpace(d.Abstract)
	if noAbstract(d.Abstract) {
		d.Abstract = ""
	}
	if d.Kind == "" {
		d.Kind = evidence.Other
	}
	if d.Title == "" && !d.empty() {
		d.doubt("it has no title")
	}
	if d.Short == d.Container {
		d.Short = ""
	}
	if d.Container == "" {
		d.Container, d.Short = d.Short, ""
	}
	if strings.Contains(strings.ToLower(d.Genre), "conference abstract") || strings.Contains(strings.ToLower(d.Genre), "meeting abstract") {
		d.Kind = evidence.Conference
	}
}
