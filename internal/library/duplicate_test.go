package library_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/library"
	"goodmeasure/internal/store"
	"goodmeasure/internal/testkit"
)

func TestDuplicatesOfTheLibraryAreSettled(t *testing.T) {
	first := ris("JOUR", "TI  - Foster care that lasts in small northern towns", "AU  - Baker, Ben", "PY  - 2011", "JO  - Journal of Care") + ris("RPRT", "TI  - Leaders who learn from children", "AU  - Hart, Ann", "PY  - 2016")
	second := ris("JOUR", "TI  - Foster care that lasts in small northern towns", "PY  - 2012") + ris("RPRT", "TI  - Leaders who learn from children", "AU  - Hart, Ann", "PY  - 2017")
	for _, engine := range testkit.Engines {
		t.Run(engine, func(t *testing.T) {
			place := testkit.Place(t, engine)
			w, err := store.Open(t.Context(), place)
			if err != nil {
				t.Fatal(err)
			}
			defer w.Close()
			shelf := library.On(w)
			desk := shelf.Alone()
			for n, text := range []string{first, second} {
				if done, err := desk.Import(t.Context(), file(t, text), library.Intake{Public: n == 0}); err != nil || done.Added != 2 || len(done.Unsure) != 2*n {
					t.Fatalf("%+v, %v", done, err)
				}
			}
			pairs := func(state evidence.DuplicateState) (all string) {
				t.Helper()
				twins, total, err := desk.Twins(t.Context(), state, 1, 10)
				if err != nil || total != len(twins) {
					t.Fatal(total, err)
				}
				for _, p := range twins {
					all += fmt.Sprintf("%d-%d ", p.Kept, p.Other)
				}
				return all
			}
			if got := pairs(evidence.Unsure); got != "2-4 1-3 " {
				t.Fatalf("%s wait", got)
			}
			made, err := desk.Judge(t.Context(), 3, 1, evidence.Merged)
			if err != nil || made.Kept != 1 || !strings.Contains(made.Said(3), "Record 1 stands for both, because only that is public") {
				t.Errorf("merging into a hidden document: %+v, %v", made, err)
			}
			if _, err := desk.Judge(t.Context(), 2, 4, evidence.Different); err != nil {
				t.Error(err)
			}
			if got := pairs(evidence.Unsure) + "and " + pairs(evidence.Merged); got != "and 1-3 " {
				t.Errorf("%s: expected none to wait, and one to be merged", got)
			}
			if found, err := desk.Search(t.Context(), library.Query{}); err != nil || found.Total != 3 {
				t.Errorf("%d documents are found, %v", found.Total, err)
			}
			if _, err := desk.Judge(t.Context(), 1, 3, evidence.Unmerged); err != nil {
				t.Error(err)
			}
			if found, err := desk.Search(t.Context(), library.Query{}); err != nil || found.Total != 4 {
				t.Errorf("%d documents are found, %v", found.Total, err)
			}
			// A review's own pairs are the review's.
			r, err := w.AddReview(t.Context(), evidence.Account{}, "A review", evidence.NewTerms("?"))
			if err == nil {
				err = w.Join(t.Context(), evidence.Account{}, r.ID, []int64{2, 4})
			}
			if err != nil {
				t.Fatal(err)
			}
			if _, err := desk.Judge(t.Context(), 2, 4, evidence.Merged); err == nil || !strings.Contains(err.Error(), "part of review 1") {
				t.Errorf("merging two of a review's records in the library: %v", err)
			}
			if _, err := desk.Judge(t.Context(), 2, 99, evidence.Merged); !errors.Is(err, evidence.ErrNotFound) {
				t.Errorf("merging with a document that is not there: %v", err)
			}
			var refused *library.Refusal
			if _, err := shelf.For(evidence.Account{}).Judge(t.Context(), 1, 3, evidence.Merged); !errors.As(err, &refused) {
				t.Errorf("a stranger merges documents: %v", err)
			}
			if _, _, err := shelf.For(evidence.Account{}).Twins(t.Context(), evidence.Unsure, 1, 10); !errors.As(err, &refused) {
				t.Errorf("a stranger sees hidden pairs: %v", err)
			}
		})
	}
}
