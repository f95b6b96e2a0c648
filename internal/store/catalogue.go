package store

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
	"sync"
	"time"
)

// catalogue holds in memory what searches filter and count by, so that neither takes a walk through the tables. Before
// each use it takes in what this process or another has changed.
type catalogue struct {
	sync.RWMutex
	holdings
	recent recent
}

type holdings struct {
	revision, removal int64 // as far as it has taken in changes
	items             map[int64]*item
	values            map[filing]int
	known             []filing        // by the numbers that items hold
	entries           []entered       // of the index, by their numbers; never changed in place, since searches use them
	merged            map[int64]int64 // records that another stands for, with that
	forMembers        joined
	forAll            joined
	damage            error // of the index, which only searches for words need
}

// item is what the catalogue holds of a record.
type item struct {
	public, merged bool
	year           int
	since          string // first public, or else added
	values         []int
	entry          int64 // in the index; 0 for none yet
}

// filing is one value of one facet.
type filing struct{ name, value string }

// refresh takes in what has changed.
func (w *Workspace) refresh(ctx context.Context) error {
	c := &w.catalogue
	revision, removal, err := changes(ctx, w.read)
	if err != nil {
		return err
	}
	c.RLock()
	done := c.has(revision, removal)
	c.RUnlock()
	if done {
		return nil
	}
	c.Lock()
	defer c.Unlock()
	if c.has(revision, removal) { // somebody else has taken it in since
		return nil
	}
	ctx, end := context.WithTimeout(context.WithoutCancel(ctx), time.Minute) // others wait for it too, and whoever types leaves at every letter
	defer end()
	return w.atOneMoment(ctx, func(*sql.Tx) error { return nil })
}

// atOneMoment does work while the catalogue, which whoever calls has locked, and what the transaction reads are of one moment.
func (w *Workspace) atOneMoment(ctx context.Context, work func(*sql.Tx) error) error {
	c := &w.catalogue
	tx, err := w.moment(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	revision, removal, err := changes(ctx, tx)
	if err != nil {
		return err
	}
	if !c.has(revision, removal) {
		next := &c.holdings
		if c.items == nil || c.removal < removal {
			next = &holdings{items: map[int64]*item{}, values: map[filing]int{}, merged: map[int64]int64{}}
		}
		c.recent = recent{}
		if err := next.take(ctx, tx); err != nil {
			return err // what was there stays, and is taken in again
		}
		next.revision, next.removal = revision, removal
		c.holdings = *next
	}
	return work(tx)
}

// has tells whether it has taken in the changes up to one, and the removals.
func (c *holdings) has(revision, removal int64) bool {
	return c.items != nil && c.revision >= revision && c.removal >= removal
}

// changes are the numbers of the latest change of a record and of the latest removal.
func changes(ctx context.Context, db rowQuerier) (revision, removal int64, err error) {
	err = db.QueryRowContext(ctx, `SELECT COALESCE((SELECT last FROM counter WHERE name = 'revision'), 0), COALESCE((SELECT last FROM counter WHERE name = 'removal'), 0)`).
		Scan(&revision, &removal)
	return revision, removal, err
}

// take reads the records that were added or changed since, and their entries in the index.
func (c *holdings) take(ctx context.Context, db rowQuerier) error {
	_, err := all(ctx, db, func(rows *sql.Rows) (struct{}, error) {
		var id, merged int64
		var kind, first, added string
		i := &item{}
		err := rows.Scan(&id, &kind, &i.year, &i.public, &first, &added, &merged)
		if before := c.items[id]; before != nil {
			i.entry = before.entry
		}
		i.merged, i.since = merged != 0, first
		if delete(c.merged, id); i.merged {
			c.merged[id] = merged
		}
		if first == "" {
			i.since = added
		}
		i.values = []int{c.number("kind", kind)}
		if i.year != 0 {
			i.values = append(i.values, c.number("year", strconv.Itoa(i.year)))
		}
		c.items[id] = i
		return struct{}{}, err
	}, "SELECT id, kind, year, public, first_public, added, merged_into FROM record WHERE revision > $1", c.revision)
	if err != nil {
		return err
	}
	_, err = all(ctx, db, func(rows *sql.Rows) (struct{}, error) {
		var id int64
		var name, value string
		err := rows.Scan(&id, &name, &value)
		if i := c.items[id]; i != nil {
			i.values = append(i.values, c.number(name, value))
		}
		return struct{}{}, err
	}, `SELECT DISTINCT f.record, f.name, f.value FROM record_facet f JOIN record r ON r.id = f.record
		WHERE r.revision > $1 ORDER BY f.record, f.name, f.value`, c.revision)
	if err != nil {
		return err
	}
	err = c.takeEntries(ctx, db)
	c.join()
	if errors.Is(err, errDamaged) {
		c.damage = err
		return nil
	}
	if err == nil {
		c.damage = nil
	}
	return err
}

// takeEntries reads the segments of the index that are new. An entry of a record that has a later one, or was removed, stands for
// nothing.
func (c *holdings) takeEntries(ctx context.Context, db rowQuerier) error {
	segments, err := all(ctx, db, readSegment, "SELECT first, entries, records FROM search_segment WHERE first + entries > $1 ORDER BY first", len(c.entries))
	if err != nil {
		return err
	}
	last, err := one(ctx, db, value[int64], "SELECT COALESCE((SELECT last FROM counter WHERE name = 'entry'), 0)")
	if err != nil {
		return err
	}
	end := int64(max(1, len(c.entries)))
	for n, s := range segments {
		if s.first < 1 || s.first > end || n > 0 && s.first < end {
			return errDamaged
		}
		end = s.first + int64(len(s.entries))
	}
	if end != last+1 {
		return errDamaged
	}
	if len(segments) == 0 {
		return nil
	}
	entries := make([]entered, end)
	copy(entries, c.entries)
	for _, s := range segments {
		for n, e := range s.entries {
			if i := c.items[e.record]; i != nil {
				entries[i.entry] = entered{}
				i.entry = s.first + int64(n)
				entries[i.entry] = e
			}
		}
	}
	c.entries = entries
	return nil
}

// number is what items hold for a value.
func (c *holdings) number(name, value string) int {
	key := filing{name, value}
	number, known := c.values[key]
	if !known {
		number = len(c.known)
		c.values[key] = number
		c.known = append(c.known, key)
	}
	return number
}
