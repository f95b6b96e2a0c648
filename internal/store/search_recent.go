package store

import (
	"context"
	"fmt"
	"slices"
)

// recent are the lists that searches found since the library last changed: whoever turns a page or chooses a facet
// searches for the same words again.
type recent struct {
	lists map[string][]int64
	held  int // numbers in them
}

// What is kept of one library at most, 4 MB: when there would be more, all are given up.
const (
	mostHeld  = 500_000
	mostLists = 1000
)

// find gives the records that match, which the caller may change.
func (w *Workspace) find(ctx context.Context, q words, how matching) ([]int64, error) {
	if err := w.refresh(ctx); err != nil {
		return nil, err
	}
	key := func(how matching) string { return fmt.Sprintf("%d %q", how, []any{q.all, q.not, q.begins}) }
	c := &w.catalogue
	c.RLock()
	ids, known := c.recent.lists[key(how)]
	revision, removal := c.revision, c.removal
	c.RUnlock()
	if known {
		return slices.Clone(ids), nil
	}
	found, err := w.match(ctx, q)
	if err != nil {
		return nil, err
	}
	c.Lock()
	defer c.Unlock()
	if c.revision == revision && c.removal == removal { // else it may miss what was added meanwhile
		for told, ids := range found {
			c.recent.keep(key(told), ids)
		}
	}
	return slices.Clone(found[how]), nil
}

func (r *recent) keep(key string, ids []int64) {
	if r.held+len(ids) > mostHeld || len(r.lists) == mostLists || r.lists == nil {
		*r = recent{lists: map[string][]int64{}}
	}
	if _, known := r.lists[key]; !known && len(ids) <= mostHeld {
		r.lists[key] = ids
		r.held += len(ids)
	}
}
