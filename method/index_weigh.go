package method

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"goodmeasure/stats/composite"
	"goodmeasure/stats/composite/weigh"
)

// Weighing derives the weights of siblings from their values on the common scale: one for each, summing to one.
type Weighing struct {
	Name   string
	Derive func(siblings [][]float64) ([]float64, error)
}

// Weighings are the ways to derive weights from the data, whatever weights are stated.
var Weighings = []Weighing{
	{"equal", func(siblings [][]float64) ([]float64, error) {
		even := make([]float64, len(siblings))
		for at := range even {
			even[at] = 1 / float64(len(even))
		}
		return even, nil
	}},
	{"principal-component", weigh.PrincipalComponent},
	{"equal-influence", func(siblings [][]float64) ([]float64, error) { return weigh.EqualInfluence(siblings, nil) }},
	{"most-correlated", weigh.MostCorrelated},
	{"critic", weigh.CRITIC},
	{"entropy", weigh.Entropy},
	{"standard-deviation", weigh.StandardDeviation},
}

// complete refuses gaps: weights from the units without any would be weights of other units than are ranked.
func (w *kitchen) complete(c combining, values [][]float64) error {
	if w.Weigh.Name == "equal" {
		return nil
	}
	for at, x := range values {
		if gap := slices.IndexFunc(x, math.IsNaN); gap >= 0 {
			return fmt.Errorf("weights in %q by %s: %s has no value on %s; fill gaps with --impute, or screen units out",
				w.nodes[c.group].Name, w.Weigh.Name, w.units[gap], w.nodes[c.members[at]].Name)
		}
	}
	return nil
}

// weighMembers puts derived weights in the place of the stated ones of a group's members.
func (w *kitchen) weighMembers(c combining, values [][]float64) (*composite.Tree, error) {
	weights, err := []float64{1}, error(nil)
	if len(c.members) > 1 {
		if err := w.complete(c, values); err != nil {
			return nil, err
		}
		if weights, err = w.Weigh.Derive(values); err != nil {
			var below *weigh.NegativeError
			if errors.As(err, &below) {
				return nil, fmt.Errorf("weights in %q by %s: %s would weigh %.4g, below zero, since it runs against the others; leave it out, turn its direction or weigh by another rule",
					w.nodes[c.group].Name, w.Weigh.Name, w.nodes[c.members[below.Indicator]].Name, below.Weight)
			}
			return nil, fmt.Errorf("weights in %q by %s: %w", w.nodes[c.group].Name, w.Weigh.Name, err)
		}
	}
	nodes := []composite.Node{{Name: w.nodes[c.group].Name, Weight: 1}}
	for at, member := range c.members {
		w.nodes[member].Weight = weights[at]
		nodes = append(nodes, w.nodes[member])
	}
	return composite.NewTree(nodes)
}
