package stress

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// Test is a space made ready to draw from: what can be computed once is in tables. It may be shared by goroutines.
type Test struct {
	space      Space
	units      int
	indicators int
	parents    []int            // as in Hierarchy
	groups     []group          // at least the one at the top
	by         [][]*combination // for each aggregation that of each group
	gaps       [][]bool         // by version and indicator: whether figures are missing
	tables     []table          // by version, imputation, treatment, normalisation and aggregation
	factors    []Factor
}

// group is combined from indicators and earlier groups.
type group struct{ indicators, groups []int }

// table has a column for each indicator read along its direction, and for contested ones another read against it.
type table struct{ along, against []*column }

// Prepare computes the tables. It errs on a space that does not fit together, and on every combination of choices that
// has no answer, such as a geometric mean of a scale that starts at zero: a draw that fails later could only be left out
// in silence.
func Prepare(space Space) (*Test, error) {
	if space.Imputations == nil {
		space.Imputations = []Imputation{{Name: "gaps left"}}
	}
	if space.Treatments == nil {
		space.Treatments = []Treatment{{Name: "outliers left"}}
	}
	space.Estimates = max(space.Estimates, 1)
	if err := space.check(); err != nil {
		return nil, fmt.Errorf("stress test: %w", err)
	}
	t := &Test{space: space, units: len(space.Versions[0].Values[0]), indicators: len(space.Versions[0].Values)}
	t.arrange()
	if err := t.tabulate(); err != nil {
		return nil, fmt.Errorf("stress test: %w", err)
	}
	t.factors = t.uncertain()
	return t, t.tryAll()
}

// arrange lays out the hierarchy, which without groups is one group of all indicators.
func (t *Test) arrange() {
	h := t.space.Hierarchy
	if h == nil {
		t.parents = make([]int, t.indicators)
		t.groups = make([]group, 1)
	} else {
		t.parents = h.Parents
		t.groups = make([]group, len(h.Methods))
	}
	for node, parent := range t.parents {
		g := &t.groups[parent]
		if node < t.indicators {
			g.indicators = append(g.indicators, node)
		} else {
			g.groups = append(g.groups, node-t.indicators)
		}
	}
	own := make([]*combination, len(t.groups))
	if h != nil {
		for g, m := range h.Methods {
			if m != nil {
				c := newCombination(m)
				own[g] = &c
			}
		}
	}
	for _, m := range t.space.Aggregations {
		c := newCombination(m)
		by := make([]*combination, len(t.groups))
		for g := range by {
			if by[g] = own[g]; own[g] == nil {
				by[g] = &c
			}
		}
		t.by = append(t.by, by)
	}
}

// fill deals with the gaps of an indicator.
func (v *Version) fill(by *Imputation, indicator int, x []float64) ([]float64, error) {
	switch {
	case by.Carry:
		filled := slices.Clone(x)
		for i, value := range x {
			if value != value {
				filled[i] = v.Earlier[indicator][i]
			}
		}
		return filled, nil
	case by.Fill != nil:
		filled, err := by.Fill(indicator, x)
		if err == nil && len(filled) != len(x) {
			return nil, fmt.Errorf("imputation %s gave %d values for %d units", by.Name, len(filled), len(x))
		}
		return filled, err
	}
	return x, nil
}

func (r *Treatment) treat(indicator int, x []float64) ([]float64, error) {
	if r.Apply == nil {
		return x, nil
	}
	return r.Apply(indicator, x)
}

// tryAll computes every combination of options once.
func (t *Test) tryAll() error {
	w := t.newWorker()
	c := t.Nominal()
	for v := range t.space.Versions {
		c.Version, c.Estimate = v/t.space.Estimates, v%t.space.Estimates
		for c.Imputation = range t.space.Imputations {
			for c.Treatment = range t.space.Treatments {
				for c.Normalisation = range t.space.Normalisations {
					for c.Aggregation = range t.space.Aggregations {
						if err := w.evaluate(&c); err != nil {
							return fmt.Errorf("stress test: %w", err)
						}
					}
				}
			}
		}
	}
	return nil
}

// Nominal is the definition that the others depart from.
func (t *Test) Nominal() Choice {
	c := newChoice(t.indicators, len(t.parents))
	copy(c.Weights, t.space.Weights[0].nominal)
	return c
}

// Factors are the parts of a choice that the space leaves uncertain.
func (t *Test) Factors() []Factor { return append([]Factor(nil), t.factors...) }

func (t *Test) contested(j int) bool { return t.space.Contested != nil && t.space.Contested[j] }

func (t *Test) uncertain() []Factor {
	s := &t.space
	varies := map[Factor]bool{
		VersionFactor: len(s.Versions) > s.Estimates, EstimateFactor: s.Estimates > 1, ImputationFactor: len(s.Imputations) > 1,
		TreatmentFactor: len(s.Treatments) > 1, NormalisationFactor: len(s.Normalisations) > 1, AggregationFactor: len(s.Aggregations) > 1,
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
			c.Version = r.IntN(len(s.Versions) / s.Estimates)
		case EstimateFactor:
			c.Estimate = r.IntN(s.Estimates)
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
			c.Pool = c.Noise
		case ImputationFactor:
			c.Imputation = r.IntN(len(s.Imputations))
		case TreatmentFactor:
			c.Treatment = r.IntN(len(s.Treatments))
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

// leaveOut draws until one indicator stays that has a weight in the nominal definition.
func (t *Test) leaveOut(r *rand.Rand, leftOut []bool) {
	nominal := t.space.Weights[0].nominal
	for stays := false; !stays; {
		if t.space.MostLeftOut > 0 {
			t.leaveOutSome(r, leftOut)
		} else {
			for j, p := range t.space.LeaveOut {
				leftOut[j] = p > 0 && r.Float64() < p
			}
		}
		for j, out := range leftOut {
			stays = stays || !out && nominal[j] > 0
		}
	}
}

// leaveOutSome draws how many, then which: each indicator with the chance of those still to go among those that may.
func (t *Test) leaveOutSome(r *rand.Rand, leftOut []bool) {
	may := 0
	for _, p := range t.space.LeaveOut {
		if p > 0 {
			may++
		}
	}
	left := r.IntN(min(t.space.MostLeftOut, may) + 1)
	for j, p := range t.space.LeaveOut {
		leftOut[j] = false
		if p > 0 {
			if r.IntN(may) < left {
				leftOut[j] = true
				left--
			}
			may--
		}
	}
}
