package stress

import (
	"fmt"
	"math/rand/v2"

	"goodmeasure/stats/composite/internal/order"
	"goodmeasure/stats/composite/normalise"
)

// Test is a space made ready to draw from: what can be computed once is in tables. It may be shared by goroutines.
type Test struct {
	space        Space
	units        int
	indicators   int
	filled       [][][][]float64 // figures by version, imputation, indicator and unit
	combinations []combination
	tables       []table // by version, imputation, normalisation and aggregation
	factors      []Factor
}

// table has a column for each indicator read along its direction, and for contested ones another read against it.
type table struct{ along, against []column }

// Prepare computes the tables. It errs on a space that does not fit together, and on every combination of choices that
// has no answer, such as a geometric mean of a scale that starts at zero: a draw that fails later could only be left out
// in silence.
func Prepare(space Space) (*Test, error) {
	if space.Imputations == nil {
		space.Imputations = []Imputation{{Name: "gaps left"}}
	}
	if err := space.check(); err != nil {
		return nil, fmt.Errorf("stress test: %w", err)
	}
	t := &Test{space: space, units: len(space.Versions[0].Values[0]), indicators: len(space.Versions[0].Values)}
	for _, m := range space.Aggregations {
		t.combinations = append(t.combinations, newCombination(m))
	}
	var sorter order.Sorter
	for v, version := range space.Versions {
		t.filled = append(t.filled, nil)
		for _, imputation := range space.Imputations {
			filled := make([][]float64, t.indicators)
			for j, x := range version.Values {
				var err error
				if filled[j], err = imputation.fill(j, x); err != nil {
					return nil, fmt.Errorf("stress test: version %d, indicator %d: %w", v+1, j+1, err)
				}
			}
			t.filled[v] = append(t.filled[v], filled)
			for _, scale := range space.Normalisations {
				for c := range t.combinations {
					made, err := t.tabulate(filled, scale, &t.combinations[c], &sorter)
					if err != nil {
						return nil, fmt.Errorf("stress test: version %d, %s, %v: %w", v+1, imputation.Name, scale, err)
					}
					t.tables = append(t.tables, made)
				}
			}
		}
	}
	t.factors = t.uncertain()
	return t, t.tryAll()
}

func (im Imputation) fill(indicator int, x []float64) ([]float64, error) {
	if im.Fill == nil {
		return x, nil
	}
	filled, err := im.Fill(indicator, x)
	if err == nil && len(filled) != len(x) {
		return nil, fmt.Errorf("imputation %s gave %d values for %d units", im.Name, len(filled), len(x))
	}
	return filled, err
}

func (t *Test) tabulate(filled [][]float64, scale normalise.Method, by *combination, s *order.Sorter) (table, error) {
	made := table{make([]column, t.indicators), make([]column, t.indicators)}
	for j, x := range filled {
		d := t.space.Directions[j]
		if err := made.along[j].make(x, d, scale, by, j, s); err != nil {
			return table{}, fmt.Errorf("indicator %d: %w", j+1, err)
		}
		made.along[j].order = made.along[j].order.Clone()
		if t.contested(j) {
			if err := made.against[j].make(x, -d, scale, by, j, s); err != nil {
				return table{}, fmt.Errorf("indicator %d read the other way: %w", j+1, err)
			}
			made.against[j].order = made.against[j].order.Clone()
		}
	}
	return made, nil
}

// tryAll computes every combination of options once.
func (t *Test) tryAll() error {
	w := t.newWorker()
	c := t.Nominal()
	for c.Version = range t.space.Versions {
		for c.Imputation = range t.space.Imputations {
			for c.Normalisation = range t.space.Normalisations {
				for c.Aggregation = range t.combinations {
					if err := w.evaluate(&c); err != nil {
						return fmt.Errorf("stress test: %w", err)
					}
				}
			}
		}
	}
	return nil
}

// Nominal is the definition that the others depart from.
func (t *Test) Nominal() Choice {
	c := newChoice(t.indicators)
	copy(c.Weights, t.space.Weights[0].nominal)
	return c
}

// Factors are the parts of a choice that the space leaves uncertain.
func (t *Test) Factors() []Factor { return append([]Factor(nil), t.factors...) }

func (t *Test) contested(j int) bool { return t.space.Contested != nil && t.space.Contested[j] }

func (t *Test) uncertain() []Factor {
	s := &t.space
	varies := map[Factor]bool{
		VersionFactor: len(s.Versions) > 1, ImputationFactor: len(s.Imputations) > 1,
		NormalisationFactor: len(s.Normalisations) > 1, AggregationFactor: len(s.Aggregations) > 1,
		WeightsFactor: len(s.Weights) > 1 || !s.Weights[0].certain,
	}
	for j := range t.indicators {
		varies[ReadingFactor] = varies[ReadingFactor] || t.contested(j)
		varies[InclusionFactor] = varies[InclusionFactor] || s.LeaveOut != nil && s.LeaveOut[j] > 0
	}
	for _, v := range s.Versions {
		for _, sampler := range v.Errors {
			varies[NoiseFactor] = varies[NoiseFactor] || sampler != nil
		}
	}
	var out []Factor
	for f := VersionFactor; f <= AggregationFactor; f++ {
		if varies[f] {
			out = append(out, f)
		}
	}
	return out
}

// choose draws a choice.
func (t *Test) choose(r *rand.Rand, c *Choice) {
	s := &t.space
	for _, f := range t.factors {
		switch f {
		case VersionFactor:
			c.Version = r.IntN(len(s.Versions))
		case ReadingFactor:
			for j := range c.Turned {
				if s.Contested[j] {
					c.Turned[j] = r.Uint64()&1 == 1
				}
			}
		case InclusionFactor:
			t.leaveOut(r, c.LeftOut)
		case NoiseFactor:
			c.Noise = r.Uint64() | 1
		case ImputationFactor:
			c.Imputation = r.IntN(len(s.Imputations))
		case NormalisationFactor:
			c.Normalisation = r.IntN(len(s.Normalisations))
		case WeightsFactor:
			c.Scheme = r.IntN(len(s.Weights))
			s.Weights[c.Scheme].draw(r, c.Weights)
		case AggregationFactor:
			c.Aggregation = r.IntN(len(s.Aggregations))
		}
	}
}

// leaveOut draws until one indicator stays.
func (t *Test) leaveOut(r *rand.Rand, leftOut []bool) {
	for stays := false; !stays; {
		for j, p := range t.space.LeaveOut {
			leftOut[j] = p > 0 && r.Float64() < p
			stays = stays || !leftOut[j]
		}
	}
}
