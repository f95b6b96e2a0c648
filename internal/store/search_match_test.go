package store

import (
	"strings"
	"testing"
)

// A server that has never looked at what the index holds reads of it what a search needs, and not the whole.
func TestSearchesReadFewPartsOfAnIndexNeverAnalysed(t *testing.T) {
	w := openDatabase(t)
	add(t, w, Addition{}, manyEntries(1200)...)
	for _, text := range []string{"w1 w2", "w1 w20", "-w3 w4"} {
		for _, typing := range []bool{false, true} {
			query, args := newSought(parseWords(text, typing), nil, nil).parts(w.engine)
			plan, err := values[string](t.Context(), w.db, "EXPLAIN "+query, args...)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(strings.Join(plan, "\n"), "Seq Scan on search_part") {
				t.Errorf("%s, %v:\n%s", text, typing, strings.Join(plan, "\n"))
			}
		}
	}
}
