package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"goodmeasure/evidence"
)

// Harvest asks for records that are or were public, in the order in which they last changed.
type Harvest struct {
	From, Before time.Time     // changed at the one or later, and before the other; zero for no bound
	Kind         evidence.Kind // "": of any
	Group        string        // filed under this group; "": under any or none
	After        time.Time     // go on after the record that changed at this time
	AfterRecord  int64         // and has this number
	Most         int
}

// Harvested is a record as somebody who copies the library meets it.
type Harvested struct {
	evidence.Entry
	Gone bool // no longer public, or part of another record
}

// Harvest gives records that are or were public. Those that were removed are not known any more.
func (w *Workspace) Harvest(ctx context.Context, h Harvest) ([]Harvested, error) {
	args := []any{h.Most, stamp(h.After), h.AfterRecord}
	where := "first_public <> '' AND (changed > $2 OR changed = $2 AND id > $3)"
	and := func(condition string, value any) {
		args = append(args, value)
		where += fmt.Sprintf(" AND "+condition, len(args))
	}
	if !h.From.IsZero() {
		and("changed >= $%d", stamp(h.From))
	}
	if !h.Before.IsZero() {
		and("changed < $%d", stamp(h.Before))
	}
	if h.Kind != "" {
		and("kind = $%d", string(h.Kind))
	}
	if h.Group != "" {
		and("EXISTS (SELECT 1 FROM record_facet f WHERE f.record = record.id AND f.name = 'group' AND f.value = $%d)", h.Group)
	}
	entries, err := all(ctx, w.read, func(rows *sql.Rows) (evidence.Entry, error) { return readEntry(rows) },
		"SELECT "+entryColumns+" FROM record WHERE "+where+" ORDER BY changed, id LIMIT $1", args...)
	if err == nil {
		entries, err = withFacets(ctx, w.read, entries)
	}
	if err == nil {
		entries, err = w.Filled(ctx, entries, true)
	}
	if err != nil {
		return nil, fmt.Errorf("listing what changed in %s: %w", w.place, err)
	}
	harvested := make([]Harvested, len(entries))
	for n, e := range entries {
		harvested[n] = Harvested{e, !e.Public || e.MergedInto != 0}
	}
	return harvested, nil
}

// Earliest is when the first record that is or was public last changed, or now where there is none.
func (w *Workspace) Earliest(ctx context.Context) (time.Time, error) {
	var at time.Time
	err := w.read.QueryRowContext(ctx, "SELECT COALESCE(MIN(changed), '') FROM record WHERE first_public <> ''").Scan(when{&at})
	if err != nil {
		return at, fmt.Errorf("looking for the earliest change in %s: %w", w.place, err)
	}
	if at.IsZero() {
		at = now()
	}
	return at, nil
}
