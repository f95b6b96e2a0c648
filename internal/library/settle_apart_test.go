package library

import (
	"fmt"
	"strings"
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/store"
	"goodmeasure/internal/testkit"
)

// A copy that the library has of its own brings no two records of a review together: not those that its people told apart,
// and not those that it has yet to settle.
func TestALookLeavesReviewsTheirPairs(t *testing.T) {
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
			told, open := "Stability of foster placements in three counties of the north", "What social workers say of their caseloads in a county of the south"
			add := func(review int64, titles ...string) {
				t.Helper()
				var entries []evidence.Entry
				for _, title := range titles {
					entries = append(entries, evidence.Entry{Record: evidence.Record{Kind: evidence.Article, Title: title, Year: 2014, Container: "Journal of Placement Studies",
						Volume: "9", Pages: "101-118", Authors: []evidence.Person{{Family: "Okafor", Given: "Ngozi"}}}})
				}
				if _, err := w.AddRecords(t.Context(), evidence.Account{}, entries, store.Addition{Review: review}); err != nil {
					t.Fatal(err)
				}
			}
			add(evidence.Library, told, open)        // 1, 2
			add(r.ID, told, told, open, open)        // 3 and 4, 5 and 6
			add(evidence.Library, "Reply to: "+told) // 7, which is unsure to be one with any of them
			third := "Kinship carers and their support in the towns of the west"
			add(evidence.Library, third, third, third) // 8, 9 and 10
			for one, other := range map[int64]int64{3: 4, 9: 10} {
				if _, err := w.Distinguish(t.Context(), evidence.Account{}, evidence.Duplicate{Kept: one, Other: other}); err != nil {
					t.Fatal(err)
				}
			}
			shelf := On(w)
			if settled, err := shelf.Alone().LookAgain(t.Context(), nil); err != nil || settled.Merged != 3 {
				t.Errorf("%+v, %v", settled, err)
			}
			entries, err := w.Records(t.Context(), []int64{1, 2, 3, 4, 5, 6, 8, 9, 10})
			var into []int64
			for _, e := range entries {
				into = append(into, e.MergedInto)
			}
			if fmt.Sprint(into) != "[3 5 0 0 0 0 0 8 0]" || err != nil {
				t.Errorf("they are merged into %v, %v", into, err)
			}
			if settled, err := shelf.Alone().LookAgain(t.Context(), nil); err != nil || settled != (Settled{}) {
				t.Errorf("a second look: %+v, %v", settled, err)
			}
			full := settling{w: w, review: evidence.Library}
			if err := full.doubt(t.Context(), evidence.Duplicate{Kept: 5, Other: 6}); err != nil || full.More != 0 {
				t.Errorf("a pair of the review is said to come to light in the library: %+v, %v", full.Settled, err)
			}
			if err := full.doubt(t.Context(), evidence.Duplicate{Kept: 3, Other: 5}); err != nil || full.More != 0 {
				t.Errorf("another pair of the review: %+v, %v", full.Settled, err)
			}
			if err := full.doubt(t.Context(), evidence.Duplicate{Kept: 5, Other: 7}); err != nil || full.More != 1 {
				t.Errorf("a pair of the library, for which there is no room: %+v, %v", full.Settled, err)
			}
		})
	}
}

func TestWhatWasLeftOutIsPromisedNoLook(t *testing.T) {
	said := Settled{Merged: 1, Left: 2}.Said("document", "documents")
	if !strings.HasSuffix(said, "; 2 pairs that are less likely still were left out.") || strings.Contains(said, "look again") {
		t.Error(said)
	}
}
