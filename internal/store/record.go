package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"goodmeasure/evidence"
)

const recordColumns = "id, revision, kind, title, year, description, raw, summary, added, changed, public, first_public, merged_into"

// entryColumns are what readEntry reads. The raw text is left where it is.
const entryColumns = "id, description, summary, added, changed, public, first_public, merged_into"

func readEntry(row scanner) (e evidence.Entry, err error) {
	var id int64
	var description []byte
	err = row.Scan(&id, &description, &e.Summary, when{&e.Added}, when{&e.Changed}, &e.Public, when{&e.FirstPublic}, &e.MergedInto)
	if err == nil {
		err = json.Unmarshal(description, &e.Record)
	}
	if err != nil && id != 0 {
		err = &unreadable{id, err}
	}
	e.ID = strconv.FormatInt(id, 10)
	return e, err
}

// unreadable is that what the database has of a record can be no record's.
type unreadable struct {
	record int64
	err    error
}

func (u *unreadable) Error() string {
	return fmt.Sprintf("record %d cannot be read: %v", u.record, u.err)
}

func (u *unreadable) Unwrap() error { return u.err }

// Addition says where records that are added belong.
type Addition struct {
	Review int64 // they become records of this review; 0: of none
	Search int64 // they were found by this search; 0: by none that was described
	Public bool  // they are shown to all readers of the library

	Found *evidence.Search // they were found by this one, which is taken down with them and given its number
	Here  map[int]int64    // by their places: numbers of records that the library has already, to be taken as they stand
}

// AddRecords puts new records into the library, and gives their numbers in the same order. The whole of them goes in, or nothing.
func (w *Workspace) AddRecords(ctx context.Context, by evidence.Account, entries []evidence.Entry, to Addition) (added []int64, err error) {
	if len(entries) == 0 {
		return nil, nil
	}
	return w.AddEach(ctx, by, func(yield func(evidence.Entry, error) bool) {
		for _, e := range entries {
			if !yield(e, nil) {
				return
			}
		}
	}, to)
}

// AddEach is AddRecords for records that come one by one, as many as there are: few of them are in memory together. Those that
// are here already become the review's and the search's as they stand, and have 0 as their number in what it gives; those of them
// that are gone by now, or have come into use in a review, are added like the others.
func (w *Workspace) AddEach(ctx context.Context, by evidence.Account, entries iter.Seq2[evidence.Entry, error], to Addition) (added []int64, err error) {
	err = w.inTransaction(ctx, func(tx *sql.Tx) error {
		if to.Found != nil {
			if err := insertSearch(ctx, tx, to.Found); err != nil {
				return err
			}
			to.Search = to.Found.ID
		}
		taken, stands, err := w.takeHere(ctx, tx, to)
		if err != nil {
			return err
		}
		at, place, numbered := now(), 0, 0
		batch := make([]evidence.Entry, 0, madeTogether)
		put := func() error {
			err := putRecords(ctx, tx, batch, added[numbered:], at, to.Public)
			batch, numbered = batch[:0], len(added)
			return err
		}
		for e, err := range entries {
			if err != nil {
				return err
			}
			if place++; stands[place-1] {
				added = append(added, 0)
				continue
			}
			if batch, added = append(batch, e), append(added, pending); len(batch) == madeTogether {
				if err := put(); err != nil {
					return err
				}
			}
		}
		if err := put(); err != nil {
			return err
		}
		fresh := slices.DeleteFunc(slices.Clone(added), func(n int64) bool { return n == 0 })
		return firstOf(nil,
			func() error { return join(ctx, tx, "review_record", "review", to.Review, fresh, "added", stamp(at)) },
			func() error { return join(ctx, tx, "record_source", "source", to.Search, fresh) },
			func() error {
				if to.Found == nil {
					return nil
				}
				return noteSearch(ctx, tx, by, *to.Found)
			},
			func() error {
				if len(taken) == 0 {
					return nil
				}
				return note(ctx, tx, by, evidence.Act{Verb: "added", Subject: "membership", Number: to.Review, Review: to.Review}, nil, taken)
			},
			func() error {
				if len(fresh) == 0 {
					return nil
				}
				return note(ctx, tx, by, evidence.Act{Verb: "added", Subject: "records", Number: fresh[0], Review: to.Review}, nil,
					map[string]any{"first": fresh[0], "count": len(fresh), "search": to.Search, "public": to.Public})
			})
	})
	if err != nil {
		return nil, fmt.Errorf("adding records to %s: %w; none was kept", w.place, err)
	}
	return added, nil
}

