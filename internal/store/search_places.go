package store

import (
	"encoding/binary"
	"errors"
	"math/bits"
)

// place is where a word stands: in an entry of a segment, in a field, and as which of its words. Places that follow each
// other are neighbours in one field.
type place uint32

// How a place is parted, from its lowest bit. A field of 50,000 bytes seldom has more words than positions; those after the last
// stand there, and none is a neighbour of the next field's first.
const (
	positionBits = 16
	fieldBits    = 2
	entryBits    = 13
	inSegment    = 1 << entryBits // entries at most
	lastPosition = 1<<positionBits - 2
)

// placeOf is the place of a field's word, counted from 0, in an entry of a segment.
func placeOf(entry, field, position int) place {
	return place(entry)<<(fieldBits+positionBits) | place(field)<<positionBits | place(min(position, lastPosition))
}

func (p place) entry() int    { return int(p >> (fieldBits + positionBits)) }
func (p place) field() int    { return int(p >> positionBits & (1<<fieldBits - 1)) }
func (p place) position() int { return int(p & (1<<positionBits - 1)) }

// writePlace puts a place behind those that are written; last is the last of them, or 0. Of most places it takes three bytes.
func writePlace(written []byte, last, p place) []byte {
	written = binary.AppendUvarint(written, uint64(p.entry()-last.entry()))
	return binary.AppendUvarint(written, uint64(p.position()<<fieldBits|p.field()))
}

var errDamaged = errors.New("the index of words is damaged, and the records are not; `goodmeasure library reindex` makes it anew from them")

// readPlaces puts what places were written as behind others.
func readPlaces(places []place, written []byte) ([]place, error) {
	for entry := 0; len(written) > 0; {
		further, n := binary.Uvarint(written)
		if n <= 0 || further >= inSegment {
			return nil, errDamaged
		}
		within, m := binary.Uvarint(written[n:])
		entry += int(further)
		if m <= 0 || entry >= inSegment || within>>(fieldBits+positionBits) != 0 {
			return nil, errDamaged
		}
		written = written[n+m:]
		places = append(places, placeOf(entry, int(within&(1<<fieldBits-1)), int(within>>fieldBits)))
	}
	return places, nil
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

// entries are some of a segment.
type entries [inSegment / 64]uint64

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

func (e *entries) count() (n int) {
	for _, set := range e {
		n += bits.OnesCount64(set)
	}
	return n
}

// each gives the numbers of entries, in their order.
func (e *entries) each(give func(n int)) {
	for n, set := range e {
		for ; set != 0; set &= set - 1 {
			give(64*n + bits.TrailingZeros64(set))
		}
	}
}
