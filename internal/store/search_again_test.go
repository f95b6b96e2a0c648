package store

import (
	"bytes"
	"testing"

	"goodmeasure/evidence"
)

// What a record is filed under is among the words that find it, where it was added, changed, and restored with its review.
func TestRecordsAreFoundByTheirSubjects(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		found := func(text string, want int) {
			t.Helper()
			if got, err := w.Search(t.Context(), Query{Text: text, Members: true}); err != nil || got.Total != want {
				t.Errorf("%q finds %d, %v, expected %d", text, got.Total, err, want)
			}
		}
		nobody := evidence.Account{}
		r := begin(t, w, 1, false)
		added, err := w.AddRecords(t.Context(), nobody, []evidence.Entry{{Record: evidence.Record{Kind: evidence.Article, Title: "One"}, Facets: map[string][]string{"subject": {"Kinship care"}}}}, Addition{Review: r.ID})
		if err != nil {
			t.Fatal(err)
		}
		found("kinship", 1)
		var bundle bytes.Buffer
		if _, err := w.Bundle(t.Context(), r.ID, &bundle, "test", func(*Workspace) error { return nil }); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Unbundle(t.Context(), nobody, bytes.NewReader(bundle.Bytes()), int64(bundle.Len())); err != nil {
			t.Fatal(err)
		}
		found("kinship", 2)
		e, err := w.Record(t.Context(), added[0])
		if err != nil {
			t.Fatal(err)
		}
		e.Facets = map[string][]string{"subject": {"Adoption"}}
		if _, err := w.ChangeRecord(t.Context(), nobody, e); err != nil {
			t.Fatal(err)
		}
		found("kinship", 1)
		found("adoption", 1)
	})
}

// A change that leaves a record's words as they are writes none of them anew.
func TestSameWordsAreNotWrittenAgain(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		e := evidence.Entry{Record: evidence.Record{ID: "1", Kind: evidence.Article, Title: "Foster care", Year: 2015}}
		add(t, w, Addition{}, e)
		entry := func() int64 {
			t.Helper()
			n, err := one(t.Context(), w.db, value[int64], "SELECT last FROM counter WHERE name = 'entry'")
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		first := entry()
		for _, c := range []struct {
			change func()
			again  bool
		}{{func() { e.Year = 2016 }, false}, {func() { e.Title = "Fostering" }, true}} {
			c.change()
			if _, err := w.ChangeRecord(t.Context(), somebody, e); err != nil {
				t.Fatal(err)
			}
			if again := entry() != first; again != c.again {
				t.Errorf("%q of %d: written again: %v", e.Title, e.Year, again)
			}
		}
	})
}
