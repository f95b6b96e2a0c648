package review_test

import (
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"goodmeasure/citation"
	"goodmeasure/evidence"
	"goodmeasure/internal/review"
	"goodmeasure/internal/store"
)

// What was decided on a record counts, whatever it is merged with later.
func TestMergesKeepWhatWasDecided(t *testing.T) {
	onBoth(t, func(t *testing.T, room *review.Room, w *store.Workspace) {
		d := room.Alone()
		id := begin(t, d, nil)
		take(t, d, id, ris("Kinship care and stability", "Foster care in towns", "Bridges of steel"))
		// The same works once more, which nobody has looked for duplicates among.
		var again []evidence.Entry
		for record := int64(1); record <= 3; record++ {
			e, err := w.Record(t.Context(), record)
			if err != nil {
				t.Fatal(err)
			}
			again = append(again, evidence.Entry{Record: e.Record})
		}
		if _, err := w.AddRecords(t.Context(), evidence.Account{}, again, store.Addition{Review: id}); err != nil {
			t.Fatal(err)
		}
		decide(t, d, id, 1, evidence.TitleAbstract, evidence.Include, "")
		second := decide(t, d, id, 4, evidence.TitleAbstract, evidence.Exclude, "")
		decide(t, d, id, 5, evidence.TitleAbstract, evidence.Include, "")
		settled, err := d.SettleDuplicates(t.Context(), id)
		if err != nil || settled != (review.Settled{Merged: 2, Unsure: 1}) {
			t.Fatalf("%+v, %v, expected the pair of which both were decided on to wait", settled, err)
		}
		if again, err := d.SettleDuplicates(t.Context(), id); err != nil || again != (review.Settled{}) {
			t.Errorf("a second look: %+v, %v, expected nothing new", again, err)
		}
		if members, err := w.Members(t.Context(), id, false); err != nil || fmt.Sprint(members) != "[1 3 4 5]" {
			t.Errorf("%v stand for themselves, %v: expected 5 for 2, because it was decided on", members, err)
		}
		if p, err := d.Progress(t.Context(), id, evidence.TitleAbstract); err != nil || p.Included != 2 || p.Excluded != 1 {
			t.Errorf("decisions are lost: %+v, %v", p, err)
		}
		if _, err := d.Judge(t.Context(), id, 1, 4, evidence.Merged); !errors.Is(err, store.ErrBothNeeded) || !strings.Contains(err.Error(), "take back what was decided on one of them first") {
			t.Errorf("merging two that were decided on: %v", err)
		}
		if _, err := d.TakeBack(t.Context(), id, second.ID); err != nil {
			t.Fatal(err)
		}
		made, err := d.Judge(t.Context(), id, 4, 1, evidence.Merged)
		if err != nil || made.Kept != 1 || !strings.Contains(made.Said(4), "Record 1 stands for both, because only that") {
			t.Errorf("merging with one that was not: %+v, %v", made, err)
		}
		if _, total, err := d.Twins(t.Context(), id, evidence.Unsure, 1, 10); err != nil || total != 0 {
			t.Errorf("%d pairs wait, %v, though all are settled", total, err)
		}
	})
}

// Two who look for duplicates at once do the work once between them, and neither fails.
func TestTwoLookForDuplicates(t *testing.T) {
	onBoth(t, func(t *testing.T, room *review.Room, w *store.Workspace) {
		d := room.Alone()
		id := begin(t, d, nil)
		var titles []string
		for n := range 12 {
			titles = append(titles, fmt.Sprintf("Kinship care in the region number %d of the country", n))
		}
		take(t, d, id, ris(titles...))
		entries, err := w.Records(t.Context(), []int64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
		if err != nil {
			t.Fatal(err)
		}
		for range 2 {
			if _, err := w.AddRecords(t.Context(), evidence.Account{}, entries, store.Addition{Review: id}); err != nil {
				t.Fatal(err)
			}
		}
		var group sync.WaitGroup
		merged := make([]int, 3)
		for n := range merged {
			group.Go(func() {
				settled, err := d.SettleDuplicates(t.Context(), id)
				if err != nil {
					t.Error(err)
				}
				merged[n] = settled.Merged
			})
		}
		group.Wait()
		if total := merged[0] + merged[1] + merged[2]; total != 24 {
			t.Errorf("%v records were merged, expected 24 in all", merged)
		}
	})
}

// What goes wrong with duplicates is said, and the records are there.
func TestImportStandsWithoutItsDuplicates(t *testing.T) {
	place := filepath.Join(t.TempDir(), "w.db")
	room, w := roomAt(t, place)
	d := room.Alone()
	id := begin(t, d, nil)
	db, err := sql.Open("sqlite", place)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("ALTER TABLE duplicate RENAME TO elsewhere"); err != nil {
		t.Fatal(err)
	}
	file := ris("One work", "Another")
	opened, err := citation.Read(strings.NewReader(file), int64(len(file)), "found.ris", citation.Options{})
	if err != nil {
		t.Fatal(err)
	}
	done, err := d.Import(t.Context(), id, opened, evidence.Search{Name: "Somewhere"})
	if err != nil || done.Records != 2 || len(done.Notes) != 1 || !strings.Contains(done.Notes[0].Reason, "look for duplicates again") {
		t.Errorf("imported %+v, %v", done, err)
	}
	if members, err := w.Members(t.Context(), id, false); err != nil || len(members) != 2 {
		t.Errorf("the review has %v, %v", members, err)
	}
}

// A search stands in the report with its records, or not at all.
func TestSearchGoesInWithItsRecords(t *testing.T) {
	onBoth(t, func(t *testing.T, room *review.Room, w *store.Workspace) {
		d := room.Alone()
		id := begin(t, d, nil)
		done := take(t, d, id, ris("One work"))
		if done.Search.ID != 1 {
			t.Errorf("the search is number %d", done.Search.ID)
		}
		if _, err := w.AddRecords(t.Context(), evidence.Account{}, []evidence.Entry{{}}, store.Addition{Review: 99, Found: &evidence.Search{Review: 99, Name: "Nowhere"}}); err == nil {
			t.Fatal("records are added to a review that is not there")
		}
		if searches, err := w.Searches(t.Context(), 99); err != nil || len(searches) != 0 {
			t.Errorf("the searches %+v stand without records, %v", searches, err)
		}
		if searches, err := d.Searches(t.Context(), id); err != nil || len(searches) != 1 || searches[0].Records != 1 {
			t.Errorf("the searches are %+v, %v", searches, err)
		}
	})
}
