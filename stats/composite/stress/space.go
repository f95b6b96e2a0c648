// Package stress repeats a composite under many other choices than the one that was made, drawn from stated ranges, and
// says where each unit ranks over all of them.
//
// Every result depends on the seed and the space of choices alone: the same bytes on any number of workers.
//
// Source: Saisana and others (2005), Uncertainty and sensitivity analysis techniques as tools for the quality assessment
// of composite indicators, J. R. Stat. Soc. A 168, 307-323.
package stress

import (
	"fmt"
	"math"

	"goodmeasure/stats/composite/aggregate"
	"goodmeasure/stats/composite/normalise"
	"goodmeasure/stats/rank"
)

// Version is one set of figures, such as those of one window of years.
type Version struct {
	Values [][]float64 // for each indicator one value a unit, NaN where it is missing
	// Errors draw the true values of the units behind each indicator; nil, for all or one of them, takes the figures as
	// certain.
	Errors  []*rank.Sampler
	Scale   []float64   // what draws of each indicator are multiplied by, to be in the unit of Values; nil for 1
	Earlier [][]float64 // figures, laid out as Values, that Imputation.Carry fills gaps with
	Out     []bool      // units that others are compared with but that are not scored; nil for none
}

// Imputation fills the gaps of an indicator, given its position. A nil Fill leaves them, unless Carry or Row is set.
type Imputation struct {
	Name  string
	Fill  func(indicator int, x []float64) ([]float64, error)
	Carry bool // from Version.Earlier
	Row   bool // with the mean of the unit's own other indicators in use, on the common scale
}

// Treatment deals with the outliers of an indicator, given its position, after gaps are filled. A nil Apply leaves them.
type Treatment struct {
	Name  string
	Apply func(indicator int, x []float64) ([]float64, error)
}

// Hierarchy puts groups between the indicators and the score. Groups come after those that belong to them; the last
// is the top.
type Hierarchy struct {
	Parents []int              // position of the group of each indicator, then of each group but the last
	Methods []aggregate.Method // of each group; nil for one that takes the aggregation of the choice
}

// Space is the choices that may be made. Of versions, imputations, normalisations, weights and aggregations each is as
// likely as another; the first of each, with nothing left out or turned and the figures as they are, is the nominal
// definition.
type Space struct {
	Versions       []Version
	Estimates      int                   // versions come in so many estimates of each set of figures, one after the other; 0 is 1
	Directions     []normalise.Direction // of each indicator
	Contested      []bool                // indicators read either way; nil for none
	LeaveOut       []float64             // chance, 0 up to 1, that an indicator is left out; nil for none
	MostLeftOut    int                   // above 0, a number up to it is drawn evenly, and so many of those with a chance are left out
	Imputations    []Imputation          // nil leaves gaps
	Treatments     []Treatment           // nil leaves outliers
	Normalisations []normalise.Method
	Scales         [][]normalise.Method // for each of Normalisations the method of each indicator, where they differ; else nil
	Hierarchy      *Hierarchy           // nil combines all indicators at once
	Weights        []Weights
	Aggregations   []aggregate.Method
	LeastKnown     float64 // share of the indicators in use that a unit must have, after imputation, to be ranked
}

// Choice is one definition. Its parts may be exchanged one by one between choices.
type Choice struct {
	// Positions in the space: Version that of a set of figures, Scheme that of Weights.
	Version, Estimate, Imputation, Treatment, Normalisation, Scheme, Aggregation int

	Weights []float64 // of indicators, then of groups but the last, beside others of the same group; zero or more
	LeftOut []bool
	Turned  []bool // contested indicators read against their direction
	Noise   uint64 // settles the sampling error; 0 takes the figures as they are
	Pool    uint64 // draws of the true figures that Noise combines, indicator by indicator
}

// Factor is a part of a Choice that is uncertain.
type Factor int

// The factors.
const (
	VersionFactor Factor = iota
	EstimateFactor
	ReadingFactor
	InclusionFactor
	NoiseFactor
	ImputationFactor
	TreatmentFactor
	NormalisationFactor
	WeightsFactor
	AggregationFactor
)

func (f Factor) String() string {
	return [...]string{"version", "estimate", "reading", "inclusion", "sampling error", "imputation", "treatment", "normalisation", "weights", "aggregation"}[f]
}

// take makes one part of the choice that of another.
func (c *Choice) take(f Factor, from *Choice) {
	switch f {
	case VersionFactor:
		c.Version = from.Version
	case EstimateFactor:
		c.Estimate = from.Estimate
	case ReadingFactor:
		copy(c.Turned, from.Turned)
	case InclusionFactor:
		copy(c.LeftOut, from.LeftOut)
	case NoiseFactor:
		c.Noise, c.Pool = from.Noise, from.Pool
	case ImputationFactor:
		c.Imputation = from.Imputation
	case TreatmentFactor:
		c.Treatment = from.Treatment
	case NormalisationFactor:
		c.Normalisation = from.Normalisation
	case WeightsFactor:
		c.Scheme = from.Scheme
		copy(c.Weights, from.Weights)
	case AggregationFactor:
		c.Aggregation = from.Aggregation
	}
}

