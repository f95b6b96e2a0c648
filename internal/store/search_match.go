package store

import (
	"context"
	"slices"
	"strconv"
	"strings"
)

// matching is what an engine is asked for.
type matching int

const (
	unranked matching = iota
	ranked            // the most relevant first
	inTitle           // only those that have the words in their title
)

// lists are what an engine found: of what it was asked for, and of what it came to know with it.
type lists map[matching][]int64

// rankable is how many records an engine puts in order: to weigh more takes it longer than a reader waits.
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

// listed reads numbers that stand in one text between commas.
func listed(ctx context.Context, db rowQuerier, query string, args ...any) ([]int64, error) {
	text, err := one(ctx, db, value[string], query, args...)
	if err != nil || text == "" {
		return nil, err
	}
	ids := make([]int64, 0, strings.Count(text, ",")+1)
	for part := range strings.SplitSeq(text, ",") {
		id, err := strconv.ParseInt(part, 10, 64)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}
