package library

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"strings"
	"time"

	"github.com/sourcegraph/conc"

	"goodmeasure/chart"
	"goodmeasure/citation"
	"goodmeasure/evidence"
	"goodmeasure/internal/store"
)

// Intake says how a file's records are taken into the library.
type Intake struct {
	Options
	Public   bool   // show them to all readers at once
	Source   string // the catalogue that was searched; the file's name where nobody says
	Searched string // the day on which it was, as 2026-05-04; today where nobody says
}

// Imported says what became of a file of records.
type Imported struct {
	Receipt
	Added       int      `json:"added"`
	First       int64    `json:"first,omitempty"` // number of the first that was added
	Last        int64    `json:"last,omitempty"`
	Doubles     []Double `json:"doubles"` // that the library had, or the file brought twice: not added
	DoublesMore int      `json:"doubles_more,omitempty"`
	Filled      int      `json:"filled,omitempty"` // of the library's own, which now say what these do and they did not, such as an abstract
	Unsure      []Double `json:"unsure"`           // added, and perhaps a double: a person decides
	UnsureMore  int      `json:"unsure_more,omitempty"`
	PairsLeft   int      `json:"pairs_left,omitempty"` // of those of Unsure, that were not put before a person: too many wait already
}

// Double is a record of a file that is, or may be, a work that the library has.
type Double struct {
	Record int    `json:"record"` // in the file, from 1
	Line   int    `json:"line,omitempty"`
	Title  string `json:"title"`
	Of     int64  `json:"of"` // number in the library
	Why    string `json:"why"`
}

// taken is how many records are looked at, and go in, together.
const taken = 2_500

// mostTold is how many doubles of a file are told one by one.
const mostTold = 1000

// Import takes a file's records into the library, save those that it has. A file that cannot be read to its end is
// refused, and nothing of it is added. Memory does not depend on the size of the file. When the import is broken off,
// what went in before stays, and the same import goes on from there.
func (d *Desk) Import(ctx context.Context, path string, in Intake) (Imported, error) {
	file, err := citation.Open(path, in.Options.Options)
	if err != nil {
		receipt, err := refused(path, err)
		return Imported{Receipt: receipt, Doubles: []Double{}, Unsure: []Double{}}, err
	}
	defer file.Close()
	return d.take(ctx, file, path, in)
}

// ImportContent is Import for content that is held already, such as what was sent or pasted.
func (d *Desk) ImportContent(ctx context.Context, content io.ReaderAt, size int64, name string, in Intake) (Imported, error) {
	file, err := citation.Read(content, size, name, in.Options.Options)
	if err != nil {
		receipt, err := refused(name, err)
		return Imported{Receipt: receipt, Doubles: []Double{}, Unsure: []Double{}}, err
	}
	return d.take(ctx, file, filepath.Base(name), in)
}

func (d *Desk) take(ctx context.Context, file *citation.File, name string, in Intake) (Imported, error) {
	done := Imported{Doubles: []Double{}, Unsure: []Double{}}
	search := evidence.Search{Name: in.Source, Searched: in.Searched}
	err := search.CheckDay()
	if err != nil {
		done.Receipt, err = refused(name, err)
		return done, err
	}
	if done.Receipt, err = check(ctx, file, name, in.Options); err != nil {
		return done, err
	}
	w, err := d.mayWrite(ctx, "importing records")
	if err != nil {
		return done, err
	}
	known := newKnown()
	if known.room, err = roomForPairs(ctx, w); err != nil {
		return done, err
	}
	search.File = filepath.Base(name)
	if search.Name == "" {
		search.Name = search.File
	}
	if search.Searched == "" {
		search.Searched = time.Now().Format(time.DateOnly)
	}
	search.Found = done.Records
	if search, err = w.AddSearch(ctx, d.who, search); err != nil {
		return done, err
	}
	to := store.Addition{Search: search.ID, Public: in.Public}
	for batch, err := range ahead(ctx, file) {
		if err == nil {
			err = d.add(ctx, w, known, batch, to, &done)
		}
		if err != nil {
			return done, brokenOff(done, err)
		}
	}
	return done, nil
}

