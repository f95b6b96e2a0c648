package library_test

import (
	"errors"
	"path/filepath"
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/library"
	"goodmeasure/internal/store"
)

// What is done in somebody's name stands under it in the trail.
func TestTrailNamesWhoseWorkItWas(t *testing.T) {
	w, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "w.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	shelf := library.On(w)
	add := func(as, title string) {
		t.Helper()
		desk, err := shelf.Of(t.Context(), as, "command line")
		if err == nil {
			_, err = desk.Add(t.Context(), library.Draft{Title: title, Kind: "report"}, false)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	add("", "A work")
	olive, err := w.AddAccount(t.Context(), evidence.Account{}, evidence.Account{Email: "olive@example.org", Name: "Olive"}, "", evidence.Owner)
	if err != nil {
		t.Fatal(err)
	}
	add("Olive@example.org", "Another")
	if _, err := shelf.Of(t.Context(), "", "command line"); !errors.Is(err, evidence.ErrWhose) {
		t.Errorf("nobody is named where there are accounts: %v", err)
	}
	acts, err := w.Acts(t.Context(), store.Trail{})
	if err != nil {
		t.Fatal(err)
	}
	var who []evidence.Account
	for _, a := range acts {
		if a.Verb == "added" && a.Subject == "records" {
			who = append(who, evidence.Account{ID: a.Account, Name: a.Name})
		}
	}
	if len(who) != 2 || who[0] != (evidence.Account{ID: olive.ID, Name: "Olive"}) || who[1] != (evidence.Account{Name: "command line"}) {
		t.Errorf("the trail names %+v", who)
	}
}
