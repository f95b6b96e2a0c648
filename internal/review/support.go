package review

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"goodmeasure/definition"
	"goodmeasure/evidence"
	"goodmeasure/internal/store"
	"goodmeasure/study"
)

// Support is what the evidence says of a measure as a definition counts it.
type Support struct {
	Indicator string          `json:"indicator"`
	Name      string          `json:"name"`
	Direction study.Direction `json:"direction"`
	Because   string          `json:"because,omitempty"` // the definition's reason
	Reason    Says            `json:"reason"`            // findings tied to the reason
	Measure   Says            `json:"measure"`           // findings tied to the measure, whoever counts it
}

// Count is how many findings speak of it.
func (s Support) Count() int { return s.Reason.Count() + s.Measure.Count() }

// Support gathers what the evidence says of each measure that a definition counts, in its order, from the reviews that the
// person may read. A finding that was tied to the reason of another definition counts where this one counts the measure
// the same way for the same reason, so that weights can be changed without losing what a reason rests on.
func (d *Desk) Support(ctx context.Context, of *study.Definition, known []study.Indicator) ([]Support, error) {
	var counted []string
	for _, c := range of.Indicators {
		counted = append(counted, c.ID)
	}
	reasons, err := d.reasons(ctx, known, counted...)
	if err != nil {
		return nil, err
	}
	measures, err := d.toldOfMeasures(ctx, counted...)
	if err != nil {
		return nil, err
	}
	supports := []Support{}
	for _, c := range of.Indicators {
		s := Support{Indicator: c.ID, Name: nameOf(c.ID, known), Direction: c.Direction, Because: c.Because, Reason: silent(), Measure: silent()}
		for _, r := range reasons {
			if r.Criterion.ID == c.ID && r.Criterion.Direction == c.Direction && r.Criterion.Because == c.Because {
				s.Reason.add(r.Told)
			}
		}
		for _, t := range measures {
			if t.Tie.Target == c.ID {
				s.Measure.add(t)
			}
		}
		supports = append(supports, s)
	}
	return supports, nil
}

// Given is a reason that a definition gives, with a finding that is tied to it.
type Given struct {
	Definition *study.Definition `json:"-"`
	Name       string            `json:"definition"`
	Link       string            `json:"link"`
	Criterion  study.Criterion   `json:"criterion"`
	Told       evidence.Told     `json:"told"`
}

// Reasons gathers the findings tied to the reasons that definitions give for a measure, from the reviews that the person
// may read.
func (d *Desk) Reasons(ctx context.Context, indicator string, known []study.Indicator) ([]Given, error) {
	return d.reasons(ctx, known, indicator)
}

// reasons are the findings tied to the reasons for some measures, of definitions that can be read.
func (d *Desk) reasons(ctx context.Context, known []study.Indicator, indicators ...string) ([]Given, error) {
	given := []Given{}
	told, err := d.told(ctx, func(w *store.Workspace) ([]evidence.Told, error) { return w.ToldOfReasons(ctx, indicators...) })
	definitions := map[string]*study.Definition{}
	for _, t := range told {
		ground, _ := evidence.GroundOf(t.Tie.Target)
		of, read := definitions[ground.Link]
		if !read {
			of, _ = definition.ParseLink(ground.Link, known) // what this edition cannot read has no reasons here
			definitions[ground.Link] = of
		}
		if of == nil {
			continue
		}
		if criterion, counts := of.Criterion(ground.Indicator); counts {
			given = append(given, Given{of, of.Name, ground.Link, criterion, t})
		}
	}
	return given, err
}

func nameOf(indicator string, known []study.Indicator) string {
	for _, i := range known {
		if i.ID == indicator {
			return i.Name
		}
	}
	return indicator
}

// GroundAt finds the reason that a definition gives for a measure. The definition is told by its address, as its page
// gives it, or by its link alone.
func GroundAt(address, indicator string, known []study.Indicator) (evidence.Ground, error) {
	link := strings.TrimSpace(address)
	if strings.ContainsAny(link, "/?") {
		at, err := url.Parse(link)
		if err != nil {
			return evidence.Ground{}, fmt.Errorf("%q is no address of a definition: copy the link from the page on which good is defined", address)
		}
		link = at.Query().Get("d")
	}
	of, err := definition.ParseLink(link, known)
	if err != nil {
		return evidence.Ground{}, err
	}
	if _, counts := of.Criterion(indicator); !counts {
		return evidence.Ground{}, fmt.Errorf("the definition “%s” does not count “%s”: choose a measure that it counts", of.Name, nameOf(indicator, known))
	}
	return evidence.Ground{Link: definition.Link(of, known), Indicator: indicator}, nil
}
