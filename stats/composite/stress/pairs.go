package stress

// Pairs counts draws in which one unit is ahead of another.
//
// Counts are kept a bit in a word, for 64 units at a time. The sets of some draws wait until they can be added up at
// once; the planes hold the ones, twos, fours and so on of all counts, and are added to the counts proper before they
// overflow.
type Pairs struct {
	units   int
	words   int      // for a bit each unit
	ahead   []uint32 // by unit, then by the unit it is ahead of
	planes  []uint64 // by unit, word and binary digit
	held    int      // draws in the planes
	waiting []uint64 // by unit, word and draw
	queued  int      // draws that wait
	at      []int32  // unit with each twice-the-rank, or none
	next    []int32  // another with the same rank, or none
	behind  []uint64
}

const (
	digits = 8
	queue  = 7 // as many as a number of three binary digits holds
	none   = -1
)

func newPairs(units int) *Pairs {
	words := (units + 63) / 64
	return &Pairs{
		units: units, words: words, ahead: make([]uint32, units*units), planes: make([]uint64, units*words*digits),
		waiting: make([]uint64, units*words*queue),
		at:      make([]int32, 2*units+1), next: make([]int32, units), behind: make([]uint64, words),
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
			sets := p.waiting[int(i)*p.words*queue+p.queued:]
			for word, set := range p.behind {
				sets[word*queue] = set
			}
		}
		for i := p.at[twice]; i != none; i = p.next[i] {
			p.behind[i/64] |= 1 << (i % 64)
		}
	}
	if p.queued++; p.queued == queue {
		p.fold()
	}
}

// fold adds the sets that wait to the planes: first each seven of a word to three digits, by full adders, then these to
// the digits held.
func (p *Pairs) fold() {
	if p.held+p.queued >= 1<<digits {
		p.spill()
	}
	for cell := 0; cell < len(p.waiting); cell += queue {
		x := p.waiting[cell:][:queue:queue]
		ones, a := adder(x[0], x[1], x[2])
		ones, b := adder(ones, x[3], x[4])
		ones, c := adder(ones, x[5], x[6])
		twos, fours := adder(a, b, c)
		planes := p.planes[cell/queue*digits:][:digits:digits]
		carry := planes[0] & ones
		planes[0] ^= ones
		planes[1], carry = adder(planes[1], twos, carry)
		planes[2], carry = adder(planes[2], fours, carry)
		for digit := 3; carry != 0; digit++ {
			planes[digit], carry = planes[digit]^carry, planes[digit]&carry
		}
	}
	clear(p.waiting)
	p.held += p.queued
	p.queued = 0
}

// adder adds three bits in each place of a word.
func adder(a, b, c uint64) (sum, carry uint64) {
	either := a ^ b
	return either ^ c, a&b | either&c
}

// flush brings the counts up to date.
func (p *Pairs) flush() {
	p.fold()
	p.spill()
}

// spill empties the planes into the counts.
func (p *Pairs) spill() {
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
