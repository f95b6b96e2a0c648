package store

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"

	"goodmeasure/evidence"
)

// Filled gives entries with what they do not say and records that were merged into them do: see evidence.Record.Fill. They
// are filled as they are read, so that nothing is left of it once two are parted. For all readers, nothing of an abstract is
// shown that is none of a public record.
func (w *Workspace) Filled(ctx context.Context, entries []evidence.Entry, forAll bool) ([]evidence.Entry, error) {
	at := map[int64]int{}
	for n, e := range entries {
		at[e.Number()] = n
	}
	entries = slices.Clone(entries)
	for chunk := range slices.Chunk(entries, atOnce) {
		var heads []int64
		for _, e := range chunk {
			heads = append(heads, e.Number())
		}
		list, args := numbered(heads)
		merged, err := all(ctx, w.read, func(rows *sql.Rows) (evidence.Entry, error) { return readEntry(rows) },
			"SELECT "+entryColumns+" FROM record WHERE merged_into IN "+list+" ORDER BY id", args...)
		if err != nil {
			return nil, fmt.Errorf("reading records of %s: %w", w.place, err)
		}
		for _, from := range merged {
			fill(&entries[at[from.MergedInto]], from.Record, forAll && !from.Public)
		}
	}
	return entries, nil
}

func fill(e *evidence.Entry, from evidence.Record, hidden bool) bool {
	if hidden {
		from.Abstract = ""
	}
	return e.Fill(from)
}

// FilledRecords is Records for members, filled.
func (w *Workspace) FilledRecords(ctx context.Context, wanted []int64) ([]evidence.Entry, error) {
	entries, err := w.Records(ctx, wanted)
	if err != nil {
		return nil, err
	}
	return w.Filled(ctx, entries, false)
}

// FilledRecord is Record, filled: for all readers, or for members.
func (w *Workspace) FilledRecord(ctx context.Context, number int64, forAll bool) (evidence.Entry, error) {
	e, err := w.Record(ctx, number)
	if err != nil {
		return e, err
	}
	filled, err := w.Filled(ctx, []evidence.Entry{e}, forAll)
	if err != nil {
		return e, err
	}
	return filled[0], nil
}

// Filling is what a record that is not kept says of the same work as one of the library's.
type Filling struct {
	Number int64 // of the library's
	From   evidence.Record
	Public bool // it is meant for all readers
}

// FillRecords keeps what records that are not kept say, where the library's own say nothing, or by now those that stand for them. A public
// one takes no abstract from one that is not meant for all readers. It tells how many were filled, and fills all or none: of those
// that have gone meanwhile there is nothing.
func (w *Workspace) FillRecords(ctx context.Context, by evidence.Account, fillings []Filling) (filled int, err error) {
	if len(fillings) == 0 {
		return 0, nil
	}
	err = w.inTransaction(ctx, func(tx *sql.Tx) error {
		wanted := make([]int64, len(fillings))
		for n, f := range fillings {
			wanted[n] = f.Number
		}
		heads, err := headsOf(ctx, tx, wanted)
		if err != nil {
			return err
		}
		held := slices.Sorted(maps.Values(heads))
		if err := w.holdRecords(ctx, tx, held); err != nil {
			return err
		}
		before, err := recordsByNumber(ctx, tx, held)
		if err != nil {
			return err
		}
		changes := fillAll(before, heads, fillings)
		if filled = len(changes); filled == 0 {
			return nil
		}
		return w.writeRecords(ctx, tx, by, changes)
	})
	if err != nil {
		return 0, fmt.Errorf("filling in records of %s: %w; none was filled", w.place, err)
	}
	return filled, nil
}

// fillAll gives those of some records that say more once they are filled, in the order in which they come.
func fillAll(before map[int64]evidence.Entry, heads map[int64]int64, fillings []Filling) (changes []rewritten) {
	at := map[int64]int{}
	for _, f := range fillings {
		e, there := before[heads[f.Number]]
		if !there {
			continue
		}
		n, again := at[e.Number()]
		if again {
			e = changes[n].after
		}
		switch filled := fill(&e, f.From, e.Public && !f.Public); {
		case filled && again:
			changes[n].after = e
		case filled:
			at[e.Number()] = len(changes)
			changes = append(changes, rewritten{before[e.Number()], e})
		}
	}
	return changes
}
