package study

import (
	"fmt"
	"slices"
	"strings"
)

// Warnings are what a reader of the definition should know although it can be used, in the order of its sections.
func (d *Definition) Warnings(known []Indicator) []Fault {
	c := &definitionCheck{Definition: d, known: known}
	c.stated()
	c.lonelyGroups()
	c.dominance()
	c.doubleCounting()
	c.indicatorsAside()
	c.idleRanges()
	return c.faults
}

func (c *definitionCheck) stated() {
	if strings.TrimSpace(c.Whose) == "" {
		c.in(PartWhole, "whose", "nobody is named", "", `write whose = "..."`)
	}
	for _, m := range []Normalisation{NormaliseGoalposts, NormaliseFraction} {
		if slices.ContainsFunc(c.aggregations(), Aggregation.AboveZero) && slices.Contains(c.normalisations(), m) {
			c.in(PartCombine, "aggregation", fmt.Sprintf("a mean that needs values above zero stands over %q, which gives 0 for some figures", m), "",
				"the index is refused if an authority has one: "+zeroOf(m))
		}
	}
}

func zeroOf(m Normalisation) string {
	if m == NormaliseGoalposts {
		return "set the worse post beyond the worst figure"
	}
	return "take another normalisation if a figure is 0"
}

func (c *definitionCheck) lonelyGroups() {
	for at, g := range c.Groups {
		if members := c.below(g.ID); len(members) == 1 {
			c.inGroup(at, "", "it holds one indicator", "", "so the group is only another name for it, and its weight is the indicator’s")
		}
	}
	if len(c.Groups) == 0 {
		return
	}
	for at, i := range c.Indicators {
		if i.Group == "" {
			c.inIndicator(at, "group", "it has none, and others have one", "", "it stands beside the groups and weighs as much as a whole group of the same weight")
		}
	}
}

// Shares are the indicators' shares of the weight of the whole index, down the hierarchy, in their order. They sum to 1.
func (d *Definition) Shares() []float64 {
	nodes := d.nodes()
	sum := func(id string) float64 {
		var sum Number
		for _, n := range nodes {
			if n.id == id {
				for _, w := range n.weight {
					sum += w.Value
				}
			}
		}
		return float64(sum)
	}
	shares := make([]float64, len(d.Indicators))
	for at, i := range d.Indicators {
		shares[at] = float64(i.Weight.Value) / sum(i.Group)
		for _, id := range d.above(i.Group) {
			g := d.Groups[slices.IndexFunc(d.Groups, func(g Group) bool { return g.ID == id })]
			shares[at] *= float64(g.Weight.Value) / sum(g.Parent)
		}
	}
	return shares
}

func (c *definitionCheck) dominance() {
	if len(c.Indicators) < 3 {
		return
	}
	for at, share := range c.Shares() {
		if share > 0.5 || share >= 0.3 && share*float64(len(c.Indicators)) >= 3 {
			c.inIndicator(at, "weight", fmt.Sprintf("it has %.0f%% of all weight", 100*share), "",
				"the index will largely follow this one; lower its weight unless that is meant")
		}
		if c.Indicators[at].Weight.Value == 0 {
			c.inIndicator(at, "weight", "it is 0", "", "the indicator counts for nothing as long as weights are as stated")
		}
	}
}

func (c *definitionCheck) doubleCounting() {
	for at, i := range c.Indicators {
		known, _ := c.catalogued(i.ID)
		for _, other := range c.Indicators[:at] {
			otherKnown, _ := c.catalogued(other.ID)
			related := ""
			switch {
			case slices.Contains(known.Complements, other.ID):
				related = "counts the other side of the same thing"
			case slices.Contains(known.NestedIn, other.ID):
				related = "is counted as part of the same thing"
			case slices.Contains(otherKnown.NestedIn, i.ID):
				related = "counts as its part the same thing"
			case known.Replaces == other.ID || otherKnown.Replaces == i.ID && i.ID != "":
				related = "is a series of the same measure"
			}
			together := i.Group != "" && i.Group == other.Group && len(c.below(i.Group)) == 2
			if related != "" && !together {
				c.inIndicator(at, "", fmt.Sprintf("it %s as %s", related, other.ID), "",
					"they largely count the same thing twice: leave one out, or put both in a group of their own")
			}
		}
	}
}

func (c *definitionCheck) indicatorsAside() {
	for at, i := range c.Indicators {
		known, found := c.catalogued(i.ID)
		if !found {
			continue
		}
		if known.Domain == Surround {
			c.inIndicator(at, "", "it is about the surroundings", "", "authorities are scored for where they are; leave it out unless that is meant")
		}
		last := known.LastPeriod
		if i.Period > last {
			c.inIndicator(at, "period", fmt.Sprintf("%d is later than %d, the newest in the catalogue", i.Period, last), "", "it works only with figures of your own")
		}
		if i.Period != 0 {
			last = i.Period
		}
		first := last - Period(max(i.Years, 1)-1)
		if i.Period == 0 {
			first -= Period(c.Vary.YearsBack)
		}
		for _, b := range known.Breaks {
			if first < b.Period && b.Period <= last {
				c.inIndicator(at, "", fmt.Sprintf("its years lie on both sides of a break at %d", b.Period), "", b.What)
			}
		}
		if len(i.Goalposts) > 0 && !slices.Contains(c.usedBy(i), NormaliseGoalposts) {
			c.inIndicator(at, "goalposts", "nothing uses them", "", `write normalisation = "goalposts" for it, or leave them out`)
		}
		if i.Target != nil && !slices.Contains(c.usedBy(i), NormaliseTarget) {
			c.inIndicator(at, "target", "nothing uses it", "", `write normalisation = "target" for it, or leave it out`)
		}
	}
}

// usedBy are the normalisations that an indicator may go through.
func (d *Definition) usedBy(i Criterion) []Normalisation {
	if i.Normalisation != "" {
		return []Normalisation{i.Normalisation}
	}
	return append([]Normalisation{d.Combine.Normalisation}, d.Vary.Normalisations...)
}
