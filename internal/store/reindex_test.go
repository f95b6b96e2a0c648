package store

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// damages are ways in which what the database has of an index can be wrong.
var damages = map[string]string{
	"a part cut off":               "UPDATE search_part SET places = substr(places, 1, length(places) - 1)",
	"entries cut off":              "UPDATE search_segment SET records = substr(records, 1, length(records) - 1)",
	"fewer entries than there are": "UPDATE search_segment SET records = substr(records, 1, 4)",
	"none":                         "UPDATE search_segment SET records = substr(records, 1, 0)",
	"another number of entries":    "UPDATE search_segment SET entries = entries + 5",
	"a segment away":               "DELETE FROM search_segment WHERE first = 1",
	"segments over each other":     "INSERT INTO search_segment (first, entries, records) SELECT 100, entries, records FROM search_segment WHERE first = 1",
	"the last segment away":        "DELETE FROM search_segment WHERE first > 1",
	"all segments away":            "DELETE FROM search_segment",
}

// An index that is damaged is said to be, what needs none of it works, and it is made anew in place or by a backup.
func TestADamagedIndex(t *testing.T) {
	for name, damage := range damages {
		t.Run(name, func(t *testing.T) {
			onBoth(t, func(t *testing.T, w *Workspace) {
				ctx := t.Context()
				add(t, w, Addition{Public: true}, titled(slices.Repeat([]string{"Foster care"}, 200)...)...)
				ids := add(t, w, Addition{Public: true}, titled("Kinship care")...)
				change := func(w *Workspace) {
					t.Helper()
					e := titled("Kinship care")[0]
					e.ID, e.Facets = fmt.Sprint(ids[0]), map[string][]string{"subject": {"kin"}}
					if _, err := w.ChangeRecord(ctx, somebody, e); err != nil {
						t.Fatal(err)
					}
				}
				if _, err := w.db.ExecContext(ctx, damage); err != nil {
					t.Fatal(err)
				}
				other := open(t, w.placeForTests(t))
				for range 2 {
					if _, err := other.Search(ctx, Query{Text: "care"}); err == nil || !strings.Contains(err.Error(), "library reindex") {
						t.Error(err)
					}
					if found, err := other.Search(ctx, Query{Facets: map[string][]string{"kind": {"article"}}}); err != nil || found.Total != 201 {
						t.Errorf("without words: %d found, %v", found.Total, err)
					}
				}
				anew := filepath.Join(t.TempDir(), "anew.db")
				if err := restore(ctx, backup(t, w), anew); err != nil {
					t.Fatal(err)
				}
				if n, err := w.Reindex(ctx); err != nil || n != 201 {
					t.Fatal(n, err)
				}
				for _, w := range []*Workspace{w, other, open(t, anew)} {
					if found, err := w.Search(ctx, Query{Text: "care"}); err != nil || found.Total != 201 {
						t.Errorf("%d found, %v", found.Total, err)
					}
				}
				change(w)
				if found, err := other.Search(ctx, Query{Text: "kin", Facets: map[string][]string{"subject": {"kin"}}}); err != nil || found.Total != 1 {
					t.Errorf("once changed: %d found, %v", found.Total, err)
				}
			})
		})
	}
}

// A record that cannot be read keeps nobody from the others, and is named.
func TestARecordThatCannotBeRead(t *testing.T) {
	onOlder(t, latestOlder, func(t *testing.T, w *Workspace, place string) {
		if _, err := w.db.ExecContext(t.Context(), "UPDATE record SET description = '' WHERE id = 2"); err != nil {
			t.Fatal(err)
		}
		w = open(t, place)
		for range 2 {
			if found, err := w.Search(t.Context(), Query{Text: "foster", Members: true}); err != nil || found.Total != 1 {
				t.Errorf("%d found, %v", found.Total, err)
			}
			if n, err := w.Reindex(t.Context()); err != nil || n != 3 {
				t.Error(n, err)
			}
		}
		if _, err := w.Search(t.Context(), Query{Members: true}); err == nil || !strings.Contains(err.Error(), "record 2 cannot be read") {
			t.Error(err)
		}
		if err := restore(t.Context(), backup(t, w), filepath.Join(t.TempDir(), "again.db")); err == nil || !strings.Contains(err.Error(), "record 2 cannot be read") {
			t.Error(err)
		}
	})
}

// What is broken off leaves the index as it was.
func TestReindexBrokenOff(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		add(t, w, Addition{}, titled("Foster care")...)
		ctx, stop := context.WithCancel(t.Context())
		stop()
		if _, err := w.Reindex(ctx); err == nil {
			t.Error("it ended although it was broken off")
		}
		if found, err := w.Search(t.Context(), Query{Text: "care", Members: true}); err != nil || found.Total != 1 {
			t.Errorf("%d found, %v", found.Total, err)
		}
	})
}
