package library

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	"goodmeasure/internal/store"
)

// Draft is a document as somebody writes it into a form: lists have one entry a line.
type Draft struct {
	Title     string `json:"title"`
	Kind      string `json:"kind"`
	Authors   string `json:"authors"` // Family, Given
	Year      string `json:"year"`
	Container string `json:"container"`
	Volume    string `json:"volume"`
	Issue     string `json:"issue"`
	Pages     string `json:"pages"`
	Publisher string `json:"publisher"`
	DOI       string `json:"doi"`
	URL       string `json:"url"`
	Abstract  string `json:"abstract"`
	Summary   string `json:"summary"`
	Subjects  string `json:"subjects"`
	Groups    string `json:"groups"`
	Outcomes  string `json:"outcomes"`
	Places    string `json:"places"`
	Over      string `json:"over,omitempty"` // when the document that it would change was last changed
}

// Kinds are the kinds of work that a draft can have.
func Kinds() []evidence.Kind {
	return []evidence.Kind{evidence.Article, evidence.Report, evidence.Book, evidence.Chapter, evidence.Thesis, evidence.Conference, evidence.Web, evidence.Other}
}

// filings are the facets that a draft sets, in their order.
func (d *Draft) filings() []struct {
	name string
	text *string
} {
	return []struct {
		name string
		text *string
	}{{"subject", &d.Subjects}, {"group", &d.Groups}, {"outcome", &d.Outcomes}, {"place", &d.Places}}
}

// DraftOf is the draft that would make an entry what it is.
func DraftOf(e evidence.Entry) Draft {
	d := Draft{Title: e.Title, Kind: string(e.Kind), Container: e.Container, Volume: e.Volume, Issue: e.Issue, Pages: e.Pages, Publisher: e.Publisher,
		DOI: e.DOI(), URL: e.Identifier("url"), Abstract: e.Abstract, Summary: e.Summary}
	if !e.Changed.IsZero() {
		d.Over = e.Changed.Format(time.RFC3339Nano)
	}
	if e.Year != 0 {
		d.Year = strconv.Itoa(e.Year)
	}
	var names []string
	for _, a := range e.Authors {
		names = append(names, a.Name())
	}
	d.Authors = strings.Join(names, "\n")
	for _, f := range d.filings() {
		*f.text = strings.Join(e.Facets[f.name], "\n")
	}
	return d
}

const (
	longestLine = 2_000
	longestText = 50_000
	mostLines   = 500
)

// over puts what the draft says over an entry; what it has no field for stays.
func (d Draft) over(e evidence.Entry) (evidence.Entry, error) {
	var wrong []error
	d.Title = strings.Join(strings.Fields(d.Title), " ")
	if d.Title == "" {
		wrong = append(wrong, errors.New("the title is missing: expected what the document is called"))
	}
	kind := evidence.Kind(d.Kind)
	if d.Kind == "" {
		kind = evidence.Other
	}
	if !slices.Contains(Kinds(), kind) {
		wrong = append(wrong, fmt.Errorf("there is no kind %q: expected one of %v", d.Kind, Kinds()))
	}
	year := 0
	if text := strings.TrimSpace(d.Year); text != "" {
		var err error
		if year, err = strconv.Atoi(text); err != nil || year < 1400 || year > 2200 {
			wrong = append(wrong, fmt.Errorf("%q is no year: expected one such as 2016, or nothing", text))
		}
	}
	doi := evidence.BareDOI(d.DOI)
	if strings.TrimSpace(d.DOI) != "" && doi == "" {
		wrong = append(wrong, fmt.Errorf("%q is no DOI: expected one such as 10.1234/abcd", d.DOI))
	}
	url := strings.TrimSpace(d.URL)
	if url != "" && !strings.HasPrefix(url, "https://") && !strings.HasPrefix(url, "http://") {
		wrong = append(wrong, fmt.Errorf("%q is no web address: expected one that begins with https://", url))
	}
	wrong = append(wrong, d.tooLong(DraftOf(e))...)
	authors, err := d.people(e)
	if err != nil {
		wrong = append(wrong, err)
	}
	filed := map[string][]string{}
	for _, f := range d.filings() {
		values := lines(*f.text)
		if len(values) > mostLines {
			wrong = append(wrong, fmt.Errorf("there are %s %ss: expected at most %d", chart.Grouped(len(values)), f.name, mostLines))
		}
		filed[f.name] = values
	}
	if len(wrong) > 0 {
		return e, errors.Join(wrong...)
	}
	if year != e.Year { // the day that is known was of the other
		e.Date = ""
	}
	e.Title, e.Kind, e.Year, e.Container, e.Volume, e.Issue, e.Pages, e.Publisher = d.Title, kind, year, strings.TrimSpace(d.Container),
		strings.TrimSpace(d.Volume), strings.TrimSpace(d.Issue), strings.TrimSpace(d.Pages), strings.TrimSpace(d.Publisher)
	e.Abstract, e.Summary = strings.TrimSpace(d.Abstract), strings.TrimSpace(d.Summary)
	e.Authors = authors
	e.Identifiers = replaced(replaced(e.Identifiers, "doi", doi), "url", url)
	facets := map[string][]string{}
	for name, values := range e.Facets { // into a map: the order does not matter
		facets[name] = values
	}
	for _, f := range d.filings() {
		delete(facets, f.name)
		if values := filed[f.name]; len(values) > 0 {
			facets[f.name] = values
		}
	}
	e.Facets = facets
	return e, nil
}

