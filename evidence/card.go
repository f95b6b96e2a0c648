package evidence

import (
	"fmt"
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
	return nil
}

func listed(groups []Group, id string) bool {
	return slices.ContainsFunc(groups, func(g Group) bool { return g.ID == id })
}

// TieKind is what a finding is tied to.
type TieKind string

// The kinds.
const (
	ToIndicator  TieKind = "indicator"  // target: its id
	ToOutcome    TieKind = "outcome"    // target: its id in a framework
	ToDefinition TieKind = "definition" // target: hash of a definition and id of an indicator in it, a slash between
)

// Direction is how a finding bears on what it is tied to.
type Direction string

// The directions.
const (
	For     Direction = "for"
	Against Direction = "against"
	Mixed   Direction = "mixed"
)

// Tie leads from a finding to a measure, an outcome, or a reason of a definition.
type Tie struct {
	ID        int64     `json:"id"`
	Finding   int64     `json:"finding"`
	Kind      TieKind   `json:"kind"`
	Target    string    `json:"target"`
	Direction Direction `json:"direction"`
	Strength  string    `json:"strength,omitempty"` // in the words of the tool that appraised the work
	Note      string    `json:"note,omitempty"`
	Account   int64     `json:"account"`
	Made      time.Time `json:"made"`
}

// Check says what is wrong with a tie, if anything is.
func (t Tie) Check() error {
	switch {
	case t.Kind != ToIndicator && t.Kind != ToOutcome && t.Kind != ToDefinition:
		return fmt.Errorf("there is no kind of tie %q: expected indicator, outcome or definition", t.Kind)
	case strings.TrimSpace(t.Target) == "":
		return fmt.Errorf("the tie leads nowhere: expected the id of an %s", t.Kind)
	case t.Direction != For && t.Direction != Against && t.Direction != Mixed:
		return fmt.Errorf("there is no direction %q: expected for, against or mixed", t.Direction)
	case len(t.Target) > 500 || len(t.Strength) > 500 || len(t.Note) > maxText:
		return fmt.Errorf("a text of the tie is too long")
	}
	return nil
}

// Told is a finding with the card and the record it stands on, as somebody meets it who came along a tie.
type Told struct {
	Tie     Tie        `json:"tie"`
	Finding KeyFinding `json:"finding"`
	Card    int64      `json:"card"`
	Review  int64      `json:"review"`
	Record  int64      `json:"record"`
	Title   string     `json:"title"`
	Year    int        `json:"year,omitempty"`
}
