package study

import (
	"fmt"
	"slices"
)

// reachesZero says what a normalisation gives that a geometric mean has no answer for, if it does so whatever the
// figures.
func (d *Definition) reachesZero(n Normalisation) (gives, fix string) {
	const instead = `take "rank", or "minmax" with scale = [1, 100]`
	switch n {
	case NormaliseMinMax:
		if d.Combine.Scale[0] <= 0 {
			return fmt.Sprintf("gives the worst authority %v", float64(d.Combine.Scale[0])), "write scale = [1, 100] in [combine]"
		}
	case NormaliseZScore:
		return "is below zero for about half of the authorities", instead
	case NormalisePercentile, NormaliseBorda, NormaliseBest, NormaliseReference, NormaliseTarget:
		return "gives the worst authority 0", instead
	}
	return "", ""
}

// meansAboveZero refuses geometric, harmonic and generalised means of values that can be zero or less, as the index
// takes them and as any draw of a stress test could.
func (c *definitionCheck) meansAboveZero() {
	stated := []Normalisation{c.Combine.Normalisation}
	drawn := stated
	if len(c.Vary.Normalisations) > 0 {
		drawn = c.Vary.Normalisations
	}
	for _, n := range c.nodes() {
		switch {
		case n.own != "":
			c.meanAboveZero(n, n.own, append(slices.Clone(stated), c.Vary.Normalisations...), Fault{Part: PartGroup, At: n.at, ID: n.id, Key: "aggregation"})
		default:
			c.meanAboveZero(n, c.Combine.Aggregation, stated, Fault{Part: PartCombine, Key: "aggregation"})
			if len(c.Vary.Aggregations) == 0 && len(c.Vary.Normalisations) > 0 {
				c.meanAboveZero(n, c.Combine.Aggregation, drawn, Fault{Part: PartVary, Key: "normalisation"})
			}
			for _, a := range c.Vary.Aggregations {
				c.meanAboveZero(n, a, drawn, Fault{Part: PartVary, Key: "aggregation"})
			}
		}
	}
}

// meanAboveZero adds to the faults, each like at, those of combining the values of one node in one way.
func (c *definitionCheck) meanAboveZero(n node, a Aggregation, normalisations []Normalisation, at Fault) {
	if !a.AboveZero() {
		return
	}
	add := func(over, gives, fix string) {
		at.Found, at.Expected, at.Fix = fmt.Sprintf("%q over %s, which %s", a, over, gives), "values above zero", fix
		if !slices.Contains(c.faults, at) {
			c.faults = append(c.faults, at)
		}
	}
	common := false
	for _, k := range c.below(n.id) {
		i := c.Indicators[k]
		if i.Normalisation == "" {
			common = true
		} else if gives, fix := c.reachesZero(i.Normalisation); gives != "" {
			add(fmt.Sprintf("the normalisation %q of %s", i.Normalisation, i.ID), gives, fix)
		}
	}
	for _, m := range normalisations {
		if gives, fix := c.reachesZero(m); common && gives != "" {
			add(fmt.Sprintf("the normalisation %q", m), gives, fix)
		}
	}
	for _, g := range c.Groups {
		if g.ID != n.id && slices.Contains(c.above(g.Parent), n.id) || n.id == "" {
			if g.Aggregation == AggregateCopeland {
				add(fmt.Sprintf("the group %s, which is combined by %q", g.ID, AggregateCopeland), "gives wins less losses, zero and below", `combine that group by "arithmetic"`)
			}
		}
	}
}
