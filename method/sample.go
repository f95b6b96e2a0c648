package method

import (
	"fmt"
	"math"
	"slices"

	"goodmeasure/study"
)

// SampleRule says which authorities qualify for study and how many are wanted of each kind.
type SampleRule struct {
	Each         int      `json:"each"`  // stronger authorities, and as many weaker ones
	Share        float64  `json:"share"` // of draws in which it must be in the best, or worst, quarter of the composite
	Reserves     int      `json:"reserves"`
	Regions      []string `json:"regions,omitempty"` // only these; empty for any
	Types        []string `json:"types,omitempty"`
	MinChildren  float64  `json:"min_children,omitempty"`
	MaxChildren  float64  `json:"max_children,omitempty"`
	MaxPerRegion int      `json:"max_per_region,omitempty"` // of each kind; 0 for any number
}

// DefaultSample is the rule when nobody says otherwise.
func DefaultSample() SampleRule { return SampleRule{Each: 4, Share: 0.8, Reserves: 2, MaxPerRegion: 2} }

// Check refuses a rule that nothing can meet.
func (r SampleRule) Check() error {
	switch {
	case r.Each < 1 || r.Reserves < 0:
		return fmt.Errorf("sample: %d authorities of each kind and %d reserves were asked for; give at least 1 and 0", r.Each, r.Reserves)
	case !(r.Share > 0.25 && r.Share <= 1):
		return fmt.Errorf("sample: a share of %g was asked for; it is above 0.25, which chance alone gives, and at most 1", r.Share)
	case r.MaxChildren > 0 && r.MaxChildren < r.MinChildren:
		return fmt.Errorf("sample: at least %g and at most %g children were asked for; no authority has both", r.MinChildren, r.MaxChildren)
	}
	return nil
}

// Sample is a proposal of authorities to study: pairs of a stronger and a weaker one in like surroundings.
type Sample struct {
	Rule      SampleRule  `json:"rule"`
	Seed      uint64      `json:"seed"`
	Stated    string      `json:"stated"` // the rule in words
	Qualified [2]int      `json:"qualified"`
	Pairs     []Pair      `json:"pairs"`
	Reserves  []Pair      `json:"reserves"`
	Unpaired  []Candidate `json:"unpaired"` // qualified, with nobody left to pair with
	Short     bool        `json:"short"`    // fewer pairs than asked for
	Loosen    []Loosen    `json:"loosen,omitempty"`
}

// Candidate is an authority that qualifies.
type Candidate struct {
	Authority   string       `json:"authority"`
	Name        string       `json:"name"`
	Stronger    bool         `json:"stronger"`
	Share       study.Number `json:"share"` // of draws in the quarter
	Region      string       `json:"region"`
	Type        string       `json:"type"`
	Children    study.Number `json:"children"`
	Deprivation study.Number `json:"deprivation"`
	Grade       study.Grade  `json:"grade"`
}

// Pair is a stronger and a weaker authority. Distance is between their surroundings; see contextDistance.
type Pair struct {
	Stronger Candidate    `json:"stronger"`
	Weaker   Candidate    `json:"weaker"`
	Distance study.Number `json:"distance"`
}

// Loosen says what giving up one constraint would give.
type Loosen struct {
	Constraint string `json:"constraint"`
	Pairs      int    `json:"pairs"`
}

// Draw proposes a sample from the composite of all measures. Among the qualified, stronger and weaker are paired so
// that the sum of distances is least (optimal assignment); the closest pairs within the limits are proposed, and of
// the next those that could take the place of one of them are reserves.
func Draw(f *Frame, s *Standing, c Choices) (Sample, error) {
	rule := c.Sample
	if err := rule.Check(); err != nil {
		return Sample{}, err
	}
	result := Sample{Rule: rule, Seed: c.Seed, Stated: rule.words(c), Pairs: []Pair{}, Reserves: []Pair{}, Unpaired: []Candidate{}}
	stronger, weaker := qualified(f, s, c, rule)
	result.Qualified = [2]int{len(stronger), len(weaker)}
	chosen, err := propose(f, stronger, weaker, c, rule)
	if err != nil {
		return Sample{}, err
	}
	result.Pairs = append(result.Pairs, chosen...)
	left, unpaired, err := pair(f, without(stronger, chosen), without(weaker, chosen), c)
	if err != nil {
		return Sample{}, err
	}
	for _, p := range left {
		if len(result.Reserves) < rule.Reserves && rule.standsIn(p, chosen) {
			result.Reserves = append(result.Reserves, p)
		}
	}
	result.Unpaired = append(result.Unpaired, unpaired...)
	result.Short = len(result.Pairs) < rule.Each
	if result.Short {
		if result.Loosen, err = loosened(f, s, c, rule); err != nil {
			return Sample{}, err
		}
	}
	return result, nil
}

func qualified(f *Frame, s *Standing, c Choices, rule SampleRule) (stronger, weaker []Candidate) {
	composite := s.Composites[All]
	for at, a := range f.Authorities {
		context := f.Edition.Context(a.Code)
		if math.IsNaN(composite.Score[at]) || !rule.admits(a, context) {
			continue
		}
		candidate := Candidate{Authority: a.Code, Name: a.Short(), Region: a.Region, Type: a.Type, Children: context.ChildPopulation,
			Deprivation: Deprivation(context, c.Deprivation), Grade: f.Judgements[at].Overall}
		if share := composite.Summaries[at].TopQuarter; share >= rule.Share {
			candidate.Stronger, candidate.Share = true, study.Number(share)
			stronger = append(stronger, candidate)
		} else if share := composite.Summaries[at].BottomQuarter; share >= rule.Share {
			candidate.Share = study.Number(share)
			weaker = append(weaker, candidate)
		}
	}
	return stronger, weaker
}

func (r SampleRule) admits(a study.Authority, context study.Context) bool {
	children := float64(context.ChildPopulation)
	sized := r.MinChildren == 0 && r.MaxChildren == 0 ||
		children >= r.MinChildren && (r.MaxChildren == 0 || children <= r.MaxChildren) // a missing population is not admitted
	return sized && (len(r.Regions) == 0 || slices.Contains(r.Regions, a.Region)) && (len(r.Types) == 0 || slices.Contains(r.Types, a.Type))
}
