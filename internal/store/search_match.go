package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
)

// matches are the records that a search in the index found.
type matches struct {
	ids    []int64
	ranked bool    // the most relevant stand first; else there are too many to weigh
	titled []int64 // of too many, those that have the words in their title
}

// rankable is how many records are put in order: to weigh more takes longer than a reader waits.
const rankable = 2000

// matched are the records that have the words, the most relevant first if they are to be ranked. Where there are too many
// to weigh, those with the words in their title stand first, and the newest first among either.
func (w *Workspace) matched(ctx context.Context, q words, rank bool) (ids []int64, ordered bool, err error) {
	found, err := w.find(ctx, q)
	if err != nil || !rank || found.ranked {
		return found.ids, rank, err
	}
	ids, titled := found.ids, found.titled
	slices.Sort(ids)
	slices.Sort(titled)
	w.catalogue.RLock()
	defer w.catalogue.RUnlock()
	var first []held
	rest := make([]held, 0, len(ids))
	for _, id := range slices.Backward(ids) {
		for len(titled) > 0 && titled[len(titled)-1] > id {
			titled = titled[:len(titled)-1]
		}
		switch i := w.catalogue.items[id]; {
		case i == nil:
		case len(titled) > 0 && titled[len(titled)-1] == id:
			first = append(first, held{id, i})
		default:
			rest = append(rest, held{id, i})
		}
	}
	return append(inOrder(first, ByNewest), inOrder(rest, ByNewest)...), true, nil
}

// match gives the records that match, of those that have entries. The database gives the parts of each segment that the words
// stand in; what they tell is told here, the same for both engines.
func (e engine) match(ctx context.Context, db rowQuerier, q words, index []entered, joined joined) (matches, error) {
	s := newSought(q, index, joined)
	query, args := s.parts(e)
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return matches{}, err
	}
	defer rows.Close()
	for rows.Next() {
		var first int64
		var written sql.RawBytes
		if err := rows.Scan(&first, &written); err != nil {
			return matches{}, err
		}
		if err := s.take(first, written); err != nil {
			return matches{}, err
		}
	}
	return s.matches(), rows.Err()
}

// parts asks for the parts of all segments that its words stand in, if anywhere.
func (s *sought) parts(e engine) (query string, args []any) {
	words, beginning := s.words(), ""
	if s.begins != "" {
		words = append(words, s.begins)
		beginning = " UNION SELECT s.first, p.word FROM search_segment s CROSS JOIN " +
			e.ofEach("search_part p", fmt.Sprintf("p.segment = s.first AND p.word > $%d AND p.word < $%d", len(words), len(words)+1))
	}
	for _, word := range words {
		args = append(args, word)
	}
	if s.begins != "" {
		args = append(args, s.begins+"\U0010FFFF")
	}
	return "SELECT segment, " + placesOf + " FROM (" + partsOf(1, len(words)) + beginning + ") AS wanted ORDER BY segment, word", args
}

// placesOf are the places of a part that is wanted, or NULL. A part is looked up by itself: joined, PostgreSQL reads all parts of an
// index that it has not analysed.
const placesOf = "(SELECT p.places FROM search_part p WHERE p.segment = wanted.segment AND p.word = wanted.word)"

// partsOf asks for the segment and the first word of each part that words would stand in, NULL for none. They are the arguments from
// one on.
func partsOf(first, count int) string {
	words := make([]string, count)
	for n := range words {
		words[n] = fmt.Sprintf("(CAST($%d AS TEXT))", first+n)
	}
	return "WITH sought (word) AS (VALUES " + strings.Join(words, ", ") + `) SELECT DISTINCT s.first AS segment,
		(SELECT max(p.word) FROM search_part p WHERE p.segment = s.first AND p.word <= w.word) AS word FROM search_segment s CROSS JOIN sought w`
}
