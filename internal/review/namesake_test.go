package review_test

import (
	"path/filepath"
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/review"
)

// Two screeners of one name are two: their verdicts are compared, and each is known by the address.
func TestNamesakesAreTwoScreeners(t *testing.T) {
	room, w := roomAt(t, filepath.Join(t.TempDir(), "w.db"))
	id := begin(t, room.Alone(), func(terms *evidence.Terms) { terms.Screeners = 2 })
	take(t, room.Alone(), id, ris("Kinship care", "Bridges of steel"))
	desks := []*review.Desk{}
	for _, email := range []string{"alex@north.example", "alex@south.example"} {
		account, err := w.AddAccount(t.Context(), evidence.Account{}, evidence.Account{Email: email, Name: "Alex"}, "", evidence.Owner)
		if err == nil {
			err = w.SetRole(t.Context(), evidence.Account{}, account.ID, id, evidence.Reviewer)
		}
		if err != nil {
			t.Fatal(err)
		}
		desks = append(desks, room.For(account))
	}
	decide(t, desks[0], id, 1, evidence.TitleAbstract, evidence.Include, "")
	decide(t, desks[1], id, 1, evidence.TitleAbstract, evidence.Exclude, "")
	decide(t, desks[0], id, 2, evidence.TitleAbstract, evidence.Exclude, "")
	decide(t, desks[1], id, 2, evidence.TitleAbstract, evidence.Exclude, "")
	a, err := desks[0].Agreement(t.Context(), id, evidence.TitleAbstract)
	if err != nil || a.Reviewers != 2 || a.TwoReviewerItems != 2 || a.Conflicts != 1 || a.MultiCodes != 0 {
		t.Fatalf("%+v, %v", a, err)
	}
	if pair := a.Pairs[0]; pair.First != "Alex (alex@north.example)" || pair.Second != "Alex (alex@south.example)" {
		t.Errorf("the pair is %q and %q", pair.First, pair.Second)
	}
}
