package store

import (
	"slices"
	"testing"

	"goodmeasure/internal/testkit"
)

// A library that was indexed by an older program is found as a new one is.
func TestSearchInAnOlderLibrary(t *testing.T) {
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
		`INSERT INTO counter (name, last) VALUES ('revision', 2) ON CONFLICT (name) DO UPDATE SET last = 2`,
		`INSERT INTO record (id, revision, kind, title, year, description, raw, summary, added, changed, public, first_public)
			SELECT n, n, 'report', '', 2020, '{}', '', '', '', '', true, '' FROM generate_series(1, 2) n`,
		`INSERT INTO record_search (record, words) VALUES (1, '''foster'':1A ''care'':2A,9D ''home'':5D'), (2, '''care'':1A,12D ''foster'':11D')`,
	} {
		if _, err := w.db.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		phrase []string
		how    matching
		want   []int64
	}{
		{[]string{"foster"}, unranked, []int64{1, 2}},
		{[]string{"foster"}, inTitle, []int64{1}},
		{[]string{"foster"}, ranked, []int64{1, 2}},
		{[]string{"home"}, inTitle, []int64{}},
		{[]string{"foster", "care"}, unranked, []int64{1, 2}},
		{[]string{"foster", "care"}, inTitle, []int64{1}},
		{[]string{"care", "foster"}, unranked, []int64{}},
	} {
		if found, err := w.find(t.Context(), words{all: [][]string{c.phrase}}, c.how); err != nil || !slices.Equal(found, c.want) {
			t.Errorf("%s, %d: %v, %v, expected %v", c.phrase, c.how, found, err, c.want)
		}
	}
}
