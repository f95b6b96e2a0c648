package library_test

import (
	"fmt"
	"testing"

	"goodmeasure/internal/library"
)

// Who narrows a search by what no document has is told so, and what there is; by what some have, that nothing was found.
func TestLimitsThatAreNone(t *testing.T) {
	onBoth(t, func(t *testing.T, shelf *library.Shelf) {
		desk := shelf.Alone()
		said := func(name, value, text string) string {
			found, err := desk.Search(t.Context(), library.Query{Text: text, Facets: map[string]string{name: value}})
			if err != nil || found.Total != 0 {
				t.Fatalf("%s %s: %d found, %v", name, value, found.Total, err)
			}
			return found.Said
		}
		if _, err := desk.Add(t.Context(), library.Draft{Title: "First", Kind: "report", Groups: "voices"}, false); err != nil {
			t.Fatal(err)
		}
		if got := said("subject", "Moons", ""); got != "There is no subject “Moons” here: no document has a subject." {
			t.Error(got)
		}
		for n := range 120 {
			if _, err := desk.Add(t.Context(), library.Draft{Title: fmt.Sprint("Work ", n), Kind: "report", Subjects: fmt.Sprintf("Subject %03d", n), Places: "Leeds"}, false); err != nil {
				t.Fatal(err)
			}
		}
		for _, c := range [][4]string{
			{"group", "nope", "", "There is no group “nope” here: there are outcomes, services, models, organisation and voices."},
			{"kind", "novel", "", "There is no kind “novel” here: there are article, report, book, chapter, thesis, conference, web and other."},
			{"place", "Hull", "", "There is no place “Hull” here: there is Leeds."},
			{"group", "models", "", "Nothing was found within these limits."},
			{"subject", "Subject 119", "nothinglikethis", "Nothing was found for “nothinglikethis” within these limits."},
		} {
			if got := said(c[0], c[1], c[2]); got != c[3] {
				t.Errorf("%s %s: %s", c[0], c[1], got)
			}
		}
		if got := said("subject", "Moons", ""); got != "There is no subject “Moons” here: there are Subject 000, Subject 001, Subject 002, Subject 003, Subject 004, Subject 005, Subject 006, Subject 007 and others." {
			t.Error(got)
		}
	})
}
