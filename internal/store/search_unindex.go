package store

import (
	"bytes"
	"context"
	"database/sql"
	"maps"
	"slices"
	"strings"
)

// unindex takes words out of what the index has of records, so that nothing stays there of what they say no more. What it has of
// them counts no longer. An earlier entry that nobody put out of use when its record was indexed again may have any words:
// where there is one, all of what its segment has of the records goes.
func unindex(ctx context.Context, tx *sql.Tx, gone map[int64]map[string]bool) error {
	if _, err := numbers(ctx, tx, "entry", 0); err != nil { // nobody else writes to the index until this is done
		return err
	}
	segments, err := all(ctx, tx, readSegment, "SELECT first, entries, records FROM search_segment ORDER BY first")
	if err != nil {
		return err
	}
	latest := latestOf(segments)
	for n, s := range segments {
		var of entries
		words := map[string]bool{}
		live, forgotten := s.live(), false
		for n, e := range s.entries {
			if its, goes := gone[e.record]; goes {
				of.add(n)
				maps.Copy(words, its)
				forgotten = forgotten || e.words > 0 && s.first+int64(n) != latest[e.record]
				s.entries[n].words = 0
			}
		}
		switch {
		case of.count() == 0:
			continue
		case forgotten, s.live() < live && s.halved(live):
			later := map[int64]bool{}
			for record := range gone {
				later[record] = true
			}
			for _, s := range segments[n+1:] {
				for _, e := range s.entries {
					later[e.record] = true
				}
			}
			s.forgetOlder(later)
			err = s.rewrite(ctx, tx)
		default:
			err = unindexEntries(ctx, tx, s.first, &of, words)
		}
		if err != nil {
			return err
		}
		if err := change(ctx, tx, "UPDATE search_segment SET records = $2 WHERE first = $1", s.first, writeEntries(s.entries)); err != nil {
			return err
		}
	}
	return nil
}

// latestOf has the number of each record's latest entry.
func latestOf(segments []*segment) map[int64]int64 {
	latest := map[int64]int64{}
	for _, s := range segments {
		for n, e := range s.entries {
			latest[e.record] = s.first + int64(n)
		}
	}
	return latest
}

// live is how many entries have words that count.
func (s *segment) live() (n int) {
	for _, e := range s.entries {
		if e.words > 0 {
			n++
		}
	}
	return n
}

// halved tells whether what lives of a segment, of which so many entries lived before, has come down to half of all, half of that, and so
// on: then it is time to give back what the others take. So an index never has more than twice the places that count, and whoever changes a
// record seldom writes a segment.
func (s *segment) halved(before int) bool {
	n := len(s.entries) / 2
	for n > 0 && n >= before {
		n /= 2
	}
	return s.live() <= n
}

// rewrite leaves in the database the words of entries that count.
func (s *segment) rewrite(ctx context.Context, tx *sql.Tx) error {
	return firstOf(s.takeInWritten(ctx, tx, s.first),
		func() error {
			_, err := tx.ExecContext(ctx, "DELETE FROM search_part WHERE segment = $1", s.first)
			return err
		},
		func() error { return writeParts(ctx, tx, s.first, s.parts()) })
}

// unindexEntries takes words out of what a segment has of some entries.
func unindexEntries(ctx context.Context, tx *sql.Tx, segment int64, of *entries, words map[string]bool) error {
	for some := range slices.Chunk(slices.Sorted(maps.Keys(words)), atOnce) {
		if err := unindexWords(ctx, tx, segment, of, some, words); err != nil {
			return err
		}
	}
	return nil
}

// unindexWords writes the parts of a segment in which some of the words stand anew, without the places that entries have of them.
func unindexWords(ctx context.Context, tx *sql.Tx, segment int64, of *entries, some []string, words map[string]bool) error {
	args := []any{segment}
	for _, word := range some {
		args = append(args, word)
	}
	parts, err := all(ctx, tx, readPart, "SELECT COALESCE(word, ''), "+placesOf+" FROM ("+partsOf(2, len(some))+" WHERE s.first = $1) AS wanted", args...)
	if err != nil {
		return err
	}
	var old []any
	var anew []part
	for _, p := range parts {
		without, err := p.without(of, words)
		if err != nil {
			return err
		}
		if bytes.Equal(without.places, p.places) {
			continue
		}
		old = append(old, p.word)
		if len(without.places) > 0 {
			anew = append(anew, without)
		}
	}
	for chunk := range slices.Chunk(old, atOnce) {
		args := append([]any{segment}, chunk...)
		list := strings.TrimPrefix(places(1, len(args)), "($1, ")
		if _, err := tx.ExecContext(ctx, "DELETE FROM search_part WHERE segment = $1 AND word IN ("+list, args...); err != nil {
			return err
		}
	}
	return writeParts(ctx, tx, segment, anew)
}

// without is a part without the places that entries have of words.
func (p part) without(of *entries, words map[string]bool) (left part, err error) {
	before := ""
	err = readWords(p.places, func(word, written []byte) error {
		if words[string(word)] {
			places, err := readPlaces(nil, written)
			if err != nil {
				return err
			}
			kept := &gathered{}
			for _, at := range places {
				if !of.has(at.entry()) {
					kept.add(at)
				}
			}
			if written = kept.written; len(written) == 0 {
				return nil
			}
		}
		if left.places == nil {
			left.word = string(word)
		}
		left.places = writeWord(left.places, before, string(word), written)
		before = string(word)
		return nil
	})
	return left, err
}
