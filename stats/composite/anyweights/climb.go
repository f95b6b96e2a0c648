package anyweights

import (
	"cmp"
	"math"
	"slices"
)

// climber moves weights so that fewer rivals are ahead of a unit.
type climber struct {
	region *Region
	lead   [][]float64 // for each indicator, by how much each rival leads the unit
	ahead  []float64   // by how much each rival leads under the weights
	events []event
}

// event is a point of a move at which a rival falls behind or comes ahead.
type event struct {
	step   float64
	change int
}

func newClimber(r *Region, unit int, sign float64) *climber {
	c := &climber{region: r, lead: make([][]float64, len(r.lower))}
	for j := range c.lead {
		c.lead[j] = make([]float64, 0, len(r.units)-1)
	}
	for m, rival := range r.units {
		if m == unit {
			continue
		}
		for j, v := range rival {
			c.lead[j] = append(c.lead[j], sign*(v-r.units[unit][j]))
		}
	}
	c.ahead = make([]float64, len(r.units)-1)
	return c
}

const sweeps = 20

// climb improves weights in place, and gives the rank reached. It stops at bound.
func (c *climber) climb(weights []float64, bound int) int {
	rank := c.count(weights)
	for range sweeps {
		before := rank
		for from := range weights {
			for to := range weights {
				if rank <= bound {
					return rank
				}
				if from == to {
					continue
				}
				if step, better := c.move(weights, from, to); better < rank {
					weights[from] -= step
					weights[to] += step
					rank = c.count(weights)
				}
			}
		}
		if rank >= before {
			break
		}
	}
	return rank
}

// count recomputes the leads, so that rounding does not build up, and the rank.
func (c *climber) count(weights []float64) int {
	clear(c.ahead)
	for j, w := range weights {
		for m, lead := range c.lead[j] {
			c.ahead[m] += w * lead
		}
	}
	rank := 1
	for _, lead := range c.ahead {
		if lead > c.region.tolerance {
			rank++
		}
	}
	return rank
}

// move finds how much weight to move between two indicators to have the fewest rivals ahead, and the rank then. Each
// rival's lead is a straight line in the step, so that the rank changes at no more than one point for each rival; the
// middle between two points is taken, where leads are clear of zero.
func (c *climber) move(weights []float64, from, to int) (step float64, rank int) {
	limit := math.Min(weights[from]-c.region.lower[from], c.region.upper[to]-weights[to])
	rank = 1
	c.events = c.events[:0]
	tolerance := c.region.tolerance
	for m, lead := range c.ahead {
		slope := c.lead[to][m] - c.lead[from][m]
		if lead > tolerance {
			rank++
		}
		if slope == 0 {
			continue
		}
		if at := (tolerance - lead) / slope; at > 0 && at < limit {
			if slope < 0 {
				c.events = append(c.events, event{at, -1})
			} else {
				c.events = append(c.events, event{at, 1})
			}
		}
	}
	if limit <= 0 || len(c.events) == 0 {
		return 0, rank
	}
	slices.SortFunc(c.events, func(a, b event) int { return cmp.Compare(a.step, b.step) })
	best := rank
	for k, e := range c.events {
		rank += e.change
		next := limit
		if k+1 < len(c.events) {
			next = c.events[k+1].step
		}
		if rank < best && next-e.step > 1e-12 {
			best, step = rank, (e.step+next)/2
		}
	}
	return step, best
}
