package composite

import (
	"fmt"
	"math"
	"strings"
)

// Node is an indicator, or a group that indicators or other groups are combined into.
type Node struct {
	Name   string
	Parent string  // name of the group it belongs to, empty for the one at the top
	Weight float64 // beside the others of the same group
}

// Tree is a hierarchy of indicators and groups with one group, or a single indicator, at the top.
type Tree struct {
	nodes    []Node
	children [][]int
	level    []int
	leaves   []int
	order    []int // every node after its children, lower levels first
	top      int
}

// NewTree builds the hierarchy. It errs, naming the nodes, on a name used twice or left empty, a parent that does not
// exist, nodes that are their own ancestors, none or several at the top, weights below zero, and groups whose weights
// sum to zero.
func NewTree(nodes []Node) (*Tree, error) {
	t := &Tree{
		nodes: append([]Node(nil), nodes...), children: make([][]int, len(nodes)), level: make([]int, len(nodes)), top: -1,
	}
	at := make(map[string]int, len(nodes))
	for i, n := range nodes {
		if n.Name == "" {
			return nil, fmt.Errorf("hierarchy: node %d has no name", i+1)
		}
		if _, twice := at[n.Name]; twice {
			return nil, fmt.Errorf("hierarchy: %q appears twice", n.Name)
		}
		if !(n.Weight >= 0) || math.IsInf(n.Weight, 1) {
			return nil, fmt.Errorf("hierarchy: %q weighs %v, expected zero or more", n.Name, n.Weight)
		}
		at[n.Name] = i
	}
	for i, n := range nodes {
		if n.Parent == "" {
			if t.top >= 0 {
				return nil, fmt.Errorf("hierarchy: both %q and %q have no parent, expected one at the top", nodes[t.top].Name, n.Name)
			}
			t.top = i
			continue
		}
		parent, ok := at[n.Parent]
		if !ok {
			return nil, fmt.Errorf("hierarchy: %q has the parent %q, which does not exist", n.Name, n.Parent)
		}
		t.children[parent] = append(t.children[parent], i)
	}
	if err := t.refuseCycles(at); err != nil {
		return nil, err
	}
	if t.top < 0 {
		return nil, fmt.Errorf("hierarchy: no nodes given")
	}
	highest := t.rise(t.top)
	for level := 1; level <= highest; level++ {
		for i := range nodes {
			if t.level[i] == level {
				t.order = append(t.order, i)
				if level == 1 {
					t.leaves = append(t.leaves, i)
				}
			}
		}
	}
	return t, t.checkWeights()
}

func (t *Tree) refuseCycles(at map[string]int) error {
	const unseen, onPath, done = 0, 1, 2
	state := make([]int, len(t.nodes))
	for i := range t.nodes {
		var path []string
		for node := i; ; node = at[t.nodes[node].Parent] {
			path = append(path, t.nodes[node].Name)
			if state[node] == onPath {
				for path[0] != t.nodes[node].Name {
					path = path[1:] // the way into the circle
				}
				return fmt.Errorf("hierarchy: %s go round in a circle", strings.Join(path, " → "))
			}
			if state[node] == done || t.nodes[node].Parent == "" {
				break
			}
			state[node] = onPath
		}
		for _, name := range path {
			state[at[name]] = done
		}
	}
	return nil
}

// rise sets the level of a node and those below: 1 for what has no children, one above the highest child for the rest.
func (t *Tree) rise(node int) int {
	t.level[node] = 1
	for _, child := range t.children[node] {
		t.level[node] = max(t.level[node], 1+t.rise(child))
	}
	return t.level[node]
}

func (t *Tree) checkWeights() error {
	for i, children := range t.children {
		if len(children) > 0 && !(t.weightOf(children) > 0) {
			return fmt.Errorf("hierarchy: the weights of the %d members of %q sum to %v, expected more than zero", len(children), t.nodes[i].Name, t.weightOf(children))
		}
	}
	return nil
}

func (t *Tree) weightOf(nodes []int) (sum float64) {
	for _, i := range nodes {
		sum += t.nodes[i].Weight
	}
	return sum
}

// Indicators are the names of the nodes without children, in the order given.
func (t *Tree) Indicators() []string {
	names := make([]string, len(t.leaves))
	for k, i := range t.leaves {
		names[k] = t.nodes[i].Name
	}
	return names
}

// Weighted is the same hierarchy with other weights, one for each node in the order given to NewTree.
func (t *Tree) Weighted(weights []float64) (*Tree, error) {
	if len(weights) != len(t.nodes) {
		return nil, fmt.Errorf("hierarchy: %d weights for %d nodes", len(weights), len(t.nodes))
	}
	nodes := append([]Node(nil), t.nodes...)
	for i, w := range weights {
		nodes[i].Weight = w
	}
	return NewTree(nodes)
}

// EffectiveWeights are the shares, one for each node in the order given to NewTree, that nodes have in the score at the
// top when every level is an arithmetic mean of complete data: the product of their shares in their groups all the way
// up.
func (t *Tree) EffectiveWeights() []float64 {
	out := make([]float64, len(t.nodes))
	out[t.top] = 1
	for k := len(t.order) - 1; k >= 0; k-- {
		parent := t.order[k]
		sum := t.weightOf(t.children[parent])
		for _, child := range t.children[parent] {
			out[child] = out[parent] * t.nodes[child].Weight / sum
		}
	}
	return out
}
