package evidence

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Review is a question put to the literature, and the terms on which works are read for it.
type Review struct {
	ID    int64  `json:"id"`
	Title string `json:"title"`
	Terms
	Created time.Time `json:"created"`
	Changed time.Time `json:"changed"`
}

// Terms are what a review asks, admits and sorts into.
type Terms struct {
	Question   string      `json:"question"`
	Criteria   []Criterion `json:"criteria,omitempty"`
	Reasons    []Reason    `json:"reasons"`
	Groups     []Group     `json:"groups"`
	Outcomes   []Group     `json:"outcomes,omitempty"` // of the framework, that findings are coded to
	Facets     []Facet     `json:"facets,omitempty"`
	Screeners  int         `json:"screeners"` // how many decide on each record: 1 or more
	Blind      bool        `json:"blind"`     // they do not see each other's decisions before all have decided
	Recall     float64     `json:"recall"`    // share of the relevant records that stopping promises to have found
	Confidence float64     `json:"confidence"`
}

// Criterion is something a work must be, or must not be, to be let in.
type Criterion struct {
	Text     string `json:"text"`
	Excludes bool   `json:"excludes,omitempty"`
}

// Reason is why a work was left out, from the review's own list, in the order in which reasons are tried.
type Reason struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// Group is one of the heads that works are sorted under.
type Group struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	About string `json:"about,omitempty"`
}

// Facet is a question that every work answers with some of the given values, or with any where none are given.
type Facet struct {
	ID     string   `json:"id"`
	Title  string   `json:"title"`
	Values []string `json:"values,omitempty"`
}

// DefaultGroups are the four of the 2016 feasibility study.
func DefaultGroups() []Group {
	return []Group{
		{"outcomes", "Outcomes", "What authorities hope to achieve for children."},
		{"services", "Services", "Services of good quality, fit for purpose."},
		{"models", "Effective social work models", "New or tested ways of working, some with remodelled or multi-professional teams."},
		{"organisation", "Organisational factors", "A learning culture, strong leadership, and what else of an organisation matters."},
	}
}

// DefaultReasons are reasons for leaving a work out that most reviews need.
func DefaultReasons() []Reason {
	return []Reason{
		{"subject", "Not about the subject"},
		{"place", "About another kind of place or system"},
		{"design", "Not the kind of study or document"},
		{"period", "Outside the period"},
		{"language", "In a language nobody here reads"},
		{NoText, "The full text could not be had"},
	}
}

// NewTerms are the terms that a review starts from.
func NewTerms(question string) Terms {
	return Terms{Question: question, Reasons: DefaultReasons(), Groups: DefaultGroups(), Screeners: 1, Recall: 0.95, Confidence: 0.95}
}

// Check says what is wrong with the terms, if anything is.
func (t Terms) Check() error {
	switch {
	case t.Screeners < 1 || t.Screeners > 10:
		return fmt.Errorf("%d people decide on each record: expected 1 to 10", t.Screeners)
	case !(t.Recall > 0 && t.Recall <= 1): // so that what is no number is none
		return fmt.Errorf("the recall promised is %v: expected a share above 0, at most 1", t.Recall)
	case !(t.Confidence > 0 && t.Confidence < 1):
		return fmt.Errorf("the confidence is %v: expected a share between 0 and 1", t.Confidence)
	}
	lists := map[string][]Group{"group": t.Groups, "outcome": t.Outcomes}
	for _, r := range t.Reasons {
		lists["reason"] = append(lists["reason"], Group{ID: r.ID, Title: r.Text})
	}
	for _, f := range t.Facets {
		lists["facet"] = append(lists["facet"], Group{ID: f.ID, Title: f.Title})
	}
	for _, what := range []string{"reason", "group", "outcome", "facet"} {
		seen := map[string]bool{}
		for _, g := range lists[what] {
			switch {
			case strings.TrimSpace(g.ID) == "" || strings.TrimSpace(g.Title) == "":
				return fmt.Errorf("a %s has no id or no name", what)
			case seen[g.ID]:
				return fmt.Errorf("two entries of the list of %ss have the id %q", what, g.ID)
			}
			seen[g.ID] = true
		}
	}
	return nil
}

// Stage is a round of screening.
type Stage string

// The stages, in their order.
const (
	TitleAbstract Stage = "title-abstract"
	FullText      Stage = "full-text"
)

// Stages are all stages in their order.
func Stages() []Stage { return []Stage{TitleAbstract, FullText} }

// Check says whether there is such a stage.
func (s Stage) Check() error {
	if s != TitleAbstract && s != FullText {
		return fmt.Errorf("there is no stage %q: expected %s or %s", s, TitleAbstract, FullText)
	}
	return nil
}

// ErrNotFound is that there is no such thing in the workspace, or none that the one who asks may see.
var ErrNotFound = errors.New("not found")

// ErrUnready is that a workspace cannot be used for the moment.
var ErrUnready = errors.New("it is being brought up to date; try again in a minute")
