package workbench

import (
	"fmt"
	"slices"

	"goodmeasure/method"
	"goodmeasure/study"
)

// neighbourModel is the year of the Department for Education's model of statistical neighbours.
const neighbourModel = "2025"

// ProfileRequest says what to show of an authority.
type ProfileRequest struct {
	Authority  string       // a name, part of one, initials or a code
	Indicators []string     // IDs, core or all; core if empty
	Period     study.Period // 0: for each indicator the newest that is well covered
	Neighbours bool
	Group      []string // authorities to compare with, as Authority names one, or several with commas between
}

// Profile is an authority: its figures, where they stand among those of other authorities, and its inspections.
type Profile struct {
	Edition        method.EditionUsed `json:"edition"`
	Authority      study.Authority    `json:"authority"`
	Notes          []string           `json:"notes"` // what must be known before the figures are read
	Context        study.Context      `json:"context"`
	NeighbourModel string             `json:"neighbour_model,omitempty"`
	Neighbours     []Neighbour        `json:"neighbours,omitempty"` // nearest first
	Benchmark      Benchmark          `json:"benchmark,omitempty"`  // group, or nothing
	Group          []GroupMember      `json:"group,omitempty"`
	Tally          *StanceTally       `json:"tally,omitempty"` // of a group
	Draws          int                `json:"draws"`
	Seed           uint64             `json:"seed"`
	Figures        []ProfileFigure    `json:"figures"`
	Timeline       Timeline           `json:"timeline"`

	company Company // of a group
}

// Neighbour is an authority that the model of neighbours holds to be alike.
type Neighbour struct {
	Authority string `json:"authority"`
	Name      string `json:"name"`
	Closeness string `json:"closeness"`
}

// Profile shows an authority.
func (w *Workbench) Profile(request ProfileRequest) (Profile, error) {
	a, err := w.Places.Find(request.Authority)
	if err != nil {
		return Profile{}, err
	}
	indicators, err := w.chosen(request.Indicators)
	if err != nil {
		return Profile{}, err
	}
	p := Profile{Edition: w.editionUsed(), Authority: a, Notes: w.notes(a), Context: w.Edition.Context(a.Code), Draws: usualDraws, Seed: usualSeed,
		Figures: []ProfileFigure{}, Timeline: w.timeline(a, study.Date{})}
	if request.Neighbours {
		p.NeighbourModel = neighbourModel
		p.Neighbours = w.neighbours(a.Code)
	}
	for _, i := range indicators {
		figure, err := w.figure(a, i, request.Period, p.Neighbours)
		if err != nil {
			return p, err
		}
		p.Figures = append(p.Figures, ProfileFigure{Figure: figure})
	}
	if request.Period != 0 && !slices.ContainsFunc(p.Figures, func(f ProfileFigure) bool { return f.EnglandN > 0 }) {
		return p, fmt.Errorf("--period: no authority has a figure for %d on what is to be shown; `goodmeasure indicators` lists the years of each", request.Period)
	}
	if len(request.Group) > 0 {
		if err := w.besideGroup(&p, request.Group); err != nil {
			return p, fmt.Errorf("--group: %w", err)
		}
	}
	return p, nil
}

// chosen are the indicators that a person names.
func (w *Workbench) chosen(names []string) ([]study.Indicator, error) {
	if len(names) == 0 {
		names = []string{"core"}
	}
	var chosen []study.Indicator
	add := func(more study.Indicator) {
		if !slices.ContainsFunc(chosen, func(i study.Indicator) bool { return i.ID == more.ID }) {
			chosen = append(chosen, more)
		}
	}
	for _, name := range names {
		switch name {
		case "core", "all":
			for _, i := range w.Edition.Indicators {
				if i.Core || name == "all" {
					add(i)
				}
			}
		default:
			indicator, err := w.indicator(name)
			if err != nil {
				return nil, fmt.Errorf("--indicators: %w", err)
			}
			add(indicator)
		}
	}
	return chosen, nil
}

func (w *Workbench) neighbours(code string) []Neighbour {
	neighbours := []Neighbour{}
	for _, n := range w.Edition.NeighboursOf(code, neighbourModel) {
		a, _ := w.Edition.Authority(n.Neighbour)
		neighbours = append(neighbours, Neighbour{n.Neighbour, a.Short(), n.Closeness})
	}
	return neighbours
}

// notes say what must be known of an authority before its figures are read.
func (w *Workbench) notes(a study.Authority) []string {
	notes := []string{}
	if words := successionOf(a, w.Edition); words != "" {
		notes = append(notes, words)
	}
	if a.Tiny() {
		notes = append(notes, a.Short()+" has "+tinyWords+". It is listed and never ranked.")
	}
	return notes
}
