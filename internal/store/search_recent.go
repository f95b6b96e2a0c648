package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
)

// recent is what searches found since the library last changed: whoever turns a page or chooses a facet searches for the
// same words again.
type recent struct {
	found map[string]matches
	held  int // numbers in them
}

// What is kept of one library at most, 4 MB: when there would be more, all are given up.
const (
	mostHeld = 500_000
	mostKept = 1000
)

// mostTries is how often a search is made beside others although the library changed meanwhile.
const mostTries = 4

// find gives the records that match, in lists that the caller may change.
func (w *Workspace) find(ctx context.Context, q words) (found matches, err error) {
	key := fmt.Sprintf("%q", []any{q.all, q.not, q.begins, fmt.Sprint(q.members)})
	for range mostTries {
		if found, done, err := w.findBesideOthers(ctx, q, key); err != nil || done {
			return found, err
		}
	}
	w.catalogue.Lock()
	defer w.catalogue.Unlock()
	err = w.atOneMoment(ctx, func(tx *sql.Tx) error {
		if err = w.catalogue.damage; err == nil {
			found, err = w.match(ctx, tx, q, w.catalogue.entries, w.catalogue.joinedFor(q))
		}
		return err
	})
	return found, err
}

// findBesideOthers is done unless the index changed after its entries were taken in: it may lack what they stood for.
func (w *Workspace) findBesideOthers(ctx context.Context, q words, key string) (found matches, done bool, err error) {
	if err := w.refresh(ctx); err != nil {
		return found, false, err
	}
	c := &w.catalogue
	c.RLock()
	found, known := c.recent.found[key]
	revision, removal, entries, joined, damage := c.revision, c.removal, c.entries, c.joinedFor(q), c.damage
	c.RUnlock()
	if known || damage != nil {
		return found.clone(), true, damage
	}
	if found, err = w.match(ctx, w.read, q, entries, joined); err != nil {
		return found, false, err
	}
	changed, removed, err := changes(ctx, w.read)
	if err != nil || changed != revision || removed != removal {
		return found, false, err
	}
	c.Lock()
	defer c.Unlock()
	if c.revision == revision && c.removal == removal {
		c.recent.keep(key, found.clone())
	}
	return found, true, nil
}

func (m matches) clone() matches {
	m.ids, m.titled = slices.Clone(m.ids), slices.Clone(m.titled)
	return m
}

func (r *recent) keep(key string, found matches) {
	more := len(found.ids) + len(found.titled)
	if r.held+more > mostHeld || len(r.found) == mostKept || r.found == nil {
		*r = recent{found: map[string]matches{}}
	}
	if _, known := r.found[key]; !known && more <= mostHeld {
		r.found[key] = found
		r.held += more
	}
}
