package review_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/review"
	"goodmeasure/internal/store"
	"goodmeasure/internal/testkit"
)

// Who worked on a review and has been removed since is named in a bundle as the trail names them, or as somebody.
func TestBundleOfAReviewThatSomebodyHasLeft(t *testing.T) {
	onBoth(t, func(t *testing.T, room *review.Room, w *store.Workspace) {
		id, _ := full(t, room, w)
		accounts, err := w.Accounts(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if err := w.RemoveAccount(t.Context(), evidence.Account{}, accounts[2].ID); err != nil || accounts[2].Name != "Ben" {
			t.Fatal(accounts, err)
		}
		anna := room.For(accounts[1])
		want, err := anna.Agreement(t.Context(), id, evidence.TitleAbstract)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if _, err := anna.Bundle(t.Context(), id, &out); err != nil {
			t.Fatal(err)
		}
		names, files := unpacked(t, out.Bytes())
		unnamed := bytes.ReplaceAll(files["act.ndjson"], []byte(`"Ben"`), []byte(`""`))
		for name, bundle := range map[string][]byte{"Ben": out.Bytes(), "somebody removed": repacked(t, names, files, "act.ndjson", unnamed)} {
			for _, engine := range testkit.Engines {
				other, into := roomAt(t, testkit.Place(t, engine))
				for range 2 { // the second time he is somebody else: nobody knows him again
					r, err := other.Alone().Restore(t.Context(), bytes.NewReader(bundle), int64(len(bundle)))
					if err != nil {
						t.Fatal(err)
					}
					got, err := other.Alone().Agreement(t.Context(), r.ID, evidence.TitleAbstract)
					if err != nil || got.Items != want.Items || got.Conflicts != want.Conflicts || got.Reviewers != want.Reviewers {
						t.Errorf("restored, they agree as %+v (%v), expected %+v", got, err, want)
					}
				}
				people, err := into.Accounts(t.Context())
				if err != nil || len(people) != 3 {
					t.Fatalf("the accounts are %v (%v): expected Anna and twice who had left", people, err)
				}
				for _, a := range people[1:] {
					if a.Name != name || !a.Disabled || !strings.HasSuffix(a.Email, ".invalid") {
						t.Errorf("who had left is %+v, expected %s, kept out", a, name)
					}
				}
				var again bytes.Buffer
				if _, err := other.Alone().Bundle(t.Context(), 1, &again); err != nil {
					t.Fatal(err)
				}
				if _, err := other.Alone().Restore(t.Context(), bytes.NewReader(again.Bytes()), int64(again.Len())); err != nil {
					t.Error(err)
				}
				if known, err := into.Accounts(t.Context()); err != nil || fmt.Sprint(known) != fmt.Sprint(people) {
					t.Errorf("the bundle of a restored review knows nobody again: %v (%v)", known, err)
				}
			}
		}
	})
}
