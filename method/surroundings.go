package method

import (
	"fmt"
	"math"
	"strings"

	"goodmeasure/study"
)

// contextScale puts deprivation and size on the spread they have among the ranked authorities.
type contextScale struct{ deprivationSD, logChildrenSD float64 }

func newContextScale(f *Frame, c Choices) contextScale {
	var deprivation, children []float64
	for _, a := range f.Authorities {
		context := f.Edition.Context(a.Code)
		if d, n := Deprivation(context, c.Deprivation), context.ChildPopulation; d.Known() && n.Known() && n > 0 {
			deprivation = append(deprivation, float64(d))
			children = append(children, math.Log(float64(n)))
		}
	}
	scale := contextScale{1, 1}
	if _, sd, ok := standardised(deprivation); ok {
		scale.deprivationSD = sd
	}
	if _, sd, ok := standardised(children); ok {
		scale.logChildrenSD = sd
	}
	return scale
}

// The distance that counts for what is not a number: another region is half a standard deviation away, another type of
// authority, or a figure that is not known, a whole one.
const (
	regionDistance  = 0.5
	typeDistance    = 1
	unknownDistance = 1
)

// distance is the Euclidean distance between two authorities' surroundings: deprivation and the logarithm of the
// number of children, each in standard deviations, the region and the type of authority.
func (s contextScale) distance(a, b Candidate) float64 {
	square := 0.0
	add := func(d float64) { square += d * d }
	if a.Deprivation.Known() && b.Deprivation.Known() {
		add(float64(a.Deprivation-b.Deprivation) / s.deprivationSD)
	} else {
		add(unknownDistance)
	}
	if a.Children > 0 && b.Children > 0 {
		add((math.Log(float64(a.Children)) - math.Log(float64(b.Children))) / s.logChildrenSD)
	} else {
		add(unknownDistance)
	}
	if a.Region != b.Region {
		add(regionDistance)
	}
	if a.Type != b.Type {
		add(typeDistance)
	}
	return math.Sqrt(square)
}

// loosened tries each constraint given up alone, and the share brought down in steps until there are enough.
func loosened(f *Frame, s *Standing, c Choices, rule SampleRule) ([]Loosen, error) {
	var all []Loosen
	try := func(constraint string, change func(*SampleRule)) (int, error) {
		looser := rule
		change(&looser)
		stronger, weaker := qualified(f, s, c, looser)
		chosen, err := propose(f, stronger, weaker, c, looser)
		if err != nil {
			return 0, err
		}
		all = append(all, Loosen{constraint, len(chosen)})
		return len(chosen), nil
	}
	type attempt struct {
		applies    bool
		constraint string
		change     func(*SampleRule)
	}
	for _, a := range []attempt{
		{len(rule.Regions) > 0, "any region", func(r *SampleRule) { r.Regions = nil }},
		{len(rule.Types) > 0, "any type of authority", func(r *SampleRule) { r.Types = nil }},
		{rule.MinChildren > 0 || rule.MaxChildren > 0, "any number of children", func(r *SampleRule) { r.MinChildren, r.MaxChildren = 0, 0 }},
		{rule.MaxPerRegion > 0, "any number from one region", func(r *SampleRule) { r.MaxPerRegion = 0 }},
	} {
		if a.applies {
			if _, err := try(a.constraint, a.change); err != nil {
				return nil, err
			}
		}
	}
	for percent := 5 * int(math.Floor(rule.Share*20-1e-9)); percent >= 30; percent -= 5 {
		found, err := try(fmt.Sprintf("a share of %d%%", percent), func(r *SampleRule) { r.Share = float64(percent) / 100 })
		if err != nil {
			return nil, err
		}
		if found >= rule.Each {
			break
		}
	}
	return all, nil
}

// words states the rule so that somebody else can apply it.
func (r SampleRule) words(c Choices) string {
	var limits []string
	if len(r.Regions) > 0 {
		limits = append(limits, "in "+strings.Join(r.Regions, " or "))
	}
	if len(r.Types) > 0 {
		limits = append(limits, "of type "+strings.Join(r.Types, " or "))
	}
	if r.MinChildren > 0 {
		limits = append(limits, fmt.Sprintf("with at least %s children", study.Number(r.MinChildren)))
	}
	if r.MaxChildren > 0 {
		limits = append(limits, fmt.Sprintf("with at most %s children", study.Number(r.MaxChildren)))
	}
	if r.MaxPerRegion > 0 {
		limits = append(limits, fmt.Sprintf("at most %d of a kind from one region", r.MaxPerRegion))
	}
	stated := fmt.Sprintf("Stronger: in the best quarter of the composite of all measures in at least %g%% of %d draws; weaker: in the worst quarter in as many.",
		100*r.Share, c.Draws)
	if len(limits) > 0 {
		stated += " Limits: " + strings.Join(limits, "; ") + "."
	}
	return stated + fmt.Sprintf(" Stronger and weaker are paired so that the sum of distances between their surroundings (%s, number of children, region, type) is least; the %d closest pairs are proposed.",
		indexWords(c.Deprivation), r.Each)
}
