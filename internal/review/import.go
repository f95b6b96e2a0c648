package review

import (
	"context"
	"fmt"
	"iter"

	"goodmeasure/citation"
	"goodmeasure/evidence"
	"goodmeasure/internal/library"
	"goodmeasure/internal/store"
)

// Imported says what became of a file of records.
type Imported struct {
	File       string           `json:"file"`
	Format     citation.Format  `json:"format"`
	Records    int              `json:"records"`         // that were added
	Known      []Known          `json:"known,omitempty"` // those of them that the library had already
	Failed     []citation.Fault `json:"failed"`
	Notes      []citation.Fault `json:"notes,omitempty"`
	Search     evidence.Search  `json:"search"`
	Duplicates Settled          `json:"duplicates"`
}

// Known is a record of a file that the library had already: that one stands in the review, or the two wait for a person.
type Known = library.Double

// Import adds the records of an open file to a review, as found by a search, and settles duplicates. What cannot be read
// is named in what comes back; the whole of what can be read goes in, with its search, or nothing. Where the person has a
// role in the library, what that surely has already and no other review uses becomes a record of the review as it stands
// there. What stopped the search for duplicates is a note, of no record.
func (d *Desk) Import(ctx context.Context, review int64, file *citation.File, search evidence.Search) (Imported, error) {
	in := Imported{File: file.Name, Format: file.Format, Failed: []citation.Fault{}}
	if _, err := d.need(ctx, review, evidence.Reviewer, "importing records"); err != nil {
		return in, err
	}
	if err := search.CheckDay(); err != nil {
		return in, fmt.Errorf("importing %s: %w; nothing was added", file.Name, err)
	}
	shelved, err := d.shelved(ctx, file, &in)
	if err != nil {
		return in, err
	}
	if shelved.records == 0 {
		err := fmt.Errorf("importing %s: it holds no record that can be read", file.Name)
		if len(in.Failed) > 0 {
			err = fmt.Errorf("%w: %s", err, in.Failed[0])
		}
		return in, err
	}
	search.Review, search.File = review, file.Name
	if search.Name == "" {
		search.Name = file.Name
	}
	if search.Found == 0 {
		search.Found = shelved.records + len(in.Failed)
	}
	added, err := d.workspace().AddEach(ctx, d.who, readable(file), store.Addition{Review: review, Found: &search, Here: shelved.here})
	if err != nil {
		return in, fmt.Errorf("importing %s: %w", file.Name, err)
	}
	in.Search, in.Records, in.Known = search, shelved.records, shelved.known
	d.room.forget(review)
	if err = d.pairWithLibrary(ctx, shelved.fuller, added); err == nil {
		in.Duplicates, err = d.SettleDuplicates(ctx, review)
	}
	if err != nil { // the records are there, whatever became of it
		in.Notes = append(in.Notes, citation.Fault{Reason: fmt.Sprintf("the records were added, and the search for duplicates among them did not come to its end (%v): look for duplicates again", err)})
	}
	return in, nil
}

// shelved reads a file through, takes down what cannot be read, and looks what the library has of the rest. A few records are in memory
// at a time: the file may be large, and is read once more when they are added.
func (d *Desk) shelved(ctx context.Context, file *citation.File, in *Imported) (shelved, error) {
	role, err := d.Role(ctx, evidence.Library)
	if err != nil {
		return shelved{}, err
	}
	s := shelving{shelved: shelved{here: map[int]int64{}, fuller: map[int]Known{}}, desk: d, role: role, recogniser: library.NewRecogniser(d.workspace()), used: map[int64]bool{}}
	batch := make([]evidence.Record, 0, together)
	for read, err := range file.Entries() {
		in.Notes = append(in.Notes, read.Notes...)
		switch {
		case err != nil:
			return s.shelved, fmt.Errorf("importing %s: %w; nothing was added", file.Name, err)
		case ctx.Err() != nil:
			return s.shelved, ctx.Err()
		case read.Failed != nil:
			in.Failed = append(in.Failed, *read.Failed)
			continue
		case !isRecord(read):
			continue
		}
		if batch = append(batch, read.Record); len(batch) == together {
			if err := s.look(ctx, batch); err != nil {
				return s.shelved, err
			}
			batch = batch[:0]
		}
	}
	return s.shelved, s.look(ctx, batch)
}

// isRecord tells a record that can be read from one that failed, and from notes on what stands after the last.
func isRecord(read citation.Entry) bool { return read.Failed == nil && read.Record.Origin.Number != 0 }

// readable are the records of a file that can be read.
func readable(file *citation.File) iter.Seq2[evidence.Entry, error] {
	return func(yield func(evidence.Entry, error) bool) {
		for read, err := range file.Entries() {
			if (err != nil || isRecord(read)) && !yield(evidence.Entry{Record: read.Record}, err) {
				return
			}
		}
	}
}

// Sought is a search with how many records came of it.
type Sought = store.SearchCount

// Searches lists the searches that a review's records came from.
func (d *Desk) Searches(ctx context.Context, review int64) ([]Sought, error) {
	if _, err := d.Review(ctx, review); err != nil {
		return nil, err
	}
	return d.workspace().Searches(ctx, review)
}
