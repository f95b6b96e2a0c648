package library_test

import (
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/library"
	"goodmeasure/internal/store"
	"goodmeasure/internal/testkit"
)

// Whoever may read in the library learns nothing there of the searches of a review that they may not read.
func TestADocumentTellsNoSearchOfAnotherReview(t *testing.T) {
	for _, engine := range testkit.Engines {
		t.Run(engine, func(t *testing.T) {
			place := testkit.Place(t, engine)
			w, err := store.Open(t.Context(), place)
			if err != nil {
				t.Fatal(err)
			}
			defer w.Close()
			r, err := w.AddReview(t.Context(), evidence.Account{}, "A review", evidence.NewTerms("?"))
			if err != nil {
				t.Fatal(err)
			}
			added, err := w.AddRecords(t.Context(), evidence.Account{}, []evidence.Entry{placement("Stability of placements", 2014)},
				store.Addition{Review: r.ID, Public: true, Found: &evidence.Search{Review: r.ID, Name: "Embase", Searched: "2026-05-04", Strategy: "placement AND stability"}})
			if err != nil {
				t.Fatal(err)
			}
			account := func(name string, role evidence.Role) evidence.Account {
				t.Helper()
				who, err := w.AddAccount(t.Context(), evidence.Account{}, evidence.Account{Name: name, Email: name + "@example.org"}, "", role)
				if err != nil {
					t.Fatal(err)
				}
				return who
			}
			owner, reader := account("owner", evidence.Owner), account("reader", evidence.Reader)
			shelf := library.On(w)
			found := func(d *library.Desk) int {
				t.Helper()
				item, err := d.Item(t.Context(), added[0])
				if err != nil {
					t.Fatal(err)
				}
				return len(item.Found)
			}
			if alone, owns, reads, nobody := found(shelf.Alone()), found(shelf.For(owner)), found(shelf.For(reader)), found(shelf.For(evidence.Account{})); alone != 1 || owns != 1 || reads != 0 || nobody != 0 {
				t.Errorf("of the review's search the only user sees %d, the owner %d, a reader of the library %d and nobody %d: expected 1, 1, 0 and 0", alone, owns, reads, nobody)
			}
			if err := w.SetRole(t.Context(), evidence.Account{}, reader.ID, r.ID, evidence.Reader); err != nil {
				t.Fatal(err)
			}
			if reads := found(shelf.For(reader)); reads != 1 {
				t.Errorf("who reads the review sees %d of its searches", reads)
			}
		})
	}
}
