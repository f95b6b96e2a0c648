package review_test

import (
	"testing"

	"goodmeasure/internal/review"
)

// Files of one catalogue are told apart by the day of the search, and by their order where that is the same.
func TestSearchesOfOneCatalogueAreToldApart(t *testing.T) {
	f := review.Flow{Searches: []review.Searched{{Name: "SCO", Searched: "2026-05-04", Records: 3}, {Name: "SCO", Searched: "2026-05-05", Records: 4},
		{Name: "SCO", Searched: "2026-05-05", Records: 5},
		{Name: "SCO", File: "a.ris", Searched: "2026-05-05"}, {Name: "b.ris", File: "b.ris", Searched: "2026-05-05"}, {Name: "Other sources", Records: 1}}}
	for n, expected := range []string{"Identified: SCO, 2026-05-04", "Identified: SCO, 2026-05-05 (search 1 of 2)", "Identified: SCO, 2026-05-05 (search 2 of 2)",
		"Identified: SCO (a.ris), 2026-05-05", "Identified: b.ris, 2026-05-05", "Identified: Other sources"} {
		if got := f.Table().Rows[n][0].Text; got != expected {
			t.Errorf("%q, expected %q", got, expected)
		}
	}
}
