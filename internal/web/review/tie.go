package review

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"

	"goodmeasure/definition"
	"goodmeasure/evidence"
	"goodmeasure/internal/review"
	"goodmeasure/internal/web/site"
	"goodmeasure/study"
)

// sentTie reads the form that ties a finding to a measure, to the reason that a definition gives for it, or to an outcome.
func sentTie(form url.Values, known []study.Indicator) (evidence.Tie, error) {
	tie := evidence.Tie{Direction: evidence.Direction(form.Get("direction")), Strength: form.Get("strength"), Note: form.Get("tie-note")}
	tie.Finding, _ = strconv.ParseInt(form.Get("tie"), 10, 64)
	indicator, outcome, address := form.Get("indicator"), form.Get("outcome"), form.Get("definition")
	switch {
	case indicator == "" && outcome == "":
		return tie, errors.New("the finding was tied to nothing: choose a measure or an outcome")
	case indicator != "" && outcome != "":
		return tie, errors.New("a measure and an outcome are two ties: choose one, and then the other")
	case indicator == "" && address != "":
		return tie, errors.New("a definition gives its reasons for measures: choose the measure too")
	case outcome != "":
		tie.Kind, tie.Target = evidence.ToOutcome, outcome
	case !slices.ContainsFunc(known, func(i study.Indicator) bool { return i.ID == indicator }):
		return tie, fmt.Errorf("there is no measure %q: choose one of the list", indicator)
	case address != "":
		ground, err := review.GroundAt(address, indicator, known)
		if err != nil {
			return tie, err
		}
		tie.Kind, tie.Target = evidence.ToDefinition, ground.Target()
	default:
		tie.Kind, tie.Target = evidence.ToIndicator, indicator
	}
	return tie, nil
}

// addresses are those of the definition in force and of those that everybody can start from.
func addresses(r *site.Request) []option {
	inForce := definition.Link(r.Definition, r.Bench.Edition.Indicators)
	all := []option{{Value: r.Absolute(r.URL("/define", "d", inForce)), Text: r.Definition.Name}}
	for _, start := range definition.Starts {
		if address := r.Absolute(r.URL("/define", "d", start.Name)); address != all[0].Value {
			all = append(all, option{Value: address, Text: start.Words})
		}
	}
	return all
}

// tied is a tie as the card shows it.
type tied struct {
	evidence.Told
	To      string // what it leads to
	Link    string // the way there
	Because string // the definition's reason
	Measure string // that the reason is for
}

// Tied are the ties of the card in words.
func (d carded) Tied() (all []tied) {
	for _, t := range d.Ties {
		of := tied{Told: t}
		of.To, of.Measure, of.Because = review.Named(d.Review, t.Tie, d.Indicators)
		switch t.Tie.Kind {
		case evidence.ToIndicator:
			of.To, of.Link = "the measure “"+of.To+"”", "/measure/"+t.Tie.Target
		case evidence.ToOutcome:
			of.To, of.Link = "the outcome “"+of.To+"”", at(d.Review.ID, "/results#outcome-"+t.Tie.Target)
		case evidence.ToDefinition:
			if of.To == "" {
				of.To = "the reason of a definition that this edition cannot read"
				break
			}
			ground, _ := evidence.GroundOf(t.Tie.Target)
			of.To, of.Link = "the reason of “"+of.To+"”", "/define?"+url.Values{"d": {ground.Link}}.Encode()+"#m-"+ground.Indicator
		}
		all = append(all, of)
	}
	return all
}
