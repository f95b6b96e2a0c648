package stress

// Pairs counts draws in which one unit is ahead of another.
type Pairs struct {
	units int
	ahead []uint32 // by unit, then by the unit it is ahead of
	turn  []int32  // twice the ranks
}

func newPairs(units int) *Pairs {
	return &Pairs{units, make([]uint32, units*units), make([]int32, units)}
}

// add counts a draw. Ranks are doubled to whole numbers, so that the sign bit of their difference can be counted without
// a branch that nobody could predict.
func (p *Pairs) add(ranks []float64) {
	complete := true
	for i, r := range ranks {
		p.turn[i] = int32(2 * r)
		complete = complete && r == r
	}
	if !complete {
		p.addKnown(ranks)
		return
	}
	for a, rank := range p.turn {
		row := p.ahead[a*p.units : (a+1)*p.units]
		for b, other := range p.turn[:len(row)] {
			row[b] += uint32(rank-other) >> 31
		}
	}
}

func (p *Pairs) addKnown(ranks []float64) {
	for a, rank := range ranks {
		row := p.ahead[a*p.units : (a+1)*p.units]
		for b, other := range ranks {
			if rank < other { // false where either is missing
				row[b]++
			}
		}
	}
}

func (p *Pairs) merge(other *Pairs) {
	for i, count := range other.ahead {
		p.ahead[i] += count
	}
}

// Ahead is the number of draws in which the first unit ranks above the second; they may tie in others.
func (p *Pairs) Ahead(unit, other int) int { return int(p.ahead[unit*p.units+other]) }