// madeTogether is how many records are made ready in memory at a time: with their texts and words they are several times as large
// as they were.
const madeTogether = 2_500

// pending is the number of a record that has none yet.
const pending = -1

// putRecords keeps new records with what they are found by, and gives those of added that are pending their numbers.
func putRecords(ctx context.Context, tx *sql.Tx, entries []evidence.Entry, added []int64, at time.Time, public bool) error {
	if len(entries) == 0 {
		return nil
	}
	first, err := numbers(ctx, tx, "record", len(entries))
	if err != nil {
		return err
	}
	next := first
	for n := range added {
		if added[n] == pending {
			added[n], next = next, next+1
		}
	}
	kept := make([]evidence.Entry, len(entries))
	for n, e := range entries {
		e.ID, e.Added, e.Changed, e.Public, e.FirstPublic, e.MergedInto = strconv.FormatInt(first+int64(n), 10), at, at, public, time.Time{}, 0
		if public {
			e.FirstPublic = at
		}
		kept[n] = cleaned(e)
	}
	texts := textsOf(kept, describeRecord)
	return firstOf(nil,
		func() error { return insertRecords(ctx, tx, kept, texts) },
		func() error { return fileRecords(ctx, tx, kept) },
		func() error { return index(ctx, tx, texts.all()) })
}

// join puts records into a review or beside a search; with number 0 it does nothing. What is there already stays.
func join(ctx context.Context, tx *sql.Tx, table, column string, number int64, records []int64, more ...string) error {
	if number == 0 {
		return nil
	}
	columns := column + ", record"
	if len(more) > 0 {
		columns += ", " + more[0]
	}
	return insertOrKeep(ctx, tx, table, columns, records, func(record int64) ([]any, error) {
		values := []any{number, record}
		if len(more) > 0 {
			values = append(values, more[1])
		}
		return values, nil
	})
}

func insertRecords(ctx context.Context, tx *sql.Tx, entries []evidence.Entry, texts recordTexts) error {
	revision, err := numbers(ctx, tx, "revision", len(entries))
	if err != nil {
		return err
	}
	return insert(ctx, tx, "record", recordColumns, entries, func(e evidence.Entry) ([]any, error) {
		text := texts.next()
		revision++
		return []any{e.Number(), revision - 1, e.Kind, e.Title, e.Year, text.description, text.raw, e.Summary,
			stamp(e.Added), stamp(e.Changed), e.Public, stamp(e.FirstPublic), e.MergedInto}, text.err
	})
}

// fileRecords puts what records are looked up by beside them: identifiers and facets.
func fileRecords(ctx context.Context, tx *sql.Tx, entries []evidence.Entry) error {
	var identifiers, facets [][]any
	for _, e := range entries {
		for _, i := range e.Identifiers {
			value := i.Value
			if i.Scheme == "doi" {
				value = evidence.BareDOI(value)
			}
			if value = clean(strings.TrimSpace(value)); value != "" && len(value) <= 500 { // longer is no identifier, and no engine's index takes it
				identifiers = append(identifiers, []any{e.Number(), clean(i.Scheme), value})
			}
		}
		facets = append(facets, facetRows(e.Number(), 0, e.Facets)...)
	}
	same := func(row []any) ([]any, error) { return row, nil }
	return firstOf(nil,
		func() error {
			return insertOrKeep(ctx, tx, "record_identifier", "record, scheme, value", identifiers, same)
		},
		func() error {
			return insertOrKeep(ctx, tx, "record_facet", "record, card, name, value", facets, same)
		})
}

func facetRows(record, card int64, facets map[string][]string) (rows [][]any) {
	facets = cleanFacets(facets)
	for _, name := range slices.Sorted(maps.Keys(facets)) {
		for _, value := range facets[name] {
			rows = append(rows, []any{record, card, name, value})
		}
	}
	return rows
}

// cut shortens a text to at most so many bytes, between characters.
func cut(text string, most int) string {
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "")
}

