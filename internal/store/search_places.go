package store

import (
	"encoding/binary"
	"slices"
)

// place is where a word stands: in an entry of a block, in a field, and as which of its words. Places that follow each
// other are neighbours in one field.
type place uint32

// How a place is parted, from its lowest bit. A field of 50,000 bytes has some 25,000 words at most; were there ever more,
// those after the last position would stand there, and none is a neighbour of the next field's first.
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
