package method

import (
	"math"
	"slices"

	"goodmeasure/stats/rank"
	"goodmeasure/study"
)

// comparedRanks counts, over draws, the ranks of the same units under two definitions, and the changes from one to the
// other.
type comparedRanks struct {
	units   int
	scores  [2][]float64
	places  [2][]float64
	ranks   [2]*rank.Tally
	whole   [2]*rank.Tally // of all units that a definition scores, where it scores some that the other does not
	doubled []uint32       // for each unit, how often each twice-the-change from -2(n-1) to 2(n-1)
}

func newComparedRanks(units int) *comparedRanks {
	c := &comparedRanks{units: units, doubled: make([]uint32, units*(4*units-3))}
	for at := range c.ranks {
		c.scores[at], c.places[at], c.ranks[at] = make([]float64, units), make([]float64, units), rank.NewTally(units, true)
	}
	return c
}

// count ranks the scores of one draw and gives Spearman's correlation between the two, NaN where all are tied in one.
func (c *comparedRanks) count() float64 {
	for at := range c.ranks {
		c.ranks[at].AddRanked(c.scores[at], c.places[at])
	}
	mean := float64(c.units+1) / 2
	var xx, yy, xy float64
	for unit := range c.units {
		a, b := c.places[0][unit], c.places[1][unit]
		c.doubled[unit*(4*c.units-3)+int(2*(b-a))+2*(c.units-1)]++
		xx += (a - mean) * (a - mean)
		yy += (b - mean) * (b - mean)
		xy += (a - mean) * (b - mean)
	}
	return xy / math.Sqrt(xx*yy)
}

func (c *comparedRanks) merge(other *comparedRanks) {
	for at := range c.ranks {
		c.ranks[at].Merge(other.ranks[at])
		if c.whole[at] != nil {
			c.whole[at].Merge(other.whole[at])
		}
	}
	for at, n := range other.doubled {
		c.doubled[at] += n
	}
}

// placeAlone fills in between which ranks those lie whom only one of the definitions scores.
func (c *comparedRanks) placeAlone(side int, by *drawnIndex, only []RankedByOne) {
	if len(only) == 0 {
		return
	}
	summaries := c.whole[side].Summarise()
	for at := range only {
		unit := slices.IndexFunc(by.matrix.Units, func(u IndexUnit) bool { return u.Code == only[at].Authority })
		if by.matrix.ErrorsKnown(unit) == 0 {
			continue
		}
		only[at].RankLow, only[at].RankHigh = study.Number(summaries[unit].Lower95), study.Number(summaries[unit].Upper95)
	}
}

// change is the type 7 quantile of a unit's change of rank.
func (c *comparedRanks) change(unit int, p float64) study.Number {
	counts := c.doubled[unit*(4*c.units-3) : (unit+1)*(4*c.units-3)]
	draws := uint64(0)
	for _, n := range counts {
		draws += uint64(n)
	}
	at := func(position uint64) float64 {
		seen := uint64(0)
		for value, n := range counts {
			if seen += uint64(n); seen > position {
				return float64(value-2*(c.units-1)) / 2
			}
		}
		return math.NaN()
	}
	h := float64(draws-1) * p
	below := uint64(h)
	low := at(below)
	if fraction := h - float64(below); fraction > 0 {
		low += fraction * (at(below+1) - low)
	}
	return study.Number(study.Significant(low, 10))
}
