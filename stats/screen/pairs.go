package screen

import "math/bits"

// pairs are the numbers of pairs of words. Most pairs stand in one record alone, and the built-in map took a third of the
// time that making a corpus takes.
type pairs struct {
	slots []slot // as many as a power of two
	shift int    // leaves of 64 bits those that number the slots
	used  int
}

// slot holds a pair and one more than its number; 0 is an empty one.
type slot struct {
	pair   term
	number int32
}

// newPairs makes room for so many.
func newPairs(count int) pairs {
	size := bits.Len(uint(max(count, 8)))
	return pairs{slots: make([]slot, 1<<size), shift: 64 - size}
}

// find gives the number of a pair, which is the one given if it is new.
func (p *pairs) find(pair term, number int32) int32 {
	at := p.place(pair)
	if found := p.slots[at].number; found > 0 {
		return found - 1
	}
	p.slots[at] = slot{pair, number + 1}
	if p.used++; p.used > len(p.slots)/4*3 {
		p.grow()
	}
	return number
}

// place is the slot of a pair, or the empty one where it belongs: the first free one from where multiplying by the golden
// ratio puts it (Knuth, The art of computer programming, vol. 3, section 6.4).
func (p *pairs) place(pair term) int {
	at := int((uint64(uint32(pair.first))<<32 | uint64(uint32(pair.second))) * 0x9e3779b97f4a7c15 >> p.shift)
	for p.slots[at].number > 0 && p.slots[at].pair != pair {
		at = (at + 1) & (len(p.slots) - 1)
	}
	return at
}

func (p *pairs) grow() {
	before := p.slots
	p.slots, p.shift = make([]slot, 2*len(before)), p.shift-1
	for _, s := range before {
		if s.number > 0 {
			p.slots[p.place(s.pair)] = s
		}
	}
}
