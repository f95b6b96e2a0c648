package composite

import (
	"errors"
	"fmt"

	"goodmeasure/stats/composite/aggregate"
)

// Rule says how the nodes of a tree are combined.
type Rule struct {
	// Methods combine the nodes of level 1 into those of level 2, of 2 into 3 and so on; the last serves all further up.
	Methods []aggregate.Method
	// LeastKnown is the share, 0 to 1, of a group's members that a unit must have for a score of that group.
	LeastKnown float64
}

// Score is a node with its score for each unit; for an indicator that is its value.
type Score struct {
	Name   string
	Level  int // 1 for indicators
	Values []float64
}

// Index combines the indicators, one slice for each in the order of tree.Indicators, up to the top. Scores come lower
// levels first, each level in the order of the tree, so that the last is that of the top. Units are named in errors,
// and units must be as many as each indicator has values.
func (t *Tree) Index(units []string, indicators [][]float64, rule Rule) ([]Score, error) {
	if len(indicators) != len(t.leaves) {
		return nil, fmt.Errorf("index: %d indicators given, the hierarchy has %d", len(indicators), len(t.leaves))
	}
	if len(rule.Methods) == 0 {
		return nil, fmt.Errorf("index: no method to combine the indicators by")
	}
	values := make([][]float64, len(t.nodes))
	for k, leaf := range t.leaves {
		if len(indicators[k]) != len(units) {
			return nil, fmt.Errorf("index: indicator %q has %d values for %d units", t.nodes[leaf].Name, len(indicators[k]), len(units))
		}
		values[leaf] = indicators[k]
	}
	scores := make([]Score, 0, len(t.nodes))
	for _, node := range t.order {
		if children := t.children[node]; len(children) > 0 {
			members, weights := make([][]float64, len(children)), make([]float64, len(children))
			for k, child := range children {
				members[k], weights[k] = values[child], t.nodes[child].Weight
			}
			method := rule.Methods[min(t.level[node]-2, len(rule.Methods)-1)]
			var err error
			if values[node], err = aggregate.Sufficient(method, members, weights, rule.LeastKnown); err != nil {
				return nil, t.named(node, units, err)
			}
		}
		scores = append(scores, Score{t.nodes[node].Name, t.level[node], values[node]})
	}
	return scores, nil
}

// named says of which group an error is, and puts names in the place of positions.
func (t *Tree) named(node int, units []string, err error) error {
	group := t.nodes[node].Name
	var at *aggregate.ValueError
	if !errors.As(err, &at) {
		return fmt.Errorf("index: combine %q: %w", group, err)
	}
	member := t.nodes[t.children[node][at.Indicator]].Name
	return fmt.Errorf("index: combine %q: %w", group, &NamedValueError{ValueError: at, Unit: units[at.Unit], Member: member})
}

// NamedValueError is an aggregate.ValueError with the names of the unit and of the member of the group.
type NamedValueError struct {
	*aggregate.ValueError
	Unit, Member string
}

func (e *NamedValueError) Error() string {
	return fmt.Sprintf("%v: %s of %s is %v, expected %s", e.Method, e.Member, e.Unit, e.Value, e.Expected)
}

// Unwrap gives the error with positions.
func (e *NamedValueError) Unwrap() error { return e.ValueError }
