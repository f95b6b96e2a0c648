package stress

// Pairs counts draws in which one unit is ahead of another.
//
// Counts are kept a bit in a word, for 64 units at a time: the first planes hold the ones, twos, fours and so on of
// all counts, and are added to the counts proper before they overflow.
type Pairs struct {
	units  int
	words  int      // for a bit each unit
	ahead  []uint32 // by unit, then by the unit it is ahead of
	planes []uint64 // by unit, word and binary digit
	held   int      // draws in the planes
	at     []int32  // unit with each twice-the-rank, or none
	next   []int32  // another with the same rank, or none
	behind []uint64
}

const (
	digits = 8
	none   = -1
)

func newPairs(units int) *Pairs {
	words := (units + 63) / 64
	return &Pairs{
		units: units, words: words, ahead: make([]uint32, units*units), planes: make([]uint64, units*words*digits),
		at: make([]int32, 2*units+1), next: make([]int32, units), behind: make([]uint64, words),
	}
}

// add counts a draw. From the worst rank up it keeps the set of units passed, which are those behind the next.
func (p *Pairs) add(ranks []float64) {
	for r := range p.at {
		p.at[r] = none
	}
	for i, rank := range ranks {
		if rank == rank { // not NaN: ranked
			twice := int(2 * rank)
			p.next[i], p.at[twice] = p.at[twice], int32(i)
		}
	}
	clear(p.behind)
	for twice := len(p.at) - 1; twice > 0; twice-- {
		for i := p.at[twice]; i != none; i = p.next[i] {
			p.count(int(i))
		}
		for i := p.at[twice]; i != none; i = p.next[i] {
			p.behind[i/64] |= 1 << (i % 64)
		}
	}
	if p.held++; p.held == 1<<digits-1 {
		p.flush()
	}
}

// count adds the units behind to those of one unit, all digits of all counts at once.
func (p *Pairs) count(unit int) {
	planes := p.planes[unit*p.words*digits : (unit+1)*p.words*digits]
	for _, carry := range p.behind {
		for digit := 0; carry != 0; digit++ {
			held := planes[digit]
			planes[digit], carry = held^carry, held&carry
		}
		planes = planes[digits:]
	}
}

func (p *Pairs) flush() {
	for a := range p.units {
		row := p.ahead[a*p.units : (a+1)*p.units]
		for b := range row {
			planes := p.planes[(a*p.words+b/64)*digits:][:digits]
			for digit, plane := range planes {
				row[b] += uint32(plane>>(b%64)&1) << digit
			}
		}
	}
	clear(p.planes)
	p.held = 0
}

func (p *Pairs) merge(other *Pairs) {
	other.flush()
	for i, count := range other.ahead {
		p.ahead[i] += count
	}
}

// Ahead is the number of draws in which the first unit ranks above the second; they may tie in others.
func (p *Pairs) Ahead(unit, other int) int { return int(p.ahead[unit*p.units+other]) }
