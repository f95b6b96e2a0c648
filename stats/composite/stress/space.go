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
	Errors []*rank.Sampler
}

// Imputation fills the gaps of an indicator, given its position. A nil Fill leaves them.
type Imputation struct {
	Name string
	Fill func(indicator int, x []float64) ([]float64, error)
}

// Space is the choices that may be made. Of versions, imputations, normalisations, weights and aggregations each is as
// likely as another; the first of each, with nothing left out or turned and the figures as they are, is the nominal
// definition.
type Space struct {
	Versions       []Version
	Directions     []normalise.Direction // of each indicator
	Contested      []bool                // indicators read either way; nil for none
	LeaveOut       []float64             // chance, 0 up to 1, that an indicator is left out; nil for none
	Imputations    []Imputation          // nil leaves gaps
	Normalisations []normalise.Method
	Weights        []Weights
	Aggregations   []aggregate.Method
	LeastKnown     float64 // share of the indicators in use that a unit must have to be ranked
}

// Choice is one definition. Its parts may be exchanged one by one between choices.
type Choice struct {
	Version, Imputation, Normalisation, Scheme, Aggregation int // positions in the space; Scheme is that of Weights

	Weights []float64 // zero or more, with a sum above zero; those of indicators left out do not count
	LeftOut []bool
	Turned  []bool // contested indicators read against their direction
	Noise   uint64 // settles the sampling error; 0 takes the figures as they are
}

// Factor is a part of a Choice that is uncertain.
type Factor int

// The factors.
const (
	VersionFactor Factor = iota
	ReadingFactor
	InclusionFactor
	NoiseFactor
	ImputationFactor
	NormalisationFactor
	WeightsFactor
	AggregationFactor
)

func (f Factor) String() string {
	return [...]string{"version", "reading", "inclusion", "sampling error", "imputation", "normalisation", "weights", "aggregation"}[f]
}

// take makes one part of the choice that of another.
func (c *Choice) take(f Factor, from *Choice) {
	switch f {
	case VersionFactor:
		c.Version = from.Version
	case ReadingFactor:
		copy(c.Turned, from.Turned)
	case InclusionFactor:
		copy(c.LeftOut, from.LeftOut)
	case NoiseFactor:
		c.Noise = from.Noise
	case ImputationFactor:
		c.Imputation = from.Imputation
	case NormalisationFactor:
		c.Normalisation = from.Normalisation
	case WeightsFactor:
		c.Scheme = from.Scheme
		copy(c.Weights, from.Weights)
	case AggregationFactor:
		c.Aggregation = from.Aggregation
	}
}

func newChoice(indicators int) Choice {
	return Choice{
		Weights: make([]float64, indicators), LeftOut: make([]bool, indicators), Turned: make([]bool, indicators),
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
	for v, version := range s.Versions {
		if len(version.Values) != k {
			return fmt.Errorf("version %d has %d indicators, expected %d", v+1, len(version.Values), k)
		}
		if version.Errors != nil && len(version.Errors) != k {
			return fmt.Errorf("version %d has sampling errors of %d indicators, expected %d", v+1, len(version.Errors), k)
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
	for w, weights := range s.Weights {
		if weights.draw == nil || weights.indicators != k {
			return fmt.Errorf("weights %d (%s) are of %d indicators, expected %d", w+1, weights.Name, weights.indicators, k)
		}
	}
	if !(s.LeastKnown >= 0 && s.LeastKnown <= 1) || math.IsNaN(s.LeastKnown) {
		return fmt.Errorf("least share of known indicators is %v, expected 0 to 1", s.LeastKnown)
	}
	return nil
}
