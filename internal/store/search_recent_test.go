package store

import (
	"slices"
	"testing"
)

func TestSameWordsAgain(t *testing.T) {
	for engine, w := range libraries(t) {
		numbers := func(q Query) []int64 {
			t.Helper()
			ids, err := w.Numbers(t.Context(), q)
			if err != nil {
				t.Fatal(engine, err)
			}
			return ids
		}
		first := numbers(Query{Text: "foster", Order: ByYear, Members: true})
		for range 2 {
			numbers(Query{Text: "foster", Order: ByNewest, Facets: map[string][]string{"kind": {"book"}}})
		}
		if again := numbers(Query{Text: "foster", Order: ByYear, Members: true}); !slices.Equal(first, again) {
			t.Errorf("%s: %d, then %d", engine, first, again)
		}
		added := add(t, w, Addition{}, titled("A foster carer's year")...)
		if again := numbers(Query{Text: "foster", Order: ByYear, Members: true}); !slices.Contains(again, added[0]) {
			t.Errorf("%s: %d lacks %d, which was added after the first search", engine, again, added)
		}
	}
}
