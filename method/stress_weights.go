package method

import (
	"math/rand/v2"
	"slices"

	"goodmeasure/stats/composite/stress"
	"goodmeasure/stats/stream"
	"goodmeasure/study"
)

// weights are the ways in which the weights of siblings are drawn: those of the indicators, then of the groups.
func (r *rangesOfChoice) weights() error {
	var stated []study.Weight
	for _, c := range r.definition.Indicators {
		stated = append(stated, c.Weight)
	}
	for _, g := range r.groups {
		stated = append(stated, g.Weight)
	}
	nominal := make([]float64, len(stated))
	for at, w := range stated {
		nominal[at] = float64(w.Value)
	}
	words := drawn(study.WeighStated, r.definition.Vary.Weights)
	r.options[stress.WeightsFactor] = named(words)
	siblings := r.siblings(len(nominal))
	for _, word := range words {
		made, err := stress.Weights{}, error(nil)
		switch word {
		case study.WeighStated:
			made, err = stress.Fixed(string(word), nominal)
		case study.WeighEqual:
			made, err = stress.NewWeights(string(word), nominal, func(_ *rand.Rand, into []float64) {
				for at := range into {
					into[at] = 1
				}
			})
		case study.WeighDirichlet:
			spread := newSpread(nominal, siblings, float64(r.definition.Vary.Concentration))
			made, err = stress.NewWeights(string(word), nominal, spread.draw)
		case study.WeighWithin:
			made, err = stress.NewWeights(string(word), nominal, within{stated, siblings}.draw)
		}
		if err != nil {
			return err
		}
		r.space.Weights = append(r.space.Weights, made)
	}
	return nil
}

// siblings are the positions of weights that count beside each other.
func (r *rangesOfChoice) siblings(weights int) [][]int {
	if r.space.Hierarchy == nil {
		all := make([]int, weights)
		for at := range all {
			all[at] = at
		}
		return [][]int{all}
	}
	sets := make([][]int, len(r.space.Hierarchy.Methods))
	for at, parent := range r.space.Hierarchy.Parents {
		sets[parent] = append(sets[parent], at)
	}
	return sets
}

// spread draws the weights of n siblings with shares w from a Dirichlet distribution with the parameters concentration
// n w.
type spread struct {
	shapes   []float64
	siblings [][]int
}

func newSpread(nominal []float64, siblings [][]int, concentration float64) spread {
	s := spread{make([]float64, len(nominal)), siblings}
	for _, set := range siblings {
		sum := 0.0
		for _, at := range set {
			sum += nominal[at]
		}
		for _, at := range set {
			s.shapes[at] = concentration * float64(len(set)) * nominal[at] / sum
		}
	}
	return s
}

func (s spread) draw(random *rand.Rand, into []float64) {
	for _, set := range s.siblings {
		for sum := 0.0; !(sum > 0); { // shapes near zero can all come out as zero
			for _, at := range set {
				switch shape := s.shapes[at]; shape {
				case 0:
					into[at] = 0
				case 1:
					into[at] = random.ExpFloat64()
				default:
					into[at] = stream.Gamma(random, shape, 1)
				}
				sum += into[at]
			}
		}
	}
}

// within draws weights anywhere in their own ranges, or from a normal distribution of which nothing below zero is taken.
type within struct {
	stated   []study.Weight
	siblings [][]int
}

func (s within) draw(random *rand.Rand, into []float64) {
	for _, set := range s.siblings {
		for sum := 0.0; !(sum > 0); {
			for _, at := range set {
				into[at] = drawnWeight(random, s.stated[at])
				sum += into[at]
			}
		}
	}
}

func drawnWeight(random *rand.Rand, w study.Weight) float64 {
	switch {
	case w.High != 0:
		return float64(w.Low) + random.Float64()*float64(w.High-w.Low)
	case w.SD != 0:
		for {
			if drawn := stream.Normal(random, float64(w.Value), float64(w.SD)); drawn >= 0 {
				return drawn
			}
		}
	}
	return float64(w.Value)
}

// contested are the IDs of the indicators that are read both ways.
func (r *rangesOfChoice) contested() []string {
	var ids []string
	for k, both := range r.space.Contested {
		if both {
			ids = append(ids, r.definition.Indicators[k].ID)
		}
	}
	return slices.Clip(ids)
}
