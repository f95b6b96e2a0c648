package method

import (
	"reflect"
	"slices"

	"goodmeasure/study"
)

// DefinitionPart is a part of a definition that can be changed while the others stay.
type DefinitionPart string

// The parts of a definition.
const (
	PartIndicators    DefinitionPart = "indicators"
	PartGroups        DefinitionPart = "groups"
	PartReadings      DefinitionPart = "readings"
	PartWeights       DefinitionPart = "weights"
	PartPeriods       DefinitionPart = "periods"
	PartShrinkage     DefinitionPart = "shrinkage"
	PartTreatment     DefinitionPart = "treatment"
	PartImputation    DefinitionPart = "imputation"
	PartNormalisation DefinitionPart = "normalisation"
	PartAggregation   DefinitionPart = "aggregation"
)

// DefinitionParts lists the parts in the order in which an index is made.
var DefinitionParts = []DefinitionPart{PartIndicators, PartGroups, PartReadings, PartPeriods, PartShrinkage, PartImputation, PartTreatment, PartNormalisation,
	PartWeights, PartAggregation}

// Words says what a part settles.
func (p DefinitionPart) Words() string {
	switch p {
	case PartIndicators:
		return "which indicators count, and how they are grouped"
	case PartGroups:
		return "how they are grouped"
	case PartReadings:
		return "which way is better"
	case PartWeights:
		return "how much they count"
	case PartPeriods:
		return "the years of the figures"
	case PartShrinkage:
		return "whether figures are drawn towards the mean"
	case PartTreatment:
		return "what is done to outliers"
	case PartImputation:
		return "what is done about gaps, and how many are too many"
	case PartNormalisation:
		return "the scale they are put on"
	case PartAggregation:
		return "how they are combined"
	}
	return ""
}

// hybrid is the definition that has the given parts of b and the others of a. What only one of the two has (an indicator, a
// group) comes with all that its own definition says of it. Indicators and groups
// are in the order of their names, in which nothing depends on how a file lists them.
func hybrid(a, b *study.Definition, ofB func(DefinitionPart) bool) *study.Definition {
	from := func(p DefinitionPart) *study.Definition {
		if ofB(p) {
			return b
		}
		return a
	}
	d := &study.Definition{Name: a.Name, Combine: a.Combine}
	how := &d.Combine
	gaps := from(PartImputation).Combine
	how.Imputation, how.ImputeBy, how.CarryYears, how.LeastShare = gaps.Imputation, gaps.ImputeBy, gaps.CarryYears, gaps.LeastShare
	how.Treatment = from(PartTreatment).Combine.Treatment
	how.Shrinkage = from(PartShrinkage).Combine.Shrinkage
	scale := from(PartNormalisation).Combine
	how.Normalisation, how.Scale, how.Reference = scale.Normalisation, scale.Scale, scale.Reference
	how.Aggregation, how.Power = from(PartAggregation).Combine.Aggregation, from(PartAggregation).Combine.Power
	source := from(structure(a, b))
	for _, id := range inOrder(a.Indicators, b.Indicators, func(c study.Criterion) string { return c.ID }) {
		own, listed := source.Criterion(id)
		if !listed {
			continue
		}
		pick := func(p DefinitionPart) study.Criterion {
			if c, there := from(p).Criterion(id); there {
				return c
			}
			return own
		}
		scale, period := pick(PartNormalisation), pick(PartPeriods)
		d.Indicators = append(d.Indicators, study.Criterion{ID: id, Group: own.Group, Direction: pick(PartReadings).Direction,
			Weight: study.Weight{Value: pick(PartWeights).Value}, Period: period.Period, Years: max(period.Years, 1), Treatment: pick(PartTreatment).Treatment,
			Normalisation: scale.Normalisation, Goalposts: scale.Goalposts, Target: scale.Target})
	}
	for _, id := range inOrder(a.Groups, b.Groups, func(g study.Group) string { return g.ID }) {
		own, listed := groupOf(source, id)
		if !listed {
			continue
		}
		pick := func(p DefinitionPart) study.Group {
			if g, there := groupOf(from(p), id); there {
				return g
			}
			return own
		}
		d.Groups = append(d.Groups, study.Group{ID: id, Name: own.Name, Parent: own.Parent, Weight: study.Weight{Value: pick(PartWeights).Value},
			Aggregation: pick(PartAggregation).Aggregation})
	}
	return d
}

// structure is the part that settles the hierarchy: of different indicators they come with their groups.
func structure(a, b *study.Definition) DefinitionPart {
	all := inOrder(a.Indicators, b.Indicators, func(c study.Criterion) string { return c.ID })
	if len(all) == len(a.Indicators) && len(all) == len(b.Indicators) {
		return PartGroups
	}
	return PartIndicators
}

func groupOf(d *study.Definition, id string) (study.Group, bool) {
	at := slices.IndexFunc(d.Groups, func(g study.Group) bool { return g.ID == id })
	if at < 0 {
		return study.Group{}, false
	}
	return d.Groups[at], true
}

// inOrder are the names that either list has, sorted.
func inOrder[T any](a, b []T, name func(T) string) []string {
	var all []string
	for _, one := range append(slices.Clone(a), b...) {
		if !slices.Contains(all, name(one)) {
			all = append(all, name(one))
		}
	}
	slices.Sort(all)
	return all
}

// differing are the parts in which two definitions differ.
func differing(a, b *study.Definition) []DefinitionPart {
	none := hybrid(a, b, func(DefinitionPart) bool { return false })
	var parts []DefinitionPart
	for _, p := range DefinitionParts {
		if one := hybrid(a, b, func(q DefinitionPart) bool { return q == p }); !reflect.DeepEqual(sameGroupNames(one, none), none) {
			parts = append(parts, p)
		}
	}
	return parts
}

// sameGroupNames gives groups the names that they have in another definition: what a group is called changes nothing.
func sameGroupNames(d, as *study.Definition) *study.Definition {
	for at, g := range d.Groups {
		if other, there := groupOf(as, g.ID); there {
			d.Groups[at].Name = other.Name
		}
	}
	return d
}
