package study

import (
	"fmt"
	"slices"
)

// idleRanges warns of ranges that change nothing, or that leave out what the definition itself does.
func (c *definitionCheck) idleRanges() {
	v := c.Vary
	warn := func(key, found, fix string) { c.in(PartVary, key, found, "", fix) }
	contested, free, own := 0, 0, 0
	for _, i := range c.Indicators {
		if known, _ := c.catalogued(i.ID); known.Direction == Contested {
			contested++
		}
		if i.Period == 0 {
			free++
		}
		if i.Normalisation != "" {
			own++
		}
	}
	withoutStated(c, "normalisation", c.Combine.Normalisation, v.Normalisations)
	withoutStated(c, "aggregation", c.Combine.Aggregation, v.Aggregations)
	withoutStated(c, "imputation", c.Combine.Imputation, v.Imputations)
	withoutStated(c, "treatment", c.Combine.Treatment, v.Treatments)
	if len(v.Normalisations) > 0 && own == len(c.Indicators) {
		warn("normalisation", "it changes nothing: every indicator has a normalisation of its own", "leave it out")
	}
	if len(v.Normalisations) > 0 && c.onlyOrderCounts() {
		warn("normalisation", `it changes nothing: "copeland" looks only at the order of the authorities`, "leave it out, or vary the aggregation, too")
	}
	if len(v.Imputations) > 0 && c.Combine.LeastShare == 1 {
		warn("imputation", "it changes nothing: with least_share = 1 only authorities without gaps get a score", "lower least_share, or leave it out")
	}
	if v.Readings && contested == 0 {
		warn("readings", "it changes nothing: no indicator is contested", "leave it out")
	}
	if !v.Readings && contested > 0 {
		warn("readings", fmt.Sprintf("%s read in one way only", counted(contested, "contested indicator")), "write readings = true to see what the other reading would change")
	}
	if v.YearsBack > 0 && free == 0 {
		warn("years_back", "it changes nothing: every indicator has a period of its own", "leave it out")
	}
	if v.Concentration != 0 && !slices.Contains(v.Weights, WeighDirichlet) {
		warn("concentration", "nothing uses it", `add "dirichlet" to weights, or leave it out`)
	}
	if slices.Contains(v.Weights, WeighEqual) && slices.Contains(v.Weights, WeighStated) && c.allEqual() {
		warn("weights", `it has "stated" beside "equal", and the stated weights are equal`, "leave one of them out")
	}
	if c.anyDoubtfulWeight() && !slices.Contains(v.Weights, WeighWithin) {
		warn("weights", "nothing uses the ranges of the weights", `add "within" to weights`)
	}
	if len(v.MayLeaveOut) > 0 && v.LeaveOut == 0 {
		warn("may_leave_out", "nothing is left out, since leave_out is 0", "write leave_out = 1 or more, or leave the list out")
	}
	for _, id := range v.MayLeaveOut {
		if i, found := c.Criterion(id); found && i.Weight.Value == 0 {
			warn("may_leave_out", id+" has the weight 0", "leaving it out changes nothing as long as weights are as stated")
		}
	}
	if n := len(v.MayLeaveOut); n > 0 && v.LeaveOut > n {
		warn("leave_out", fmt.Sprintf("it is %d, and only %s may be left out", v.LeaveOut, counted(n, "indicator")), "no more than those can be")
	}
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func withoutStated[W ~string](c *definitionCheck, key string, stated W, drawn []W) {
	if len(drawn) > 0 && !slices.Contains(drawn, stated) {
		c.in(PartVary, key, fmt.Sprintf("it lacks %q, which the definition itself takes", stated), "", "add it unless the stress test is meant to be of other definitions only")
	}
}

// onlyOrderCounts tells whether no way of combining looks at more than the order of the authorities on each indicator.
func (d *Definition) onlyOrderCounts() bool {
	for _, n := range d.nodes() {
		for _, a := range d.aggregationsAt(n) {
			if a != AggregateCopeland {
				return false
			}
		}
	}
	return true
}

func (d *Definition) allEqual() bool {
	for _, n := range d.nodes() {
		for _, w := range n.weight {
			if w.Value != n.weight[0].Value {
				return false
			}
		}
	}
	return true
}
