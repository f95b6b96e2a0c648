package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
)

// matching is how records that match are wanted.
type matching int

const (
	unranked matching = iota
	ranked            // the most relevant first; only where there are not too many to weigh
	inTitle           // only those that have the words in their title
)

// lists are what one search in the index found.
type lists map[matching][]int64

// rankable is how many records are put in order: to weigh more takes longer than a reader waits.
const rankable = 2000

// matched are the records that have the words, the most relevant first if they are to be ranked. Where there are too many
// to weigh, those with the words in their title stand first, and the newest first among either.
func (w *Workspace) matched(ctx context.Context, q words, rank bool) (ids []int64, ordered bool, err error) {
	ids, err = w.find(ctx, q, unranked)
	if err != nil || !rank || len(ids) == 0 {
		return ids, false, err
	}
	if len(ids) <= rankable {
		ids, err = w.find(ctx, q, ranked)
		return ids, true, err
	}
	titled, err := w.find(ctx, q, inTitle)
	if err != nil {
		return nil, false, err
	}
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

// match gives the records that match. The database gives the parts of each segment that the words stand in; what they tell
// is told here, the same for both engines.
func (w *Workspace) match(ctx context.Context, q words) (lists, error) {
	w.catalogue.RLock()
	s := newSought(q, w.catalogue.entries)
	w.catalogue.RUnlock()
	query, args := s.parts()
	rows, err := w.read.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var first int64
		var written sql.RawBytes
		if err := rows.Scan(&first, &written); err != nil {
			return nil, err
		}
		if err := s.take(first, written); err != nil {
			return nil, err
		}
	}
	return s.lists(), rows.Err()
}

// parts asks for the parts of all segments that its words stand in, if anywhere.
func (s *sought) parts() (query string, args []any) {
	words, beginning := s.words(), ""
	if s.begins != "" {
		words = append(words, s.begins)
		beginning = fmt.Sprintf(" UNION SELECT s.first, p.word FROM search_segment s CROSS JOIN search_part p WHERE p.segment = s.first AND p.word > $%d AND p.word < $%d", len(words), len(words)+1)
	}
	values := make([]string, len(words))
	for n, word := range words {
		args = append(args, word)
		values[n] = fmt.Sprintf("(CAST($%d AS TEXT))", n+1)
	}
	if s.begins != "" {
		args = append(args, s.begins+"\U0010FFFF")
	}
	return "WITH sought (word) AS (VALUES " + strings.Join(values, ", ") + `), wanted (segment, word) AS (
			SELECT DISTINCT s.first, (SELECT max(p.word) FROM search_part p WHERE p.segment = s.first AND p.word <= w.word) FROM search_segment s CROSS JOIN sought w` + beginning + `)
		SELECT p.segment, p.places FROM wanted w JOIN search_part p ON p.segment = w.segment AND p.word = w.word ORDER BY p.segment, p.word`, args
}
