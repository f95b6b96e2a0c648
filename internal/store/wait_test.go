package store

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"

	"goodmeasure/evidence"
)

// Imports into the library and into a review, cards, pairs that are made one, full texts, changes, removals and bundles that are restored:
// whoever writes at the same time waits, and is never one of two who wait for each other.
func TestNobodyWaitsForWhoWaitsForHim(t *testing.T) {
	w := openDatabase(t)
	r := begin(t, w, 1, false)
	nobody := evidence.Account{} // whom a bundle need not name
	records, err := w.AddRecords(t.Context(), nobody, titled("One", "Two", "Three", "Four", "Five", "Six"), Addition{Review: r.ID})
	if err != nil {
		t.Fatal(err)
	}
	card := func(ctx context.Context, record int64) error {
		_, err := w.SaveCard(ctx, nobody, evidence.Card{Review: r.ID, Record: record, CardText: evidence.CardText{Summary: "It helps."}, Findings: []evidence.KeyFinding{{Text: "It does."}}})
		return err
	}
	if err := card(t.Context(), records[0]); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Doubt(t.Context(), nobody, evidence.Duplicate{Kept: records[4], Other: records[5]}); err != nil {
		t.Fatal(err)
	}
	attach := func(ctx context.Context, record int64) (evidence.Attachment, error) {
		return w.Attach(ctx, nobody, record, "text.pdf", "application/pdf", []byte("%PDF-1.4"))
	}
	text, err := attach(t.Context(), records[0])
	if err != nil {
		t.Fatal(err)
	}
	pairs, err := w.AddRecords(t.Context(), nobody, slices.Repeat(titled("A pair"), 30), Addition{})
	if err != nil {
		t.Fatal(err)
	}
	others, err := w.AddRecords(t.Context(), nobody, titled(slices.Repeat([]string{"Foster care"}, 16)...), Addition{})
	if err != nil {
		t.Fatal(err)
	}
	var bundle bytes.Buffer
	if _, err := w.Bundle(t.Context(), r.ID, &bundle, "test", func(*Workspace) error { return nil }); err != nil {
		t.Fatal(err)
	}
	var many []evidence.Entry
	for n := range 150 {
		many = append(many, evidence.Entry{Record: evidence.Record{Kind: evidence.Article, Title: fmt.Sprint("Number ", n), Abstract: "Looked after by those who look."}})
	}
	unbundle := func(int) error {
		_, err := w.Unbundle(t.Context(), nobody, bytes.NewReader(bundle.Bytes()), int64(bundle.Len()))
		return err
	}
	var all sync.WaitGroup
	for name, write := range map[string]func(n int) error{
		"into the library": func(int) error { _, err := w.AddRecords(t.Context(), nobody, many, Addition{}); return err },
		"into a review": func(n int) error {
			_, err := w.AddRecords(t.Context(), nobody, many[:3], Addition{Review: r.ID, Found: &evidence.Search{Name: fmt.Sprint("Search ", n), Searched: "2026-05-04", Review: r.ID}})
			return err
		},
		"a card": func(n int) error {
			if n+1 >= len(records) {
				return nil
			}
			return card(t.Context(), records[n+1])
		},
		"two made one": func(n int) error {
			_, err := w.Merge(t.Context(), nobody, evidence.Duplicate{Kept: pairs[2*n], Other: pairs[2*n+1]})
			return err
		},
		"a full text away and back": func(int) error {
			if err := w.Detach(t.Context(), nobody, text.ID); err != nil {
				return err
			}
			again, err := attach(t.Context(), records[0])
			text = again
			return err
		},
		"a change": func(n int) error {
			e := titled(fmt.Sprint("Kinship care ", n))[0]
			e.ID = fmt.Sprint(others[15])
			_, err := w.ChangeRecord(t.Context(), nobody, e)
			return err
		},
		"a removal":       func(n int) error { return w.RemoveRecord(t.Context(), nobody, others[n]) },
		"the index anew":  func(int) error { _, err := w.Reindex(t.Context()); return err },
		"a bundle":        unbundle,
		"another bundle":  unbundle,
		"a third of them": unbundle,
	} {
		all.Go(func() {
			for n := range 15 {
				if err := write(n); err != nil {
					t.Errorf("%s, time %d: %v", name, n+1, err)
				}
			}
		})
	}
	all.Wait()
}
