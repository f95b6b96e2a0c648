package study

import (
	"fmt"
	"slices"
)

// IndexID is what the whole is called beside its groups; no group has it.
const IndexID = "index"

func (c *definitionCheck) groupIDs() []string {
	var ids []string
	for _, g := range c.Groups {
		ids = append(ids, g.ID)
	}
	return ids
}

func (c *definitionCheck) group(at int) {
	g := c.Groups[at]
	refuse := func(key, found, expected, fix string) { c.inGroup(at, key, found, expected, fix) }
	weightFaults(g.Weight, refuse)
	if g.Aggregation != "" {
		if expected, fix := oneOf(g.Aggregation, Aggregations); expected != "" {
			refuse("aggregation", fmt.Sprintf("%q", g.Aggregation), expected, fix)
		}
	}
	switch {
	case g.ID == "":
		refuse("id", "nothing", "an id", `write for example id = "outcomes"`)
		return
	case g.ID == IndexID:
		refuse("id", fmt.Sprintf("%q", g.ID), "another id: that is the name of the whole", "call the group otherwise")
		return
	case slices.ContainsFunc(c.Indicators, func(i Criterion) bool { return i.ID == g.ID }):
		refuse("id", fmt.Sprintf("%q", g.ID), "an id that no indicator of this file has", "call the group otherwise")
		return
	case slices.Contains(c.groupIDs()[:at], g.ID):
		refuse("id", fmt.Sprintf("%q a second time", g.ID), "each group once", "give one of them another id, or leave it out")
		return
	}
	if g.Parent != "" && !slices.Contains(c.groupIDs(), g.Parent) {
		refuse("parent", fmt.Sprintf("%q", g.Parent), "the id of another group", Suggestion(g.Parent, c.groupIDs(), "leave the key out to put the group straight under the index"))
		return
	}
	if slices.Contains(c.above(g.Parent), g.ID) {
		refuse("parent", fmt.Sprintf("%q", g.Parent), "a group that is not part of this one", "leave the key out of one of the groups in the circle, so that it stands straight under the index")
		return
	}
	if len(c.below(g.ID)) == 0 {
		refuse("", "no indicator", "at least one indicator in the group or in a group under it",
			fmt.Sprintf("write group = %q for the indicators that belong to it, or leave the group out", g.ID))
	}
}

// above are a group and the groups it is part of, from within; in a circle, until it closes.
func (d *Definition) above(id string) []string {
	var chain []string
	for id != "" && !slices.Contains(chain, id) {
		chain = append(chain, id)
		at := slices.IndexFunc(d.Groups, func(g Group) bool { return g.ID == id })
		if at < 0 {
			break
		}
		id = d.Groups[at].Parent
	}
	return chain
}

// below are the positions of the indicators in a group or in a group under it; the empty ID stands for the index.
func (d *Definition) below(id string) []int {
	var at []int
	for n, i := range d.Indicators {
		if id == "" || slices.Contains(d.above(i.Group), id) {
			at = append(at, n)
		}
	}
	return at
}

// node is a place in the hierarchy where values are combined: the index, or a group.
type node struct {
	at     int    // which group
	id     string // empty: the index
	own    Aggregation
	weight []Weight // of what stands straight under it
}

func (d *Definition) nodes() []node {
	nodes := []node{{}}
	for at, g := range d.Groups {
		nodes = append(nodes, node{at: at, id: g.ID, own: g.Aggregation})
	}
	for n := range nodes {
		for _, g := range d.Groups {
			if g.Parent == nodes[n].id {
				nodes[n].weight = append(nodes[n].weight, g.Weight)
			}
		}
		for _, i := range d.Indicators {
			if i.Group == nodes[n].id {
				nodes[n].weight = append(nodes[n].weight, i.Weight)
			}
		}
	}
	return nodes
}

// siblings refuses weights that leave nothing to combine, or that the way of combining cannot take.
func (c *definitionCheck) siblings() {
	for _, n := range c.nodes() {
		if len(n.weight) == 0 {
			continue // said elsewhere
		}
		allZero, differ := true, false
		for _, w := range n.weight {
			allZero = allZero && w.Value == 0
			differ = differ || w.Value != n.weight[0].Value
		}
		if allZero {
			const expected, fix = "at least one above 0", "write weight = 1 for what counts"
			if n.id == "" {
				c.in(PartWhole, "indicator", "a weight of 0 for everything straight under the index", expected, fix)
			} else {
				c.inGroup(n.at, "", "a weight of 0 for everything in the group", expected, fix)
			}
		}
		for _, a := range c.aggregationsAt(n) {
			if !a.Unweighted() {
				continue
			}
			if differ && n.id == "" {
				c.in(PartCombine, "aggregation", fmt.Sprintf("%q over weights that differ", a), takesWeights, sameWeights)
			} else if differ {
				c.inGroup(n.at, "aggregation", fmt.Sprintf("%q over weights that differ", a), takesWeights, sameWeights)
			} else if len(n.weight) > 1 && (slices.Contains(c.Vary.Weights, WeighDirichlet) || slices.Contains(c.Vary.Weights, WeighWithin)) {
				c.in(PartVary, "weights", fmt.Sprintf("weights that vary under the aggregation %q", a), "weights that stay equal, since it can only count everything alike",
					fmt.Sprintf("leave %q out of the aggregations, or leave the key weights out", a))
				return
			}
		}
	}
}

const (
	takesWeights = "a way of combining that takes weights"
	sameWeights  = `give all of them the same weight, or take "arithmetic"`
)

// aggregationsAt are the ways in which a node may combine values: its own, or that of the definition and its ranges.
func (d *Definition) aggregationsAt(n node) []Aggregation {
	if n.own != "" {
		return []Aggregation{n.own}
	}
	return append([]Aggregation{d.Combine.Aggregation}, d.Vary.Aggregations...)
}

// Inhabited are the groups that have an indicator in them or in a group under them.
func (d *Definition) Inhabited() []Group {
	var groups []Group
	for _, g := range d.Groups {
		if len(d.below(g.ID)) > 0 {
			groups = append(groups, g)
		}
	}
	return groups
}
