package store

import (
	"encoding/binary"
	"slices"
)

// place is where a word stands: in an entry of a block, in a field, and as which of its words. Places that follow each
// other are neighbours in one field.
type place uint32

// How a place is parted, from its lowest bit. A field of 50,000 bytes seldom has more words than positions; those after the last
// stand there, and none is a neighbour of the next field's first.
const (
	positionBits = 16
	fieldBits    = 2
	entryBits    = 13
	inBlock      = 1 << entryBits // entries
	lastPosition = 1<<positionBits - 2
)

// placeOf is the place of a field's word, counted from 0, in an entry of a block.
func placeOf(entry int64, field, position int) place {
	return place(entry%inBlock)<<(fieldBits+positionBits) | place(field)<<positionBits | place(min(position, lastPosition))
}

func (p place) entry() int { return int(p >> (fieldBits + positionBits)) }
func (p place) field() int { return int(p >> positionBits & (1<<fieldBits - 1)) }

// mostPlaces are written of one word in one field of an entry, so that nobody's record fills a word's block. Whoever repeats a word
// more often is found by the first of them.
const mostPlaces = 256

// enough tells whether as many places as that are written of the entry and field of the next.
func enough(written []byte, next place) bool {
	start := len(written) - 4*mostPlaces
	if start < 0 {
		return false
	}
	first := place(binary.BigEndian.Uint32(written[start:]))
	return first.entry() == next.entry() && first.field() == next.field()
}

// appendPlaces puts what places were written as behind others.
func appendPlaces(places []place, written []byte) []place {
	places = slices.Grow(places, len(written)/4)
	for ; len(written) >= 4; written = written[4:] {
		places = append(places, place(binary.BigEndian.Uint32(written)))
	}
	return places
}

// following leaves of places, which stand in order, those with a place of next so many words behind.
func following(places, next []place, behind int) (kept []place) {
	n := 0
	for _, p := range places {
		want := p + place(behind)
		for n < len(next) && next[n] < want {
			n++
		}
		if n == len(next) {
			break
		}
		if next[n] == want {
			kept = append(kept, p)
		}
	}
	return kept
}

// entries are some of a block.
type entries [inBlock / 64]uint64

func (e *entries) add(n int)      { e[n/64] |= 1 << (n % 64) }
func (e *entries) has(n int) bool { return e[n/64]>>(n%64)&1 == 1 }

// keep leaves those that others have, or with without those that they lack.
func (e *entries) keep(others *entries, without bool) {
	for n, bits := range others {
		if without {
			bits = ^bits
		}
		e[n] &= bits
	}
}
