package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"maps"
	"slices"
)

// indexPostgreSQL puts records into the index as new entries: the places of their words go behind those that each word's block has.
func indexPostgreSQL(ctx context.Context, tx *sql.Tx, records []indexed) error {
	for chunk := range slices.Chunk(records, inBlock) {
		entries, err := enter(ctx, tx, chunk)
		if err != nil {
			return err
		}
		blocks := map[int64]map[string][]byte{}
		for _, x := range chunk {
			entry := entries[x.record]
			block := blocks[entry/inBlock]
			if block == nil {
				block = map[string][]byte{}
				blocks[entry/inBlock] = block
			}
			for field, words := range x.fields {
				for position, word := range words {
					if written, at := block[word], placeOf(entry, field, position); !enough(written, at) {
						block[word] = binary.BigEndian.AppendUint32(written, uint32(at))
					}
				}
			}
		}
		for _, block := range slices.Sorted(maps.Keys(blocks)) {
			if err := writePlaces(ctx, tx, block, blocks[block]); err != nil {
				return err
			}
		}
	}
	return nil
}

// indexing is the advisory lock of those who write to the index. Places stand in the order of entries only if whoever makes
// entries writes their places before anybody else makes any; and two who write words of several blocks would wait for each other.
const indexing = migrating + 1

// enter makes entries of records, and gives the entry of each record. Until the transaction ends, nobody else makes any.
func enter(ctx context.Context, tx *sql.Tx, records []indexed) (map[int64]int64, error) {
	if _, err := tx.ExecContext(ctx, "SELECT pg_advisory_xact_lock($1)", indexing); err != nil {
		return nil, err
	}
	var numbers, lengths []int64
	for _, x := range records {
		length := 0
		for _, words := range x.fields {
			length += len(words)
		}
		numbers, lengths = append(numbers, x.record), append(lengths, int64(length))
	}
	entries := make(map[int64]int64, len(records))
	_, err := all(ctx, tx, func(rows *sql.Rows) (struct{}, error) {
		var record, entry int64
		err := rows.Scan(&record, &entry)
		entries[record] = entry
		return struct{}{}, err
	}, "INSERT INTO search_entry (record, words) SELECT * FROM unnest(CAST($1 AS BIGINT[]), CAST($2 AS BIGINT[])) RETURNING record, entry", numbers, lengths)
	return entries, err
}

// writePlaces puts the places of words in one block behind those that are there.
func writePlaces(ctx context.Context, tx *sql.Tx, block int64, places map[string][]byte) error {
	for words := range slices.Chunk(slices.Sorted(maps.Keys(places)), atOnce) {
		written := make([][]byte, len(words))
		for n, word := range words {
			written[n] = places[word]
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO search_word (word, block, places) SELECT word, $1, places FROM unnest(CAST($2 AS TEXT[]), CAST($3 AS BYTEA[])) AS new (word, places)
			ON CONFLICT (word, block) DO UPDATE SET places = search_word.places || excluded.places`, block, words, written); err != nil {
			return err
		}
	}
	return nil
}

// takeEntries takes the entries of the records with revisions after one and up to another into the catalogue.
func takeEntries(ctx context.Context, c *holdings, db rowQuerier, from, to int64) error {
	_, err := all(ctx, db, func(rows *sql.Rows) (struct{}, error) {
		var entry, record int64
		var words int
		err := rows.Scan(&entry, &record, &words)
		if i := c.items[record]; i != nil {
			for int64(len(c.entries)) <= entry {
				c.entries = append(c.entries, entered{})
			}
			c.entries[i.entry] = entered{}
			i.entry, c.entries[entry] = entry, entered{record, words}
		}
		return struct{}{}, err
	}, "SELECT e.entry, e.record, e.words FROM search_entry e JOIN record r ON r.id = e.record WHERE r.revision > $1 AND r.revision <= $2 ORDER BY e.entry", from, to)
	return err
}

// entered is the record of an entry of the index, and how many words it has. Record 0 is of an entry that stands for nothing any more.
type entered struct {
	record int64
	words  int
}

// matchPostgreSQL gives the records that match. The server gives the places of the words, a block at a time; what they
// tell is told here.
func matchPostgreSQL(ctx context.Context, w *Workspace, q words, how matching) (lists, error) {
	w.catalogue.RLock()
	s := newSought(q, how, slices.Clone(w.catalogue.entries))
	w.catalogue.RUnlock()
	condition, args := "word = ANY(CAST($1 AS TEXT[]))", []any{s.words()}
	if q.begins != "" {
		condition, args = condition+" OR word >= $2 AND word < $3", append(args, q.begins, q.begins+"\U0010FFFF")
	}
	rows, err := w.read.QueryContext(ctx, "SELECT block, word, places FROM search_word WHERE "+condition+" ORDER BY block", args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var block int64
	var word, written sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&block, &word, &written); err != nil {
			return nil, err
		}
		s.take(block, word, written)
	}
	return s.lists(), rows.Err()
}
