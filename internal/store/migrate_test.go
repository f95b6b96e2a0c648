package store

import (
	"testing"

	"goodmeasure/internal/testkit"
)

// Titles of a library that was there before they had an index of their own are found as those of a new one.
func TestTitlesOfAnOlderLibrary(t *testing.T) {
	w, err := connectPostgreSQL(testkit.PostgreSQL(t), false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	provider, _, _, err := w.schema(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := provider.UpTo(t.Context(), 4); err != nil {
		t.Fatal(err)
	}
	for _, statement := range []string{
		`INSERT INTO record (id, revision, kind, title, year, description, raw, summary, added, changed, public, first_public)
			VALUES (1, 1, 'report', 'Foster care', 2020, '{}', '', '', '', '', true, '')`,
		`INSERT INTO record_search (record, words) VALUES (1, '''foster'':1A ''care'':2A ''home'':5D')`,
	} {
		if _, err := w.db.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]int{"foster": 1, "care": 1, "home": 0} {
		if found, err := w.match(t.Context(), w, words{all: [][]string{{word}}}, inTitle); err != nil || len(found) != want {
			t.Errorf("%s: %v, %v, expected %d", word, found, err, want)
		}
	}
}
