package review_test

import (
	"path/filepath"
	"strings"
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
	if a.Kappa == nil || *a.Kappa != 0 || a.KappaLow != nil || a.KappaHigh != nil || !strings.Contains(strings.Join(a.Sentences, " "), "Kappa is 0.00 (without an interval") {
		t.Errorf("the second always excludes, and kappa is 0 for certain: %+v", a)
	}
	if pair := a.Pairs[0]; pair.First != "Alex (alex@north.example)" || pair.Second != "Alex (alex@south.example)" {
		t.Errorf("the pair is %q and %q", pair.First, pair.Second)
	}
}

// Nobody is offered to take back what cannot be taken back: a verdict on a record that all blind screeners have decided on.
func TestWhatIsClosedIsNotOfferedToBeTakenBack(t *testing.T) {
	room, w := roomAt(t, filepath.Join(t.TempDir(), "w.db"))
	id := begin(t, room.Alone(), func(terms *evidence.Terms) { terms.Screeners, terms.Blind = 2, true })
	take(t, room.Alone(), id, ris("Kinship care", "Bridges of steel"))
	desks := []*review.Desk{}
	for _, email := range []string{"anna@example.org", "ben@example.org"} {
		account, err := w.AddAccount(t.Context(), evidence.Account{}, evidence.Account{Email: email}, "", evidence.Owner)
		if err == nil {
			err = w.SetRole(t.Context(), evidence.Account{}, account.ID, id, evidence.Reviewer)
		}
		if err != nil {
			t.Fatal(err)
		}
		desks = append(desks, room.For(account))
	}
	offered := func(d *review.Desk) bool {
		t.Helper()
		sheet, err := d.Next(t.Context(), id, evidence.TitleAbstract)
		if err != nil {
			t.Fatal(err)
		}
		return sheet.Last != nil
	}
	decide(t, desks[0], id, 1, evidence.TitleAbstract, evidence.Include, "")
	if !offered(desks[0]) {
		t.Error("the first of two cannot take back")
	}
	decide(t, desks[1], id, 1, evidence.TitleAbstract, evidence.Exclude, "")
	if offered(desks[0]) || offered(desks[1]) {
		t.Error("once both have decided they are offered to take back")
	}
}
