package store

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
)

// Records that are changed again and again take no more of the index than twice what they say, and are found as if it had been
// made anew.
func TestAnIndexGivesBackWhatNobodySaysAnyMore(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		entries := manyEntries(120)
		ids := add(t, w, Addition{Public: true}, entries[:90]...)
		ids = append(ids, add(t, w, Addition{Public: true}, entries[90:]...)...)
		size := func(w *Workspace) int64 {
			t.Helper()
			bytes, err := one(t.Context(), w.db, value[int64], "SELECT COALESCE(sum(length(places)), 0) FROM search_part")
			if err != nil {
				t.Fatal(err)
			}
			return bytes
		}
		draw := rand.New(rand.NewPCG(7, 20))
		for n := range 3 * len(ids) {
			of := draw.IntN(len(ids))
			e := entries[of]
			e.ID, e.Title = fmt.Sprint(ids[of]), fmt.Sprintf("%s w%d", e.Title, n)
			if _, err := w.ChangeRecord(t.Context(), somebody, e); err != nil {
				t.Fatal(err)
			}
		}
		for n := range 6 { // many together
			err := w.inTransaction(t.Context(), func(tx *sql.Tx) error {
				before, err := recordsByNumber(t.Context(), tx, ids)
				if err != nil {
					return err
				}
				var changes []rewritten
				for _, of := range draw.Perm(len(ids))[:80] {
					after := before[ids[of]]
					after.Title = fmt.Sprintf("%s w%d", entries[of].Title, n)
					changes = append(changes, rewritten{before[ids[of]], after})
				}
				return w.writeRecords(t.Context(), tx, somebody, changes)
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		for _, id := range ids[:20] {
			if err := w.RemoveRecord(t.Context(), somebody, id); err != nil {
				t.Fatal(err)
			}
		}
		anew := filepath.Join(t.TempDir(), "anew.db")
		if err := restore(t.Context(), backup(t, w), anew); err != nil {
			t.Fatal(err)
		}
		again := open(t, anew)
		if took, least := size(w), size(again); took > 5*least/2 { // the same in more segments takes a little more
			t.Errorf("it takes %d bytes, and made anew %d", took, least)
		}
		for n := range 40 {
			for _, q := range []Query{{Text: fmt.Sprintf("w%d", n), Size: 200}, {Text: fmt.Sprintf("w%d -w%d", n, n+3), Size: 200}, {Text: fmt.Sprintf(`"w%d w%d"`, n, n/2), Size: 200}} {
				var found [2][]string
				for k, w := range []*Workspace{w, again} {
					f, err := w.Search(t.Context(), q)
					if err != nil {
						t.Fatal(err)
					}
					for _, e := range f.Entries {
						found[k] = append(found[k], e.ID)
					}
				}
				if !slices.Equal(found[0], found[1]) {
					t.Errorf("%s: found %v, and made anew %v", q.Text, found[0], found[1])
				}
			}
		}
	})
}

// What records said and say no more stands nowhere in the index, also where several of a segment that stays are changed together.
func TestTheIndexHasNoWordThatNobodySaysAnyMore(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		entries := titled("Kinship zebra", "Foster okapi", "Foster zebra", "Kinship")
		ids := add(t, w, Addition{Public: true}, append(entries, manyEntries(20)...)...) // so many that nothing is written anew for having halved
		err := w.inTransaction(t.Context(), func(tx *sql.Tx) error {
			before, err := recordsByNumber(t.Context(), tx, ids)
			if err != nil {
				return err
			}
			zebra, okapi := before[ids[0]], before[ids[1]]
			zebra.Title, okapi.Title = "Kinship", "Okapi care"
			return w.writeRecords(t.Context(), tx, somebody, []rewritten{{before[ids[0]], zebra}, {before[ids[1]], okapi}})
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := w.RemoveRecord(t.Context(), somebody, ids[2]); err != nil {
			t.Fatal(err)
		}
		parts, err := all(t.Context(), w.db, readPart, "SELECT word, places FROM search_part")
		if err != nil {
			t.Fatal(err)
		}
		stands := map[string]bool{}
		for _, p := range parts {
			if err := readWords(p.places, func(word, _ []byte) error { stands[string(word)] = true; return nil }); err != nil {
				t.Fatal(err)
			}
		}
		for word, want := range map[string]bool{"zebra": false, "foster": false, "kinship": true, "okapi": true} {
			if stands[word] != want {
				t.Errorf("that %q stands in the index is %v, expected %v", word, stands[word], want)
			}
		}
	})
}

// A segment is written anew each time that what lives of it has halved, once where it halves more than once together.
func TestHalved(t *testing.T) {
	for _, c := range []struct {
		entries int
		want    []int
	}{{1, []int{0}}, {2, []int{1, 0}}, {5, []int{2, 1, 0}}, {9, []int{4, 2, 1, 0}}} {
		s := newSegment()
		s.entries = slices.Repeat([]entered{{1, 1}}, c.entries)
		var got []int
		for n := range s.entries {
			s.entries[n] = entered{}
			if s.halved(s.live() + 1) {
				got = append(got, s.live())
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("of %d at %v, expected %v", c.entries, got, c.want)
		}
		for before := 1; before <= c.entries; before++ {
			for after := range before {
				for n := range s.entries {
					s.entries[n] = entered{1, min(1, max(0, after-n))}
				}
				if crossed := slices.ContainsFunc(c.want, func(at int) bool { return after <= at && at < before }); s.halved(before) != crossed {
					t.Errorf("of %d from %d to %d: %v", c.entries, before, after, !crossed)
				}
			}
		}
	}
}
