package store

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// entriesOfRecord are the numbers of the entries that the index has of a record and that were not put out of use.
func entriesOfRecord(t *testing.T, w *Workspace, record int64) (found []int64) {
	t.Helper()
	segments, err := all(t.Context(), w.db, readSegment, "SELECT first, entries, records FROM search_segment ORDER BY first")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range segments {
		for n, e := range s.entries {
			if e.record == record && e.words > 0 {
				found = append(found, s.first+int64(n))
			}
		}
	}
	return found
}

// indexedTwice has a record of three that was changed without its earlier entry being put out of use: once it said "Secret foster
// homes", and now it says "Foster care". The two stand in segments of their own.
func indexedTwice(t *testing.T, w *Workspace) (record int64) {
	t.Helper()
	ids := add(t, w, Addition{}, titled("Secret foster homes", "Kinship", "Adoption care")...)
	e := titled("Foster care")[0]
	e.ID = fmt.Sprint(ids[0])
	err := w.inTransaction(t.Context(), func(tx *sql.Tx) error {
		description, _, err := describeRecord(e)
		if err != nil {
			return err
		}
		revision, err := numbers(t.Context(), tx, "revision", 1)
		return firstOf(err,
			func() error {
				return change(t.Context(), tx, "UPDATE record SET revision = $2, title = $3, description = $4 WHERE id = $1", ids[0], revision, e.Title, description)
			},
			func() error { return index(t.Context(), tx, segmentsOf([]indexed{indexOf(e)})) })
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := segmentsIn(t, w); !slices.Equal(got, [][2]int64{{1, 3}, {4, 1}}) {
		t.Fatalf("segments %v", got)
	}
	if got := entriesOfRecord(t, w, ids[0]); !slices.Equal(got, []int64{1, 4}) {
		t.Fatalf("entries %v", got)
	}
	return ids[0]
}

// A record with two entries that count, as an index could hold that an earlier version kept, is found once, by what it says now. Once
// it is changed, removed or the index made anew, nothing is left of the earlier entry.
func TestARecordThatWasIndexedTwice(t *testing.T) {
	finds := func(t *testing.T, w *Workspace, want map[string][]int64) {
		t.Helper()
		for _, opened := range []*Workspace{w, open(t, w.placeForTests(t))} { // the second takes in all of the index at once
			for text, ids := range want {
				found, err := opened.Search(t.Context(), Query{Text: text, Members: true})
				got := []int64{}
				for _, e := range found.Entries {
					got = append(got, e.Number())
				}
				if err != nil || !slices.Equal(got, ids) || found.Total != len(ids) {
					t.Errorf("%s: found %v, %d in all, %v, expected %v", text, got, found.Total, err, ids)
				}
			}
		}
	}
	left := func(t *testing.T, w *Workspace, want string) {
		t.Helper()
		words := wordsLeft(t, w)
		slices.Sort(words)
		if got := strings.Join(slices.Compact(words), " "); got != want {
			t.Errorf("the index has %s, expected %s", got, want)
		}
	}
	for name, settle := range map[string]struct {
		act     func(t *testing.T, w *Workspace, record int64) error
		entries int
		words   string
		finds   map[string][]int64
	}{
		"searched": {
			func(*testing.T, *Workspace, int64) error { return nil }, 2, "adoption care foster home kinship secret",
			map[string][]int64{"foster": {1}, "care": {3, 1}, "secret": {}, "foster -homes": {1}, `"foster homes"`: {}, "-foster": {3, 2}, "kinship": {2}},
		},
		"changed": {
			func(t *testing.T, w *Workspace, record int64) error {
				e := titled("Foster families")[0]
				e.ID = fmt.Sprint(record)
				_, err := w.ChangeRecord(t.Context(), somebody, e)
				return err
			}, 1, "adoption care family foster kinship",
			map[string][]int64{"foster": {1}, "families": {1}, "care": {3}, "secret": {}},
		},
		"changed to what it said once": {
			func(t *testing.T, w *Workspace, record int64) error {
				e := titled("Secret")[0]
				e.ID = fmt.Sprint(record)
				_, err := w.ChangeRecord(t.Context(), somebody, e)
				return err
			}, 1, "adoption care kinship secret",
			map[string][]int64{"foster": {}, "care": {3}, "secret": {1}, "homes": {}},
		},
		"removed": {
			func(t *testing.T, w *Workspace, record int64) error {
				return w.RemoveRecord(t.Context(), somebody, record)
			}, 0, "adoption care kinship",
			map[string][]int64{"foster": {}, "care": {3}, "secret": {}, "-foster": {3, 2}},
		},
		"the index made anew": {
			func(t *testing.T, w *Workspace, _ int64) error {
				n, err := w.Reindex(t.Context())
				if n != 3 {
					t.Errorf("%d records", n)
				}
				return err
			}, 1, "adoption care foster kinship",
			map[string][]int64{"foster": {1}, "care": {3, 1}, "secret": {}, "homes": {}},
		},
		"joined by those that come after": {
			func(t *testing.T, w *Workspace, _ int64) error {
				add(t, w, Addition{}, titled("Kin", "Kin", "Kin")...)
				return nil
			}, 1, "adoption care foster kin kinship",
			map[string][]int64{"foster": {1}, "care": {3, 1}, "secret": {}, "kin": {6, 5, 4}},
		},
	} {
		t.Run(name, func(t *testing.T) {
			onBoth(t, func(t *testing.T, w *Workspace) {
				record := indexedTwice(t, w)
				finds(t, w, map[string][]int64{"foster": {1}})
				if err := settle.act(t, w, record); err != nil {
					t.Fatal(err)
				}
				finds(t, w, settle.finds)
				left(t, w, settle.words)
				if got := entriesOfRecord(t, w, record); len(got) != settle.entries {
					t.Errorf("entries %v, expected %d", got, settle.entries)
				}
			})
		})
	}
}
