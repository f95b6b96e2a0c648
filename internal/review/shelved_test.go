package review_test

import (
	"fmt"
	"strings"
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/library"
	"goodmeasure/internal/review"
	"goodmeasure/internal/store"
)

// work is a record of a file, with a DOI of its number.
func work(n int, abstract string) string {
	return fmt.Sprintf("TY  - JOUR\nTI  - What is known of placements in region %d\nAU  - Author%d, A.\nPY  - 2011\nDO  - 10.1234/%d\nAB  - %s\nER  - \n\n", n, n, n, abstract)
}

// A work that the library has becomes a record of the review as it stands there, and no second copy.
func TestWhatTheLibraryHasIsRecognised(t *testing.T) {
	onBoth(t, func(t *testing.T, room *review.Room, w *store.Workspace) {
		shelve := func(public bool, text string) {
			t.Helper()
			done, err := library.On(w).Alone().ImportContent(t.Context(), strings.NewReader(text), int64(len(text)), "shelf.ris", library.Intake{Public: public})
			if err != nil || len(done.Doubles) > 0 {
				t.Fatalf("%+v, %v", done, err)
			}
		}
		shelve(false, work(1, "Hidden.")+work(2, ""))
		shelve(true, work(3, "Public.")+work(4, ""))
		d := room.Alone()
		id := begin(t, d, nil)
		file := work(1, "Another abstract.") + work(2, "An abstract.") + work(3, "") + work(4, "An abstract.") + work(5, "New.")
		done := take(t, d, id, file)
		var known []string
		for _, k := range done.Known {
			known = append(known, fmt.Sprint(k.Record, "=", k.Of, " ", k.Why))
		}
		if want := "1=1 the same DOI and title, 2=2 the same DOI and title, 3=3 the same DOI and title, 4=4 the same DOI and title"; done.Records != 5 || strings.Join(known, ", ") != want || done.Duplicates != (review.Settled{}) {
			t.Errorf("%+v", done)
		}
		// 5 is the second with its abstract, which now stands for it; 6 the fourth, which waits, as the library's is public.
		if members, err := w.Members(t.Context(), id, true); err != nil || fmt.Sprint(members) != "[1 3 5 6 7]" {
			t.Errorf("the review has %v, %v", members, err)
		}
		if e, err := w.Record(t.Context(), 2); err != nil || e.MergedInto != 5 {
			t.Errorf("%+v, %v", e, err)
		}
		if twins, total, err := library.On(w).Alone().Twins(t.Context(), evidence.Unsure, 1, 9); err != nil || total != 1 || twins[0].Kept != 4 || twins[0].Other != 6 {
			t.Errorf("%+v wait, %v", twins, err)
		}
		if f, err := d.Flow(t.Context(), id); err != nil || f.Identified != 5 || f.Duplicates != 0 || len(f.Searches) != 1 || f.Searches[0].Records != 5 {
			t.Errorf("%+v, %v", f, err)
		}
		// The same file again is all duplicates of what the review has; of the fourth the library has a copy of its own still.
		if done = take(t, d, id, file); len(done.Known) != 1 || done.Known[0].Of != 4 || done.Duplicates.Merged != 5 {
			t.Errorf("%+v", done)
		}
		if _, total, err := library.On(w).Alone().Twins(t.Context(), evidence.Unsure, 1, 9); err != nil || total != 1 {
			t.Errorf("%d pairs wait, %v", total, err)
		}
		if f, err := d.Flow(t.Context(), id); err != nil || f.Identified != 10 || f.Duplicates != 5 {
			t.Errorf("%+v, %v", f, err)
		}
		// Another review of the same works has the same records, be there nothing else in the file.
		other := begin(t, d, nil)
		if done = take(t, d, other, work(1, "")+work(5, "")+work(5, "")); len(done.Known) != 2 || done.Records != 3 || done.Duplicates.Merged != 1 {
			t.Errorf("%+v", done)
		}
		third := begin(t, d, nil)
		if done = take(t, d, third, work(3, "")); len(done.Known) != 1 || done.Records != 1 || done.Search.ID == 0 {
			t.Errorf("%+v", done)
		}
		acts, err := w.Acts(t.Context(), store.Trail{Review: third, Limit: 1})
		if err != nil || len(acts) != 1 || acts[0].Subject != "membership" || acts[0].After != "[3]" {
			t.Errorf("the trail has %+v, %v", acts, err)
		}
	})
}

// Who has no role in the library does not learn from an import what is hidden there.
func TestStrangersToTheLibraryAddTheirOwn(t *testing.T) {
	onBoth(t, func(t *testing.T, room *review.Room, w *store.Workspace) {
		text := work(1, "Hidden.")
		if _, err := library.On(w).Alone().ImportContent(t.Context(), strings.NewReader(text), int64(len(text)), "shelf.ris", library.Intake{}); err != nil {
			t.Fatal(err)
		}
		id := begin(t, room.Alone(), nil)
		who := join(t, w, "ann", id, evidence.Reviewer)
		if done := take(t, room.For(who), id, text); len(done.Known) != 0 || done.Records != 1 {
			t.Errorf("%+v", done)
		}
		if err := w.SetRole(t.Context(), evidence.Account{}, who.ID, evidence.Library, evidence.Reader); err != nil {
			t.Fatal(err)
		}
		other := begin(t, room.Alone(), nil)
		if err := w.SetRole(t.Context(), evidence.Account{}, who.ID, other, evidence.Reviewer); err != nil {
			t.Fatal(err)
		}
		if done := take(t, room.For(who), other, text); len(done.Known) != 1 || done.Records != 1 {
			t.Errorf("a reader of the library: %+v", done)
		}
	})
}
