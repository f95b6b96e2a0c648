package store

import (
	"encoding/binary"
	"maps"
	"math"
	"slices"
)

// A segment is what was indexed of records that came together: the places of each of their words. An entry is what was
// indexed of one record at one time; of a record that was indexed again since, the latest counts.
type segment struct {
	first   int64 // number of its first entry
	entries []entered
	words   map[string]*gathered
}

// entered is the record of an entry, and how many words it has: none once the record was indexed again or removed. Record 0 is of
// an entry that stands for nothing any more.
type entered struct {
	record int64
	words  int
}

// gathered are the places of a word.
type gathered struct {
	written []byte
	last    place
	run     int // places in the entry and field of the last
}

// mostPlaces are written of one word in one field of an entry, so that nobody's record fills a segment. Whoever repeats a word
// more often is found by the first of them.
const mostPlaces = 256

func newSegment() *segment { return &segment{words: map[string]*gathered{}} }

// segmentsOf are records as segments.
func segmentsOf(records []indexed) (segments []*segment) {
	for chunk := range slices.Chunk(records, inSegment) {
		s := newSegment()
		for entry, x := range chunk {
			length := 0
			for field, words := range x.fields {
				length += len(words)
				for position, word := range words {
					s.of(word).add(placeOf(entry, field, position))
				}
			}
			s.entries = append(s.entries, entered{x.record, length})
		}
		segments = append(segments, s)
	}
	return segments
}

func (s *segment) of(word string) *gathered {
	g := s.words[word]
	if g == nil {
		g = &gathered{}
		s.words[word] = g
	}
	return g
}

func (g *gathered) add(p place) {
	switch {
	case len(g.written) == 0 || g.last>>positionBits != p>>positionBits:
		g.run = 0
	case g.run == mostPlaces:
		return
	}
	g.written = writePlace(g.written, g.last, p)
	g.last = p
	g.run++
}

// part is some of a segment's words, from one on, as the database keeps them: of each word how many bytes it shares with the
// one before, the bytes that follow, and its places, with the lengths of both.
type part struct {
	word   string // the first
	places []byte
}

// partSize is how long a part is before another begins. A search reads the parts that its words stand in.
const partSize = 1900

// parts are the words of a segment in their order.
func (s *segment) parts() (parts []part) {
	last := &part{}
	before := ""
	for _, word := range slices.Sorted(maps.Keys(s.words)) {
		if written := s.words[word].written; len(written) > 0 {
			if len(parts) == 0 || len(last.places)+len(written) > partSize {
				parts = append(parts, part{word: word})
				last, before = &parts[len(parts)-1], ""
			}
			last.places = writeWord(last.places, before, word, written)
			before = word
		}
	}
	return parts
}

func writeWord(to []byte, before, word string, places []byte) []byte {
	shared := 0
	for shared < min(len(before), len(word)) && before[shared] == word[shared] {
		shared++
	}
	to = binary.AppendUvarint(to, uint64(shared))
	to = binary.AppendUvarint(to, uint64(len(word)-shared))
	to = append(to, word[shared:]...)
	to = binary.AppendUvarint(to, uint64(len(places)))
	return append(to, places...)
}

// readWords gives the words of a part in their order, each with its places as they are written. What it gives is good until it
// gives the next.
func readWords(written []byte, give func(word, places []byte) error) error {
	var word []byte
	for rest := written; len(rest) > 0; {
		shared, n := binary.Uvarint(rest)
		if n <= 0 || shared > uint64(len(word)) {
			return errDamaged
		}
		more, rest2, ok := readBytes(rest[n:])
		if !ok {
			return errDamaged
		}
		word = append(word[:shared], more...)
		var places []byte
		if places, rest, ok = readBytes(rest2); !ok {
			return errDamaged
		}
		if err := give(word, places); err != nil {
			return err
		}
	}
	return nil
}

// readBytes reads bytes that stand behind their length.
func readBytes(written []byte) (text, rest []byte, ok bool) {
	length, n := binary.Uvarint(written)
	if n <= 0 || length > uint64(len(written)-n) {
		return nil, nil, false
	}
	return written[n : n+int(length)], written[n+int(length):], true
}

// writeEntries writes down what the entries of a segment are of.
func writeEntries(of []entered) (written []byte) {
	for _, e := range of {
		written = binary.AppendUvarint(written, uint64(e.record))
		written = binary.AppendUvarint(written, uint64(e.words))
	}
	return written
}

func readEntries(written []byte) (of []entered, err error) {
	for len(written) > 0 {
		record, n := binary.Uvarint(written)
		words, m := uint64(0), 0
		if n > 0 {
			words, m = binary.Uvarint(written[n:])
		}
		if m <= 0 || int64(record) < 0 || words > math.MaxInt32 || len(of) == inSegment {
			return nil, errDamaged
		}
		written = written[n+m:]
		of = append(of, entered{int64(record), int(words)})
	}
	return of, nil
}
