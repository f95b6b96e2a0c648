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
		var here []evidence.Entry
		for n := 1; n <= 6; n++ {
			here = append(here, evidence.Entry{Record: evidence.Record{ID: fmt.Sprint(n), Title: fmt.Sprint("Again ", n)}})
		}
		added, err := w.AddRecords(t.Context(), evidence.Account{}, []evidence.Entry{{Record: evidence.Record{Title: "New"}}},
			Addition{Review: r.ID, Found: &evidence.Search{Review: r.ID, Name: "A search"}, Here: here})
		if err != nil || fmt.Sprint(added) != "[8 9 10 11]" {
			t.Fatalf("added %v, %v", added, err)
		}
		members, err := w.Members(t.Context(), r.ID, true)
		if err != nil || fmt.Sprint(members) != "[1 3 8 9 10 11]" {
			t.Errorf("the review has %v, %v", members, err)
		}
		if searches, err := w.Searches(t.Context(), r.ID); err != nil || len(searches) != 1 || searches[0].Records != 6 {
			t.Errorf("%+v, %v", searches, err)
		}
		entries, err := w.Records(t.Context(), []int64{9, 10, 11})
		if err != nil || len(entries) != 3 || entries[0].Title != "Again 4" || entries[1].Title != "Again 5" || entries[2].Title != "Again 6" {
			t.Errorf("%+v, %v", entries, err)
		}
	})
}