// roomForPairs is how many more pairs may wait for a person.
func roomForPairs(ctx context.Context, w *store.Workspace) (int, error) {
	waiting, err := w.Duplicates(ctx, evidence.Library, evidence.Unsure)
	return mostWaiting - len(waiting), err
}

// ahead gives the file's records in batches, and reads the next while one is worked on.
func ahead(ctx context.Context, file *citation.File) iter.Seq2[[]evidence.Record, error] {
	return func(yield func([]evidence.Record, error) bool) {
		ctx, leave := context.WithCancel(ctx)
		read := make(chan []evidence.Record)
		var failed error
		var reading conc.WaitGroup
		defer func() { leave(); reading.Wait() }()
		reading.Go(func() {
			defer close(read)
			failed = inBatches(ctx, file, read)
		})
		for batch := range read {
			if !yield(batch, nil) {
				return
			}
		}
		if reading.Wait(); failed != nil {
			yield(nil, failed)
		}
	}
}

func inBatches(ctx context.Context, file *citation.File, to chan<- []evidence.Record) error {
	batch := make([]evidence.Record, 0, taken)
	give := func() error {
		select {
		case to <- batch:
			batch = make([]evidence.Record, 0, taken)
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	for entry, err := range file.Entries() {
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if entry.Failed != nil || entry.Record.Origin.Number == 0 {
			continue
		}
		if batch = append(batch, entry.Record); len(batch) == taken {
			if err := give(); err != nil {
				return err
			}
		}
	}
	if len(batch) == 0 {
		return nil
	}
	return give()
}

func brokenOff(done Imported, err error) error {
	if done.Added == 0 {
		return err
	}
	return fmt.Errorf("%w; %s added before and stay: the same import goes on from there", err, wereWas(done.Added))
}

func wereWas(n int) string {
	return chart.Count(n, "record was", "records were")
}

// add takes a few records in.
func (d *Desk) add(ctx context.Context, w *store.Workspace, known *known, batch []evidence.Record, to store.Addition, done *Imported) error {
	sorted, err := known.sort(ctx, w, batch)
	if err != nil {
		return err
	}
	for n, f := range sorted.of {
		if f.same != nil && f.same.number == 0 {
			batch[f.same.at].Fill(batch[n])
		}
	}
	entries := make([]evidence.Entry, 0, len(batch))
	for n := range batch {
		if sorted.of[n].same == nil {
			entries = append(entries, evidence.Entry{Record: batch[n]})
		}
	}
	numbers, err := w.AddRecords(ctx, d.who, entries, to)
	if err != nil {
		return err
	}
	if len(numbers) > 0 {
		if done.Added == 0 {
			done.First = numbers[0]
		}
		done.Added, done.Last = done.Added+len(numbers), numbers[len(numbers)-1]
	}
	known.takeIn(sorted, numbers)
	var fillings []store.Filling
	for n, f := range sorted.of {
		if f.fills {
			fillings = append(fillings, store.Filling{Number: f.same.number, From: batch[n], Public: to.Public})
		}
	}
	filled, err := w.FillRecords(ctx, d.who, fillings)
	if err != nil {
		return err
	}
	done.Filled += filled
	return errors.Join(known.settle(ctx, w, d.who, batch, sorted, numbers, done), ctx.Err())
}

// Became says in a sentence what became of the file.
func (i *Imported) Became() string {
	doubles := len(i.Doubles) + i.DoublesMore
	said := chart.Count(i.Added, "record was", "records were") + " added"
	if doubles > 0 {
		said += "; " + chart.Count(doubles, "is in the library already", "are in the library already")
	}
	if i.Filled > 0 {
		said += "; " + chart.Count(i.Filled, "document of the library now has", "documents of the library now have") + " an abstract or another field that was missing"
	}
	if unsure := len(i.Unsure) + i.UnsureMore; unsure > 0 {
		said += "; " + chart.Count(unsure, "of those added may be a double", "of those added may be doubles") + ", for a person to decide"
	}
	if i.PairsLeft > 0 {
		said += "; " + chart.Count(i.PairsLeft, "more pair comes", "more pairs come") + " to light when you look through the library after settling those that wait"
	}
	return strings.ToUpper(said[:1]) + said[1:] + "."
}
