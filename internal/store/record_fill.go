package store

import (
	"context"
	"database/sql"
	"fmt"
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

// FillRecord keeps what a record that is not kept says of the same work, where the record of this number says nothing, or by now the one that
// stands for it. A public one takes no abstract from one that is not meant for all readers. It tells whether there was anything: of a
// record that has gone meanwhile there is nothing.
func (w *Workspace) FillRecord(ctx context.Context, by evidence.Account, number int64, from evidence.Record, public bool) (filled bool, err error) {
	err = w.inTransaction(ctx, func(tx *sql.Tx) error {
		heads, err := headsOf(ctx, tx, []int64{number})
		if err != nil || heads[number] == 0 {
			return err
		}
		before, err := w.entry(ctx, tx, heads[number], w.lock)
		if err != nil {
			return ignoring(err, evidence.ErrNotFound)
		}
		after := before
		if filled = fill(&after, from, before.Public && !public); !filled {
			return nil
		}
		return w.writeRecord(ctx, tx, by, before, after)
	})
	if err != nil {
		return false, fmt.Errorf("filling in record %d: %w", number, err)
	}
	return filled, nil
}