// without is the draft without what nobody wrote into it and only the records that were merged into the document say: as the
// document shows it filled, and as it stands by itself. A hidden abstract is not made public by correcting a title, nor do two keep
// what is the other's when they are parted.
func (d Draft) without(shown, own evidence.Entry) Draft {
	had, has := DraftOf(shown), DraftOf(own)
	for _, f := range []struct {
		text       *string
		shown, own string
	}{
		{&d.Authors, had.Authors, has.Authors}, {&d.Year, had.Year, has.Year}, {&d.Container, had.Container, has.Container}, {&d.Volume, had.Volume, has.Volume},
		{&d.Issue, had.Issue, has.Issue}, {&d.Pages, had.Pages, has.Pages}, {&d.DOI, had.DOI, has.DOI}, {&d.URL, had.URL, has.URL}, {&d.Abstract, had.Abstract, has.Abstract},
	} {
		if slices.Equal(spaced(*f.text), spaced(f.shown)) {
			*f.text = f.own
		}
	}
	return d
}

// people are the authors of the draft: those of the entry where nobody has changed them, whose names may hold a comma.
func (d Draft) people(e evidence.Entry) (authors []evidence.Person, err error) {
	named := spaced(d.Authors)
	if slices.Equal(named, spaced(DraftOf(e).Authors)) {
		return e.Authors, nil
	}
	if len(named) > mostLines {
		return nil, fmt.Errorf("there are %s authors: expected at most %d", chart.Grouped(len(named)), mostLines)
	}
	for _, line := range named {
		family, given, _ := strings.Cut(line, ",")
		authors = append(authors, evidence.Person{Family: strings.TrimSpace(family), Given: strings.TrimSpace(given)})
	}
	return authors, nil
}

// tooLong names what is longer than somebody writes into a form, and was not so long before.
func (d Draft) tooLong(before Draft) (wrong []error) {
	for _, field := range []struct {
		name, text, before string
		most               int
	}{
		{"title", d.Title, before.Title, longestLine}, {"journal, book or series", d.Container, before.Container, longestLine}, {"volume", d.Volume, before.Volume, longestLine},
		{"issue", d.Issue, before.Issue, longestLine}, {"list of pages", d.Pages, before.Pages, longestLine}, {"publisher", d.Publisher, before.Publisher, longestLine},
		{"DOI", d.DOI, before.DOI, longestLine}, {"web address", d.URL, before.URL, longestLine},
		{"abstract", d.Abstract, before.Abstract, longestText}, {"plain summary", d.Summary, before.Summary, longestText}, {"list of authors", d.Authors, before.Authors, longestText},
		{"list of subjects", d.Subjects, before.Subjects, longestText}, {"list of groups", d.Groups, before.Groups, longestText},
		{"list of outcomes", d.Outcomes, before.Outcomes, longestText}, {"list of places", d.Places, before.Places, longestText},
	} {
		if len(field.text) > field.most && !slices.Equal(spaced(field.text), spaced(field.before)) {
			wrong = append(wrong, fmt.Errorf("the %s has %s bytes: expected at most %s", field.name, chart.Grouped(len(field.text)), chart.Grouped(field.most)))
		}
	}
	return wrong
}

