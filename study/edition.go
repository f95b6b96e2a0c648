package study

import (
	"cmp"
	"iter"
	"slices"
)

// Licence is what whoever shows published figures has to say of them.
const Licence = "Contains public sector information licensed under the Open Government Licence v3.0."

// Edition is one frozen set of authorities, indicators, observations and judgements. Hash is the SHA-256 of the files
// or rows it was made from, so that a result can say exactly what it rests on.
type Edition struct {
	Name        string
	Hash        string
	Authorities []Authority // by code
	Indicators  []Indicator // in the order of the catalogue
	Inspections []Inspection
	Neighbours  []Neighbour
	Contexts    []Context
	Hexes       []Hex
	Differences []Difference // where releases disagree, and which one this edition took

	observations observed
}

// Difference is a figure that two releases give differently.
type Difference struct {
	Authority string `json:"authority"`
	Indicator string `json:"indicator"`
	Period    Period `json:"period"`
	Taken     Number `json:"taken"`
	From      string `json:"from"`
	Left      Number `json:"left"`
	LeftFrom  string `json:"left_from"`
	Rule      string `json:"rule"`
}

// SetObservations puts one indicator's observations into the edition, in any order.
func (e *Edition) SetObservations(indicator string, observations []Observation) {
	e.observations.set(indicator, observations)
}

// Observations are one indicator's observations ordered by period, then authority.
func (e *Edition) Observations(indicator string) iter.Seq[Observation] {
	return e.observations.each(indicator)
}

// Observation is one figure. Where the publisher has no such row it is an observation with status NotCollected.
func (e *Edition) Observation(authority, indicator string, period Period) Observation {
	if o, found := e.observations.find(authority, indicator, period); found {
		return o
	}
	return Observation{Authority: authority, Indicator: indicator, Period: period, Value: Missing, Numerator: Missing, Denominator: Missing, Status: NotCollected}
}

// Periods are the periods for which an indicator has at least one value, oldest first.
func (e *Edition) Periods(indicator string) []Period {
	var periods []Period
	for _, of := range e.observations.series[indicator].spans {
		if of.known > 0 {
			periods = append(periods, of.period)
		}
	}
	return periods
}

// Known is how many values an indicator has for a period.
func (e *Edition) Known(indicator string, period Period) int {
	return e.observations.span(indicator, period).known
}

// Authority finds an authority by its DfE code.
func (e *Edition) Authority(code string) (Authority, bool) {
	at, found := slices.BinarySearchFunc(e.Authorities, code, func(a Authority, code string) int { return cmp.Compare(a.Code, code) })
	if !found {
		return Authority{}, false
	}
	return e.Authorities[at], true
}

// Indicator finds an indicator by its ID.
func (e *Edition) Indicator(id string) (Indicator, bool) {
	for _, i := range e.Indicators {
		if i.ID == id {
			return i, true
		}
	}
	return Indicator{}, false
}

// Core are the IDs of the indicators that the study uses unless told otherwise, in the order of the catalogue.
func (e *Edition) Core() []string {
	var ids []string
	for _, i := range e.Indicators {
		if i.Core {
			ids = append(ids, i.ID)
		}
	}
	return ids
}

// Context is what surrounds an authority; every figure of an unknown authority's is missing.
func (e *Edition) Context(code string) Context {
	for _, c := range e.Contexts {
		if c.Authority == code {
			return c
		}
	}
	return Context{Authority: code, IMD2015: Missing, IMD2019: Missing, IMD2025: Missing, IncomeDeprived2019: Missing,
		IncomeDeprived2025: Missing, ChildPopulation: Missing, ChildPoverty: Missing, FreeMealsPrimary: Missing, SpendPerChild: Missing}
}

// InspectionsOf are an authority's inspections, oldest first.
func (e *Edition) InspectionsOf(code string) []Inspection {
	var found []Inspection
	for _, i := range e.Inspections {
		if i.Authority == code {
			found = append(found, i)
		}
	}
	slices.SortStableFunc(found, func(a, b Inspection) int { return cmp.Compare(a.Published.String(), b.Published.String()) })
	return found
}

// NeighboursOf are an authority's neighbours under a model, nearest first.
func (e *Edition) NeighboursOf(code, model string) []Neighbour {
	var found []Neighbour
	for _, n := range e.Neighbours {
		if n.Authority == code && n.Model == model {
			found = append(found, n)
		}
	}
	slices.SortFunc(found, func(a, b Neighbour) int { return cmp.Compare(a.Rank, b.Rank) })
	return found
}
