package review_test

import (
	"errors"
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
		// Another review has what no review uses, be there nothing else in the file, and its own copies of what one does.
		third := begin(t, d, nil)
		shelve(false, work(6, "Hidden."))
		if done = take(t, d, third, work(6, "")); len(done.Known) != 1 || done.Records != 1 || done.Search.ID == 0 {
			t.Errorf("%+v", done)
		}
		acts, err := w.Acts(t.Context(), store.Trail{Review: third, Limit: 1})
		if err != nil || len(acts) != 1 || acts[0].Subject != "membership" || acts[0].After != fmt.Sprint("[", done.Known[0].Of, "]") {
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

// What another review uses is not for the people of this one: they get a copy of their own, without its full texts.
func TestAnImportOpensNoOtherReview(t *testing.T) {
	onBoth(t, func(t *testing.T, room *review.Room, w *store.Workspace) {
		first := begin(t, room.Alone(), nil)
		take(t, room.Alone(), first, work(1, "An abstract."))
		if _, err := w.Attach(t.Context(), evidence.Account{}, 1, "text.pdf", "application/pdf", []byte("%PDF-1.4")); err != nil {
			t.Fatal(err)
		}
		second := begin(t, room.Alone(), nil)
		who := join(t, w, "ann", second, evidence.Reviewer)
		if err := w.SetRole(t.Context(), evidence.Account{}, who.ID, evidence.Library, evidence.Reviewer); err != nil {
			t.Fatal(err)
		}
		desk := room.For(who)
		if done := take(t, desk, second, work(1, "An abstract.")); len(done.Known) != 0 || done.Records != 1 {
			t.Errorf("%+v", done)
		}
		if _, err := desk.Dossier(t.Context(), second, 1); !errors.Is(err, evidence.ErrNotFound) {
			t.Errorf("the other review's record: %v", err)
		}
		if f, err := desk.Dossier(t.Context(), second, 2); err != nil || len(f.Texts) != 0 || len(f.Found) != 1 || f.Found[0].Review != second {
			t.Errorf("%+v, %v", f, err)
		}
		// Should a record ever be part of both, each shows its own searches.
		if err := w.Join(t.Context(), evidence.Account{}, second, []int64{1}); err != nil {
			t.Fatal(err)
		}
		if f, err := desk.Dossier(t.Context(), second, 1); err != nil || len(f.Found) != 0 {
			t.Errorf("%+v, %v", f, err)
		}
	})
}

// An import takes nothing from the library that its staff wrote, and changes it for nobody who only reads there.
func TestAnImportKeepsTheLibraryAsItIs(t *testing.T) {
	onBoth(t, func(t *testing.T, room *review.Room, w *store.Workspace) {
		bare := work(1, "") + work(2, "") + work(3, "")
		if _, err := library.On(w).Alone().ImportContent(t.Context(), strings.NewReader(bare), int64(len(bare)), "shelf.ris", library.Intake{}); err != nil {
			t.Fatal(err)
		}
		for number, write := range map[int64]func(*evidence.Entry){
			1: func(e *evidence.Entry) { e.Summary = "In plain words." },
			2: func(e *evidence.Entry) { e.Facets = map[string][]string{"subject": {"placements"}} },
		} {
			e, err := w.Record(t.Context(), number)
			if err != nil {
				t.Fatal(err)
			}
			write(&e)
			if _, err := w.ChangeRecord(t.Context(), evidence.Account{}, e); err != nil {
				t.Fatal(err)
			}
		}
		file := work(1, "An abstract.") + work(2, "An abstract.") + work(3, "An abstract.")
		for _, c := range []struct {
			role        evidence.Role
			known       int
			into, pairs string
		}{{evidence.Reader, 0, "[0 0 0]", "[]"}, {evidence.Reviewer, 3, "[0 0 9]", "[1-7 2-8]"}} {
			id := begin(t, room.Alone(), nil)
			who := join(t, w, string(c.role), id, evidence.Reviewer)
			if err := w.SetRole(t.Context(), evidence.Account{}, who.ID, evidence.Library, c.role); err != nil {
				t.Fatal(err)
			}
			if done := take(t, room.For(who), id, file); len(done.Known) != c.known || done.Records != 3 {
				t.Errorf("%s: %+v", c.role, done)
			}
			into, pairs := []int64{}, []string{}
			entries, err := w.Records(t.Context(), []int64{1, 2, 3})
			for _, e := range entries {
				into = append(into, e.MergedInto)
			}
			waits, problem := w.Duplicates(t.Context(), evidence.Library, evidence.Unsure)
			for _, p := range waits {
				pairs = append(pairs, fmt.Sprintf("%d-%d", p.Kept, p.Other))
			}
			if err != nil || problem != nil || fmt.Sprint(into) != c.into || fmt.Sprint(pairs) != c.pairs {
				t.Errorf("%s: merged into %v, %v wait, %v, %v", c.role, into, pairs, err, problem)
			}
		}
	})
}
