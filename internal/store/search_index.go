package store

import (
	"context"
	"database/sql"
	"slices"
)

// complete is how many entries a segment has that is left as it is. Smaller ones are taken into the next that is no
// smaller, so that a search reads few, and whoever adds one record seldom writes the words of many.
const complete = 1024

// index puts segments into the database, with new entries for their records.
func index(ctx context.Context, tx *sql.Tx, segments []*segment) error {
	for _, s := range segments {
		first, err := numbers(ctx, tx, "entry", len(s.entries))
		if err != nil {
			return err
		}
		s.first = first
		if s, err = takeInSmaller(ctx, tx, s); err != nil {
			return err
		}
		if err := s.write(ctx, tx); err != nil {
			return err
		}
	}
	return nil
}

func (s *segment) write(ctx context.Context, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, "INSERT INTO search_segment (first, entries, records) VALUES ($1, $2, $3)", s.first, len(s.entries), writeEntries(s.entries)); err != nil {
		return err
	}
	return writeParts(ctx, tx, s.first, s.parts())
}

func writeParts(ctx context.Context, tx *sql.Tx, segment int64, parts []part) error {
	return insert(ctx, tx, "search_part", "segment, word, places", parts, func(p part) ([]any, error) {
		return []any{segment, p.word, p.places}, nil
	})
}

// takeInSmaller joins to a segment those before it that are no larger, and takes them out of the database.
func takeInSmaller(ctx context.Context, tx *sql.Tx, s *segment) (*segment, error) {
	type extent struct{ first, entries int64 }
	before, err := all(ctx, tx, func(rows *sql.Rows) (e extent, err error) { return e, rows.Scan(&e.first, &e.entries) },
		"SELECT first, entries FROM search_segment ORDER BY first DESC LIMIT 16")
	if err != nil {
		return s, err
	}
	first, end := s.first, s.first+int64(len(s.entries))
	for _, e := range before {
		if e.entries >= complete || e.entries > end-first || end-e.first > inSegment {
			break
		}
		first = e.first
	}
	if first == s.first {
		return s, nil
	}
	smaller, err := all(ctx, tx, readSegment, "SELECT first, entries, records FROM search_segment WHERE first >= $1 ORDER BY first", first)
	if err != nil {
		return s, err
	}
	joined := newSegment()
	joined.first, joined.entries = first, make([]entered, end-first)
	for _, part := range append(smaller, s) {
		if part.first > s.first {
			return s, errDamaged
		}
		copy(joined.entries[part.first-first:], part.entries)
	}
	joined.forgetOlder(map[int64]bool{})
	for _, part := range smaller {
		if err := joined.takeInWritten(ctx, tx, part.first); err != nil {
			return s, err
		}
	}
	if err := joined.takeIn(s); err != nil {
		return s, err
	}
	_, err = tx.ExecContext(ctx, "DELETE FROM search_segment WHERE first >= $1", first)
	return joined, err
}

// readSegment reads which entries a segment has.
func readSegment(rows *sql.Rows) (*segment, error) {
	s := newSegment()
	var count int
	var records []byte
	err := rows.Scan(&s.first, &count, &records)
	if err == nil {
		s.entries, err = readEntries(records)
	}
	if err == nil && len(s.entries) != count {
		err = errDamaged
	}
	return s, err
}

// forgetOlder leaves of entries for the same record the latest, unless there is a later one elsewhere. It takes down which it has.
func (s *segment) forgetOlder(later map[int64]bool) {
	for n, e := range slices.Backward(s.entries) {
		if later[e.record] {
			s.entries[n] = entered{}
		}
		later[e.record] = true
	}
}

// takeInWritten takes in the words of a segment that the database has.
func (s *segment) takeInWritten(ctx context.Context, tx *sql.Tx, first int64) error {
	parts, err := all(ctx, tx, readPart, "SELECT word, places FROM search_part WHERE segment = $1 ORDER BY word", first)
	for _, p := range parts {
		if err == nil {
			err = readWords(p.places, func(word, places []byte) error { return s.takeInWord(string(word), places, int(first-s.first)) })
		}
	}
	return err
}

func readPart(rows *sql.Rows) (p part, err error) { return p, rows.Scan(&p.word, &p.places) }

// takeIn takes in the words of another segment.
func (s *segment) takeIn(other *segment) error {
	for word, g := range other.words {
		if err := s.takeInWord(word, g.written, int(other.first-s.first)); err != nil {
			return err
		}
	}
	return nil
}

// takeInWord puts places of a word, in entries that come so much later, behind those that it has.
func (s *segment) takeInWord(word string, written []byte, later int) error {
	places, err := readPlaces(nil, written)
	if err != nil {
		return err
	}
	g := s.of(word)
	for _, p := range places {
		if entry := p.entry() + later; entry < len(s.entries) && s.entries[entry].words > 0 {
			g.add(placeOf(entry, p.field(), p.position()))
		}
	}
	return nil
}
