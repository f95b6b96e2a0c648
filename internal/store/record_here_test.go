package store

import (
	"fmt"
	"testing"

	"goodmeasure/evidence"
)

// What became of a record between its being recognised and its being taken does not fail an import, nor opens a review.
func TestRecordsAreTakenAsTheyStandByNow(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		r, other := begin(t, w, 1, false), begin(t, w, 1, false)
		add(t, w, Addition{}, titled("plain", "merged", "stands for it", "removed", "merged into another review's", "has a text")...)
		add(t, w, Addition{Review: other.ID}, titled("another review's")...)
		for other, kept := range map[int64]int64{2: 3, 5: 7} {
			if _, err := w.Merge(t.Context(), evidence.Account{}, evidence.Duplicate{Kept: kept, Other: other}); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.RemoveRecord(t.Context(), evidence.Account{}, 4); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Attach(t.Context(), evidence.Account{}, 6, "text.pdf", "application/pdf", []byte("%PDF-1.4")); err != nil {
			t.Fatal(err)
		}
		here, entries := map[int]int64{}, []evidence.Entry{{Record: evidence.Record{Title: "New"}}}
		for n := 1; n <= 6; n++ {
			here[n] = int64(n)
			entries = append(entries, evidence.Entry{Record: evidence.Record{Title: fmt.Sprint("Again ", n)}})
		}
		added, err := w.AddRecords(t.Context(), evidence.Account{}, entries,
			Addition{Review: r.ID, Found: &evidence.Search{Review: r.ID, Name: "A search"}, Here: here})
		if err != nil || fmt.Sprint(added) != "[8 0 0 0 9 10 11]" {
			t.Fatalf("added %v, %v", added, err)
		}
		members, err := w.Members(t.Context(), r.ID, true)
		if err != nil || fmt.Sprint(members) != "[1 3 8 9 10 11]" {
			t.Errorf("the review has %v, %v", members, err)
		}
		if searches, err := w.Searches(t.Context(), r.ID); err != nil || len(searches) != 1 || searches[0].Records != 6 {
			t.Errorf("%+v, %v", searches, err)
		}
		entries, err = w.Records(t.Context(), []int64{9, 10, 11})
		if err != nil || len(entries) != 3 || entries[0].Title != "Again 4" || entries[1].Title != "Again 5" || entries[2].Title != "Again 6" {
			t.Errorf("%+v, %v", entries, err)
		}
	})
}

// More records than are made ready together keep their order, and their places.
func TestManyRecordsAreNumberedInTheirOrder(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		r := begin(t, w, 1, false)
		add(t, w, Addition{}, titled("first", "last")...)
		var entries []evidence.Entry
		for n := range 2*madeTogether + 10 {
			entries = append(entries, evidence.Entry{Record: evidence.Record{Title: fmt.Sprint("Record ", n)}})
		}
		added, err := w.AddRecords(t.Context(), evidence.Account{}, entries, Addition{Review: r.ID, Here: map[int]int64{0: 1, madeTogether: 2}})
		if err != nil || len(added) != len(entries) || added[0] != 0 || added[madeTogether] != 0 {
			t.Fatal(len(added), err)
		}
		for _, n := range []int{1, madeTogether - 1, madeTogether + 1, 2*madeTogether + 9} {
			if e, err := w.Record(t.Context(), added[n]); err != nil || e.Title != fmt.Sprint("Record ", n) {
				t.Errorf("place %d is %q (%v)", n, e.Title, err)
			}
		}
		if members, err := w.Members(t.Context(), r.ID, true); err != nil || len(members) != len(entries) {
			t.Errorf("the review has %d records (%v)", len(members), err)
		}
	})
}