// Record gives an entry, whatever it was merged into.
func (w *Workspace) Record(ctx context.Context, number int64) (evidence.Entry, error) {
	e, err := w.entry(ctx, w.read, number, "")
	if err != nil {
		return e, fmt.Errorf("looking up record %d: %w", number, err)
	}
	return e, nil
}

func (w *Workspace) entry(ctx context.Context, db rowQuerier, number int64, lock string) (evidence.Entry, error) {
	e, err := one(ctx, db, readEntry, "SELECT "+entryColumns+" FROM record WHERE id = $1"+lock, number)
	if err != nil {
		return e, err
	}
	with, err := withFacets(ctx, db, []evidence.Entry{e})
	if err != nil {
		return e, err
	}
	return with[0], nil
}

// Records gives the entries of these numbers, in their order. Numbers that the library does not have are left out.
func (w *Workspace) Records(ctx context.Context, wanted []int64) ([]evidence.Entry, error) {
	by, err := recordsByNumber(ctx, w.read, wanted)
	if err != nil {
		return nil, fmt.Errorf("reading records of %s: %w", w.place, err)
	}
	entries := make([]evidence.Entry, 0, len(wanted))
	for _, number := range wanted {
		if e, ok := by[number]; ok {
			entries = append(entries, e)
		}
	}
	return entries, nil
}

// recordsByNumber has the entries of these numbers that are there, by their numbers.
func recordsByNumber(ctx context.Context, db rowQuerier, wanted []int64) (map[int64]evidence.Entry, error) {
	by := map[int64]evidence.Entry{}
	for chunk := range slices.Chunk(wanted, atOnce) {
		list, args := numbered(chunk)
		entries, err := all(ctx, db, func(rows *sql.Rows) (evidence.Entry, error) { return readEntry(rows) },
			"SELECT "+entryColumns+" FROM record WHERE id IN "+list, args...)
		if err == nil {
			entries, err = withFacets(ctx, db, entries)
		}
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			by[e.Number()] = e
		}
	}
	return by, nil
}

// numbered is a list of places for numbers, and the numbers.
func numbered(wanted []int64) (list string, args []any) {
	for _, n := range wanted {
		args = append(args, n)
	}
	return places(1, len(wanted)), args
}

func withFacets(ctx context.Context, db rowQuerier, entries []evidence.Entry) ([]evidence.Entry, error) {
	if len(entries) == 0 {
		return entries, nil
	}
	at := map[int64]int{}
	var wanted []int64
	for n, e := range entries {
		at[e.Number()] = n
		wanted = append(wanted, e.Number())
	}
	list, args := numbered(wanted)
	_, err := all(ctx, db, func(rows *sql.Rows) (struct{}, error) {
		var record int64
		var name, value string
		var coded bool
		err := rows.Scan(&record, &name, &value, &coded)
		to := &entries[at[record]].Facets
		if coded {
			to = &entries[at[record]].Coded
		}
		if *to == nil {
			*to = map[string][]string{}
		}
		(*to)[name] = append((*to)[name], value)
		return struct{}{}, err
	}, "SELECT DISTINCT record, name, value, card <> 0 FROM record_facet WHERE record IN "+list+" ORDER BY record, name, value", args...)
	return entries, err
}

// Raw gives a record as its file had it.
func (w *Workspace) Raw(ctx context.Context, number int64) (string, error) {
	raw, err := one(ctx, w.read, value[string], "SELECT raw FROM record WHERE id = $1", number)
	if err != nil {
		return "", fmt.Errorf("looking up record %d: %w", number, err)
	}
	return raw, nil
}

// Identified gives the numbers of the records that bear an identifier.
func (w *Workspace) Identified(ctx context.Context, id evidence.Identifier) ([]int64, error) {
	if id.Scheme == "doi" {
		id.Value = evidence.BareDOI(id.Value)
	}
	found, err := values[int64](ctx, w.read, "SELECT record FROM record_identifier WHERE scheme = $1 AND value = $2 ORDER BY record", id.Scheme, id.Value)
	if err != nil {
		return nil, fmt.Errorf("looking up %s %s: %w", id.Scheme, id.Value, err)
	}
	return found, nil
}
