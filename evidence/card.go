package evidence

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// Card is what one document says, in plain words, for one review.
type Card struct {
	ID      int64 `json:"id"`
	Review  int64 `json:"review"`
	Record  int64 `json:"record"`
	Version int64 `json:"version"` // rises with every change; a change names the version it was made on
	CardText
	Findings []KeyFinding `json:"findings,omitempty"`
	Account  int64        `json:"account"` // who changed it last
	Changed  time.Time    `json:"changed"`
}

// CardText is what a person writes on a card beside the findings.
type CardText struct {
	Summary    string              `json:"summary"` // two or three plain sentences
	Population string              `json:"population,omitempty"`
	Place      string              `json:"place,omitempty"`
	Design     string              `json:"design,omitempty"`
	Outcomes   []string            `json:"outcomes,omitempty"` // ids of the review's list
	Groups     []string            `json:"groups,omitempty"`   // ids of the review's list
	Facets     map[string][]string `json:"facets,omitempty"`
	Appraisals []Appraisal         `json:"appraisals,omitempty"`
	Done       bool                `json:"done"`
}

// KeyFinding is something that a document found, and where it says so.
type KeyFinding struct {
	ID        int64   `json:"id"`
	Text      string  `json:"text"`
	Quotation string  `json:"quotation,omitempty"`
	Document  string  `json:"document,omitempty"` // SHA-256 of the full text that is quoted
	Page      int     `json:"page,omitempty"`     // 0: not said
	Checked   Checked `json:"checked,omitempty"`

	// FoundOn and LastPage are worked out when the card is looked at, and not kept.
	FoundOn  []int `json:"found_on,omitempty"`  // the pages on which the quotation begins, where Page is none of them
	LastPage int   `json:"last_page,omitempty"` // of the full text, where Page is past it
}

// Checked is what a look at the page said of a quotation.
type Checked string

// What a look can say.
const (
	Unchecked Checked = ""
	OnPage    Checked = "on-page"
	Elsewhere Checked = "elsewhere" // in the document, on another page
	NotFound  Checked = "not-found"
)

// Appraisal is a judgement of a work's strength by a tool.
type Appraisal struct {
	Tool    string            `json:"tool"`
	Answers map[string]string `json:"answers,omitempty"` // by the tool's question
	Rating  string            `json:"rating"`
	Note    string            `json:"note,omitempty"`
}

// Limits on what a card may hold, so that a form cannot fill a database.
const (
	maxText     = 20_000 // bytes of one text
	maxFindings = 200
	maxValues   = 50  // of one facet
	maxValue    = 200 // bytes of one of them
)

// Check says what is wrong with a card on the terms of its review, if anything is.
func (c Card) Check(terms Terms) error {
	if len(c.Findings) > maxFindings {
		return fmt.Errorf("the card has %d findings: expected at most %d", len(c.Findings), maxFindings)
	}
	for _, text := range []string{c.Summary, c.Population, c.Place, c.Design} {
		if len(text) > maxText {
			return fmt.Errorf("a text of the card has %d bytes: expected at most %d", len(text), maxText)
		}
	}
	for n, f := range c.Findings {
		switch {
		case strings.TrimSpace(f.Text) == "":
			return fmt.Errorf("finding %d says nothing", n+1)
		case len(f.Text) > maxText || len(f.Quotation) > maxText:
			return fmt.Errorf("finding %d is too long: expected at most %d bytes", n+1, maxText)
		case f.Page < 0:
			return fmt.Errorf("finding %d is on page %d", n+1, f.Page)
		}
	}
	for _, id := range c.Groups {
		if !listed(terms.Groups, id) {
			return fmt.Errorf("the review has no group %q", id)
		}
	}
	for _, id := range c.Outcomes {
		if !listed(terms.Outcomes, id) {
			return fmt.Errorf("the review has no outcome %q", id)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(c.Facets)) {
		if err := checkFacet(terms.Facets, id, c.Facets[id]); err != nil {
			return err
		}
	}
	return nil
}

func checkFacet(facets []Facet, id string, values []string) error {
	at := slices.IndexFunc(facets, func(f Facet) bool { return f.ID == id })
	if at < 0 {
		return fmt.Errorf("the review has no facet %q", id)
	}
	if len(values) > maxValues {
		return fmt.Errorf("the card has %d values of %q: expected at most %d", len(values), facets[at].Title, maxValues)
	}
	for _, value := range values {
		switch {
		case len(facets[at].Values) > 0 && !slices.Contains(facets[at].Values, value):
			return fmt.Errorf("%q has no value %q: expected one of %q", facets[at].Title, value, facets[at].Values)
		case len(value) > maxValue:
			return fmt.Errorf("a value of %q has %d bytes: expected at most %d", facets[at].Title, len(value), maxValue)
		}
	}
	return nil
}

func listed(groups []Group, id string) bool {
	return slices.ContainsFunc(groups, func(g Group) bool { return g.ID == id })
}
