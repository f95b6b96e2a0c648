package evidence

import (
	"fmt"
	"strings"
	"time"
)

// TieKind is what a finding is tied to.
type TieKind string

// The kinds.
const (
	ToIndicator  TieKind = "indicator"  // target: its id
	ToOutcome    TieKind = "outcome"    // target: its id in a framework
	ToDefinition TieKind = "definition" // the reason that a definition gives for an indicator; target: its Ground
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

// Ground is why a definition counts an indicator, and counts it that way, as the target of a tie.
type Ground struct {
	Link      string `json:"link"` // of the definition, as it stands in an address; empty: the usual one
	Indicator string `json:"indicator"`
}

// groundMark stands between the link and the indicator: no link has it, for it ends what an address asks for.
const groundMark = "#"

// Target is the ground as a tie keeps it.
func (g Ground) Target() string { return g.Link + groundMark + g.Indicator }

// GroundOf reads the target of a tie to a definition's reason.
func GroundOf(target string) (g Ground, found bool) {
	g.Link, g.Indicator, found = strings.Cut(target, groundMark)
	return g, found && g.Indicator != ""
}

// longestTarget keeps a target within what an index of PostgreSQL takes.
const longestTarget = 2000

// Check says what is wrong with a tie, if anything is.
func (t Tie) Check() error {
	switch {
	case t.Kind != ToIndicator && t.Kind != ToOutcome && t.Kind != ToDefinition:
		return fmt.Errorf("there is no kind of tie %q: expected indicator, outcome or definition", t.Kind)
	case strings.TrimSpace(t.Target) == "":
		return fmt.Errorf("the tie leads nowhere: expected the id of an %s", t.Kind)
	case t.Direction != For && t.Direction != Against && t.Direction != Mixed:
		return fmt.Errorf("there is no direction %q: expected for, against or mixed", t.Direction)
	case len(t.Target) > longestTarget:
		return fmt.Errorf("what the tie leads to takes %d characters: expected at most %d; tie the finding to the measure itself, or shorten the reasons of the definition", len(t.Target), longestTarget)
	case len(t.Strength) > 500 || len(t.Note) > maxText:
		return fmt.Errorf("a text of the tie is too long")
	}
	if _, found := GroundOf(t.Target); t.Kind == ToDefinition && !found {
		return fmt.Errorf("the tie leads to no reason of a definition: expected the link of a definition, %s and the id of an indicator in it", groundMark)
	}
	return nil
}

// Told is a finding with the card and the record it stands on, as somebody meets it who came along a tie.
type Told struct {
	Tie        Tie         `json:"tie"`
	Finding    KeyFinding  `json:"finding"`
	Card       int64       `json:"card"`
	Review     int64       `json:"review"`
	Record     int64       `json:"record"`
	Title      string      `json:"title"`
	Year       int         `json:"year,omitempty"`
	Appraisals []Appraisal `json:"appraisals,omitempty"` // of the work
	Counts     bool        `json:"counts"`               // as evidence: the review let the work in, at both stages
}

// Strength is how far to believe the finding: as its tie says, or else as the work was appraised. Nothing where neither
// has been said.
func (t Told) Strength() string {
	if t.Tie.Strength != "" {
		return t.Tie.Strength
	}
	var rated []string
	for _, a := range t.Appraisals {
		if tool, known := ToolOf(a.Tool); known && a.Rating != "" {
			rated = append(rated, a.Rating+" ("+tool.Name+")")
		}
	}
	return strings.Join(rated, "; ")
}