func newChoice(indicators, weights int) Choice {
	return Choice{
		Weights: make([]float64, weights), LeftOut: make([]bool, indicators), Turned: make([]bool, indicators),
	}
}

func (s *Space) check() error {
	if len(s.Versions) == 0 || len(s.Normalisations) == 0 || len(s.Weights) == 0 || len(s.Aggregations) == 0 {
		return fmt.Errorf("a version of the figures, a normalisation, weights and an aggregation are needed, at least one of each")
	}
	k := len(s.Versions[0].Values)
	if k == 0 || len(s.Versions[0].Values[0]) == 0 {
		return fmt.Errorf("no indicators or no units")
	}
	units := len(s.Versions[0].Values[0])
	if len(s.Versions)%s.Estimates != 0 {
		return fmt.Errorf("%d versions in sets of %d estimates", len(s.Versions), s.Estimates)
	}
	if s.Scales != nil && len(s.Scales) != len(s.Normalisations) {
		return fmt.Errorf("scales of %d normalisations, expected %d", len(s.Scales), len(s.Normalisations))
	}
	for n, scales := range s.Scales {
		if len(scales) != k {
			return fmt.Errorf("%v: scales of %d indicators, expected %d", s.Normalisations[n], len(scales), k)
		}
	}
	weights, err := s.weights(k)
	if err != nil {
		return err
	}
	for v, version := range s.Versions {
		if len(version.Values) != k {
			return fmt.Errorf("version %d has %d indicators, expected %d", v+1, len(version.Values), k)
		}
		if version.Errors != nil && len(version.Errors) != k {
			return fmt.Errorf("version %d has sampling errors of %d indicators, expected %d", v+1, len(version.Errors), k)
		}
		if version.Scale != nil && len(version.Scale) != k || version.Earlier != nil && len(version.Earlier) != k || version.Out != nil && len(version.Out) != units {
			return fmt.Errorf("version %d has scales or earlier figures not of %d indicators, or leaves out not %d units", v+1, k, units)
		}
		for _, imputation := range s.Imputations {
			if imputation.Carry && version.Earlier == nil {
				return fmt.Errorf("imputation %s: version %d has no earlier figures", imputation.Name, v+1)
			}
		}
		for j, x := range version.Values {
			if len(x) != units {
				return fmt.Errorf("version %d: indicator %d has %d units, expected %d", v+1, j+1, len(x), units)
			}
		}
	}
	if len(s.Directions) != k {
		return fmt.Errorf("%d directions for %d indicators", len(s.Directions), k)
	}
	if s.Contested != nil && len(s.Contested) != k {
		return fmt.Errorf("%d indicators are said to be contested or not, expected %d", len(s.Contested), k)
	}
	if s.LeaveOut != nil && len(s.LeaveOut) != k {
		return fmt.Errorf("%d chances to be left out for %d indicators", len(s.LeaveOut), k)
	}
	for j, p := range s.LeaveOut {
		if !(p >= 0 && p < 1) {
			return fmt.Errorf("indicator %d is left out with chance %v, expected 0 up to but not 1", j+1, p)
		}
	}
	for w, of := range s.Weights {
		if of.draw == nil || of.indicators != weights {
			return fmt.Errorf("weights %d (%s) are %d, expected %d", w+1, of.Name, of.indicators, weights)
		}
	}
	if !(s.LeastKnown >= 0 && s.LeastKnown <= 1) || math.IsNaN(s.LeastKnown) {
		return fmt.Errorf("least share of known indicators is %v, expected 0 to 1", s.LeastKnown)
	}
	return nil
}

// weights is how many weights a choice has. It errs on a hierarchy that is none.
func (s *Space) weights(indicators int) (int, error) {
	h := s.Hierarchy
	if h == nil {
		return indicators, nil
	}
	groups := len(h.Methods)
	if groups == 0 || len(h.Parents) != indicators+groups-1 {
		return 0, fmt.Errorf("a hierarchy with the parents of %d nodes for %d indicators and %d groups, expected one less than all", len(h.Parents), indicators, groups)
	}
	members := make([]int, groups)
	for node, parent := range h.Parents {
		if parent < 0 || parent >= groups || parent <= node-indicators {
			return 0, fmt.Errorf("node %d of the hierarchy belongs to group %d: groups come after those that belong to them", node+1, parent+1)
		}
		members[parent]++
	}
	for g, n := range members {
		if n == 0 {
			return 0, fmt.Errorf("group %d of the hierarchy has no members", g+1)
		}
	}
	return len(h.Parents), nil
}
