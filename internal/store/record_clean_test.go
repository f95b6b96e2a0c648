package store

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"goodmeasure/evidence"
)

// A record is found by the words that are kept of it, and all of them leave the index with it, whatever the record was made of.
func TestWhatIsIndexedIsWhatIsKept(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		e := evidence.Entry{
			Record: evidence.Record{Kind: evidence.Article, Title: "foo\x00bar\xff", Abstract: "ab\x00sent", Authors: []evidence.Person{{Family: "Nú\x00ñez", Given: "A\x00na"}}, Keywords: []string{"key\x00word"}},
			Facets: map[string][]string{"sub\x00ject": {strings.Repeat("a ", 250) + " out zebra", strings.Repeat("subject ", 8000) + "last", "first", "\x00 first"}},
		}
		for range 2 {
			id := add(t, w, Addition{}, e)[0]
			for text, want := range map[string]int{"foobar": 1, "bar": 0, "absent": 1, "nunez ana": 1, "keyword": 1, "zebra": 0, "first": 1, "last": 0} {
				if found, err := w.Numbers(t.Context(), Query{Text: text, Members: true}); err != nil || len(found) != want {
					t.Errorf("%s: %v, %v, expected %d", text, found, err, want)
				}
			}
			if _, err := w.ChangeRecord(t.Context(), somebody, evidence.Entry{Record: evidence.Record{ID: fmt.Sprint(id), Kind: evidence.Article, Title: "ba\x00z"}}); err != nil {
				t.Fatal(err)
			}
			if words := wordsLeft(t, w); !slices.Equal(words, []string{"baz"}) {
				t.Errorf("changed, it has %q", words)
			}
			if err := w.RemoveRecord(t.Context(), somebody, id); err != nil {
				t.Fatal(err)
			}
			if words := wordsLeft(t, w); len(words) > 0 {
				t.Errorf("removed, it has %q", words)
			}
		}
	})
}

// wordsLeft are the words that the index has, by segment.
func wordsLeft(t testing.TB, w *Workspace) []string {
	t.Helper()
	parts, err := all(t.Context(), w.db, readPart, "SELECT word, places FROM search_part ORDER BY segment, word")
	if err != nil {
		t.Fatal(err)
	}
	words, _ := wordsIn(t, parts)
	return words
}

// What was cleaned is kept as it is.
func TestCleaningTwiceIsCleaningOnce(t *testing.T) {
	text := rapid.Custom(func(r *rapid.T) string {
		piece := rapid.SampledFrom([]string{"a", "é", " ", "\x00", "\xff", "\xf0\x9f", "\u2028", strings.Repeat("x", 497)})
		return strings.Join(rapid.SliceOfN(piece, 0, 6).Draw(r, "pieces"), "")
	})
	w := openFile(t)
	rapid.Check(t, func(r *rapid.T) {
		e := evidence.Entry{Record: evidence.Record{Kind: evidence.Article, Title: text.Draw(r, "title"), Abstract: text.Draw(r, "abstract"),
			Editors: []evidence.Person{{Family: text.Draw(r, "family"), Given: text.Draw(r, "given")}}, Keywords: []string{text.Draw(r, "keyword")}, Place: text.Draw(r, "place")},
			Facets: map[string][]string{"one" + text.Draw(r, "name"): {text.Draw(r, "value"), text.Draw(r, "value")}, "one": {text.Draw(r, "value")}}}
		once := cleaned(e)
		if diff := cmp.Diff(once, cleaned(once)); diff != "" {
			r.Fatal(diff)
		}
		id := add(t, w, Addition{}, e)[0]
		read, err := w.Record(t.Context(), id)
		if err != nil {
			r.Fatal(err)
		}
		if got, want := indexOf(read).fields, indexOf(once).fields; !cmp.Equal(got, want) {
			r.Fatal(cmp.Diff(want, got))
		}
	})
}
