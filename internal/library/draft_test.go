package library_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/library"
	"goodmeasure/internal/store"
)

// A form that changes one thing of a document changes nothing else: authors of one name, names with a comma, more authors than anybody
// writes, a group of its own, and the day of the year that stays.
func TestChangingOneThingChangesNothingElse(t *testing.T) {
	w, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "w.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	authors := []evidence.Person{{Family: "Wang", Given: "Y."}, {Family: "Department for Education, Skills"}, {Family: "Wang", Given: "Y."}}
	for n := range 600 {
		authors = append(authors, evidence.Person{Family: fmt.Sprint("Author", n)})
	}
	numbers, err := w.AddRecords(t.Context(), evidence.Account{}, []evidence.Entry{{Record: evidence.Record{Kind: evidence.Article, Title: "Before", Authors: authors, Year: 2019, Date: "2019-03-05", Abstract: strings.Repeat("Long. ", 10_000)},
		Facets: map[string][]string{"group": {"fostering", "services"}}}}, store.Addition{})
	if err != nil {
		t.Fatal(err)
	}
	desk := library.On(w).Alone()
	change := func(with func(*library.Draft)) (evidence.Entry, error) {
		draft, err := desk.Draft(t.Context(), numbers[0])
		if err != nil {
			t.Fatal(err)
		}
		with(&draft)
		for _, field := range []*string{&draft.Authors, &draft.Abstract, &draft.Groups} { // as browsers send lines
			*field = strings.ReplaceAll(*field, "\n", "\r\n")
		}
		return desk.Change(t.Context(), numbers[0], draft)
	}
	e, err := change(func(d *library.Draft) { d.Title = "After" })
	if err != nil || e.Title != "After" || !slices.Equal(e.Authors, authors) || e.Date != "2019-03-05" || len(e.Abstract) < 59_000 || !slices.Equal(e.Facets["group"], []string{"fostering", "services"}) {
		t.Errorf("%v: %q of %d authors, %q, %d bytes of abstract, groups %v", err, e.Title, len(e.Authors), e.Date, len(e.Abstract), e.Facets["group"])
	}
	if e, err = change(func(d *library.Draft) { d.Year = "2020" }); err != nil || e.Year != 2020 || e.Date != "" {
		t.Errorf("in another year it is of %d, %q (%v)", e.Year, e.Date, err)
	}
	if e, err = change(func(d *library.Draft) { d.Authors = "Wang, Y.\nWang, Y.\nA body" }); err != nil || len(e.Authors) != 3 {
		t.Errorf("%v, %v, expected three, two of one name", e.Authors, err)
	}
	stale, err := desk.Draft(t.Context(), numbers[0])
	if err != nil {
		t.Fatal(err)
	}
	if _, err := change(func(d *library.Draft) { d.Title = "Somebody else's" }); err != nil {
		t.Fatal(err)
	}
	if _, err := desk.Change(t.Context(), numbers[0], stale); !errors.Is(err, store.ErrStale) {
		t.Errorf("what somebody else has changed meanwhile is written over: %v", err)
	}
	for says, with := range map[string]func(*library.Draft){
		"there are 501 authors: expected at most 500":                 func(d *library.Draft) { d.Authors = strings.Repeat("Klein, A\n", 501) },
		"the plain summary has 50,001 bytes: expected at most 50,000": func(d *library.Draft) { d.Summary = strings.Repeat("x", 50_001) },
	} {
		if _, err := change(with); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v, expected %q", err, says)
		}
	}
}
