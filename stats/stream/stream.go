// Package stream gives seeded, independent random streams and exact samplers on them.
//
// Work that is split over workers takes one stream for each piece of work, named by what the piece is and never by
// who does it, so that one seed gives the same bytes on any number of workers.
package stream

import (
	"crypto/sha256"
	"encoding/binary"
	"math/rand/v2"
)

// New returns the stream that belongs to the seed, the name of the work and the index of the piece.
//
// The state of a PCG-DXSM generator (O'Neill 2014, as in math/rand/v2) is the first 128 bits of SHA-256 over seed,
// index and name. Two streams are therefore unrelated points on a cycle of 2^128: the chance that any two of a
// million streams of 2^40 numbers overlap is below 2^-47. The cost is about a quarter of a microsecond: draw some
// hundreds of numbers from each.
func New(seed uint64, name string, index uint64) *rand.Rand {
	key := make([]byte, 0, 64)
	key = binary.LittleEndian.AppendUint64(key, seed)
	key = binary.LittleEndian.AppendUint64(key, index)
	key = append(key, name...)
	state := sha256.Sum256(key)
	return rand.New(rand.NewPCG(binary.LittleEndian.Uint64(state[:8]), binary.LittleEndian.Uint64(state[8:16])))
}