// replaced puts a value in the place of the first of a scheme, or takes that away.
func replaced(identifiers []evidence.Identifier, scheme, value string) []evidence.Identifier {
	kept := slices.Clone(identifiers)
	at := slices.IndexFunc(kept, func(id evidence.Identifier) bool { return id.Scheme == scheme })
	switch {
	case at >= 0 && value == "":
		return slices.Delete(kept, at, at+1)
	case at >= 0:
		kept[at].Value = value
	case value != "":
		kept = append(kept, evidence.Identifier{Scheme: scheme, Value: value})
	}
	return kept
}

// spaced are the lines of a text that say something, with one space between words.
func spaced(text string) (found []string) {
	for line := range strings.Lines(text) {
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			found = append(found, line)
		}
	}
	return found
}

// lines are those of a text that say something, each once.
func lines(text string) (found []string) {
	for _, line := range spaced(text) {
		if !slices.Contains(found, line) {
			found = append(found, line)
		}
	}
	return found
}

// Had is that the library has a document already.
type Had struct {
	Number int64
	Why    string
}

func (h *Had) Error() string {
	return fmt.Sprintf("the library has this already, as document %d: %s", h.Number, h.Why)
}

// Add puts a document into the library that somebody wrote into a form. One that the library has is a *Had.
func (d *Desk) Add(ctx context.Context, draft Draft, public bool) (int64, error) {
	entry, err := draft.over(evidence.Entry{})
	if err != nil {
		return 0, err
	}
	entry.Origin = evidence.Origin{Format: "form", Number: 1}
	w, err := d.mayWrite(ctx, "adding a document")
	if err != nil {
		return 0, err
	}
	known := newKnown()
	sorted, err := known.sort(ctx, w, []evidence.Record{entry.Record})
	if err != nil {
		return 0, err
	}
	if same := sorted.of[0].same; same != nil {
		return 0, &Had{same.number, same.why}
	}
	numbers, err := w.AddRecords(ctx, d.who, []evidence.Entry{entry}, store.Addition{Public: public})
	if err != nil {
		return 0, err
	}
	return numbers[0], known.settle(ctx, w, d.who, []evidence.Record{entry.Record}, sorted, numbers, &Imported{})
}

// Change replaces what the library says of a document by a draft. Where somebody has changed it since the draft was taken, the error is
// store.ErrStale.
func (d *Desk) Change(ctx context.Context, number int64, draft Draft) (evidence.Entry, error) {
	w, err := d.mayWrite(ctx, "changing a document")
	if err != nil {
		return evidence.Entry{}, err
	}
	own, err := w.Record(ctx, number)
	if err != nil {
		return own, fmt.Errorf("changing document %d: %w", number, err)
	}
	shown, err := w.Filled(ctx, []evidence.Entry{own}, false)
	if err != nil {
		return own, err
	}
	whole, err := draft.over(shown[0])
	if err != nil {
		return own, err
	}
	entry, err := draft.without(shown[0], own).over(own)
	if err != nil {
		return own, err
	}
	entry.Origin.Emptied = whole.Record.Emptied(shown[0].Record)
	over, _ := time.Parse(time.RFC3339Nano, draft.Over)
	return w.ChangeRecordOver(ctx, d.who, entry, over)
}

// Draft is the draft of a document, for somebody who may change it.
func (d *Desk) Draft(ctx context.Context, number int64) (Draft, error) {
	if err := d.may(ctx, evidence.Reviewer, "changing a document"); err != nil {
		return Draft{}, err
	}
	item, err := d.Item(ctx, number)
	return DraftOf(item.Entry), err
}
