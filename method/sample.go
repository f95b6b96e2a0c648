package method

import (
	"fmt"
	"slices"

	"goodmeasure/study"
)

// SampleRule says which authorities qualify for study and how many are wanted of each kind.
type SampleRule struct {
	Each           int      `json:"each"`  // stronger authorities, and as many weaker ones
	Share          float64  `json:"share"` // of draws, or definitions, in which it must be in the best, or worst, quarter
	Reserves       int      `json:"reserves"`
	Regions        []string `json:"regions,omitempty"` // only these; empty for any
	Types          []string `json:"types,omitempty"`
	MinChildren    float64  `json:"min_children,omitempty"`
	MaxChildren    float64  `json:"max_children,omitempty"`
	MinDeprivation float64  `json:"min_deprivation,omitempty"` // score of the index of deprivation
	MaxDeprivation float64  `json:"max_deprivation,omitempty"`
	Fifths         []int    `json:"deprivation_fifths,omitempty"` // of all authorities, 1 the most deprived; empty for any
	MaxPerRegion   int      `json:"max_per_region,omitempty"`     // of each kind; 0 for any number
	Apart          bool     `json:"unpaired,omitempty"`           // drawn by lot instead of paired
	Exclude        []string `json:"exclude,omitempty"`            // codes
	Keep           []Keep   `json:"keep,omitempty"`               // chosen already, whether or not they qualify
}

// Keep is an authority that is part of the sample already. Where Kind is empty, its shares tell: it is in one of the two
// quarters more often than in the other, and than the quarter of the time that chance alone gives.
type Keep struct {
	Authority string `json:"authority"`
	Kind      Kind   `json:"kind,omitempty"`
}

// Kind is the side of a sample.
type Kind string

// The kinds.
const (
	Stronger Kind = "stronger"
	Weaker   Kind = "weaker"
)

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
	case r.MaxDeprivation > 0 && r.MaxDeprivation < r.MinDeprivation:
		return fmt.Errorf("sample: a deprivation of at least %g and at most %g was asked for; no authority has both", r.MinDeprivation, r.MaxDeprivation)
	case r.MaxPerRegion < 0:
		return fmt.Errorf("sample: at most %d from one region were asked for; give 1 or more, or 0 for any number", r.MaxPerRegion)
	}
	for _, fifth := range r.Fifths {
		if fifth < 1 || fifth > 5 {
			return fmt.Errorf("sample: %d is not a fifth by deprivation; they run from 1, the most deprived, to 5", fifth)
		}
	}
	for at, kept := range r.Keep {
		if slices.Contains(r.Exclude, kept.Authority) {
			return fmt.Errorf("sample: authority %s is to be kept and left out; say one of the two", kept.Authority)
		}
		if slices.ContainsFunc(r.Keep[:at], func(other Keep) bool { return other.Authority == kept.Authority }) {
			return fmt.Errorf("sample: authority %s is to be kept twice; name it once", kept.Authority)
		}
	}
	return nil
}

// admits tells whether the rule's limits let an authority in. What is not known of it is within no limit.
func (r SampleRule) admits(p Prospect) bool {
	within := func(x study.Number, low, high float64) bool {
		return low == 0 && high == 0 || float64(x) >= low && (high == 0 || float64(x) <= high)
	}
	return within(p.Children, r.MinChildren, r.MaxChildren) && within(p.Deprivation, r.MinDeprivation, r.MaxDeprivation) &&
		(len(r.Fifths) == 0 || slices.Contains(r.Fifths, p.Fifth)) && (len(r.Regions) == 0 || slices.Contains(r.Regions, p.Region)) &&
		(len(r.Types) == 0 || slices.Contains(r.Types, p.Type)) && !slices.Contains(r.Exclude, p.Authority)
}

// Sample is a proposal of authorities to study: pairs of a stronger and a weaker one in like surroundings, or as many of
// each drawn by lot.
type Sample struct {
	Rule          SampleRule  `json:"rule"`
	Seed          uint64      `json:"seed"`
	Stated        string      `json:"stated"` // the rule in words
	Qualified     [2]int      `json:"qualified"`
	Pairs         []Pair      `json:"pairs"`
	Reserves      []Pair      `json:"reserves"`
	Drawn         []Candidate `json:"drawn,omitempty"` // by lot, stronger first
	DrawnReserves []Candidate `json:"drawn_reserves,omitempty"`
	Unpaired      []Candidate `json:"unpaired"` // qualified, with nobody left to pair with
	Short         bool        `json:"short"`    // fewer than asked for
	Loosen        []Loosen    `json:"loosen,omitempty"`
}

// Candidate is an authority that qualifies, or is kept.
type Candidate struct {
	Authority   string       `json:"authority"`
	Name        string       `json:"name"`
	Stronger    bool         `json:"stronger"`
	Share       study.Number `json:"share"` // of draws, or definitions, in the quarter
	Region      string       `json:"region"`
	Type        string       `json:"type"`
	Children    study.Number `json:"children"`
	Deprivation study.Number `json:"deprivation"`
	Grade       study.Grade  `json:"grade"`
	Kept        bool         `json:"kept,omitempty"`
}

// Pair is a stronger and a weaker authority. Distance is between their surroundings; see contextScale.
type Pair struct {
	Stronger Candidate    `json:"stronger"`
	Weaker   Candidate    `json:"weaker"`
	Distance study.Number `json:"distance"`
}

// Loosen says what giving up a constraint, or two, would give.
type Loosen struct {
	Constraint string `json:"constraint"`
	Pairs      int    `json:"pairs"` // or, without pairing, so many of each kind
}
