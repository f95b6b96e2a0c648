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

// wordsIn are the words of parts with their places. It looks that no part is called by a word that it lacks.
func wordsIn(t testing.TB, parts []part) (words []string, places map[string][]place) {
	t.Helper()
	places = map[string][]place{}
	for _, p := range parts {
		first := true
		if err := readWords(p.places, func(word, of []byte) (err error) {
			if first && string(word) != p.word {
				return fmt.Errorf("the part of %q begins with %q", p.word, word)
			}
			first = false
			words = append(words, string(word))
			places[string(word)], err = readPlaces(nil, of)
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	return words, places
}

// What is written of a segment's words is read as it was, in the order of the words.
func TestSegmentsAreReadAsTheyWereWritten(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.SliceOfN(rapid.StringOfN(rapid.SampledFrom([]rune("abé𝒷")), 1, 4, -1), 0, 30)
		var records []indexed
		want := map[string][]place{}
		for entry := range rapid.IntRange(1, 20).Draw(r, "records") {
			x := indexed{record: int64(entry + 1)}
			for field := range x.fields {
				x.fields[field] = text.Draw(r, "text")
				for n, word := range x.fields[field] {
					want[word] = append(want[word], placeOf(entry, field, n))
				}
			}
			records = append(records, x)
		}
		segments := segmentsOf(records)
		words, got := wordsIn(t, segments[0].parts())
		if diff := cmp.Diff(want, got); diff != "" || len(segments) != 1 || !slices.IsSorted(words) || len(words) != len(want) {
			t.Fatalf("%d segments, words %q (-want +got):\n%s", len(segments), words, diff)
		}
		entries, err := readEntries(writeEntries(segments[0].entries))
		if err != nil || !slices.Equal(entries, segments[0].entries) {
			t.Fatal(entries, err)
		}
	})
}

// Whatever a damaged database holds, reading it ends with words or an error.
func FuzzReadWords(f *testing.F) {
	for _, p := range segmentsOf([]indexed{{1, [4][]string{{"foster", "fostering"}, nil, {"care"}, {"foster", "care"}}}})[0].parts() {
		f.Add(p.places)
	}
	f.Add([]byte{0, 1, 'a', 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1})
	f.Fuzz(func(t *testing.T, text []byte) {
		_ = readWords(text, func(word, places []byte) error {
			read, err := readPlaces(nil, places)
			for _, p := range read {
				if p.entry() >= inSegment || err != nil {
					t.Fatal(p, err)
				}
			}
			return nil
		})
		if entries, err := readEntries(text); err == nil && len(entries) > inSegment {
			t.Fatal(len(entries))
		}
	})
}

// segmentsIn are the numbers of first entries and the counts of entries, in their order.
func segmentsIn(t *testing.T, w *Workspace) (found [][2]int64) {
	t.Helper()
	segments, err := all(t.Context(), w.db, readSegment, "SELECT first, entries, records FROM search_segment ORDER BY first")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range segments {
		found = append(found, [2]int64{s.first, int64(len(s.entries))})
	}
	return found
}

// Segments join as they come, and those that are large enough stay.
func TestSmallSegmentsJoin(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		for _, c := range []struct {
			added int
			want  [][2]int64
		}{
			{1, [][2]int64{{1, 1}}},
			{1, [][2]int64{{1, 2}}},
			{1, [][2]int64{{1, 2}, {3, 1}}},
			{1, [][2]int64{{1, 4}}},
			{1, [][2]int64{{1, 4}, {5, 1}}},
			{3, [][2]int64{{1, 8}}},
			{4, [][2]int64{{1, 8}, {9, 4}}},
			{complete, [][2]int64{{1, 12 + complete}}},
			{complete + 2, [][2]int64{{1, 12 + complete}, {13 + complete, complete + 2}}},
		} {
			add(t, w, Addition{}, titled(make([]string, c.added)...)...)
			if got := segmentsIn(t, w); !slices.Equal(got, c.want) {
				t.Errorf("%d added: %v, expected %v", c.added, got, c.want)
			}
		}
	})
}

// Nothing of what a record said before it was changed or removed stays in the index.
func TestWordsThatAreSaidNoMoreLeaveTheIndex(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		ids := add(t, w, Addition{}, titled(append([]string{"Secret", "Secret foster"}, make([]string, complete)...)...)...)
		change := func(id int64, title string) func() error {
			return func() error {
				e := titled(title)[0]
				e.ID = fmt.Sprint(id)
				_, err := w.ChangeRecord(t.Context(), somebody, e)
				return err
			}
		}
		remove := func(id int64) func() error {
			return func() error { return w.RemoveRecord(t.Context(), somebody, id) }
		}
		for n, c := range []struct {
			act  func() error
			want string
		}{
			{change(ids[0], "Hidden"), "foster secret hidden"},
			{change(ids[0], "Hidden secret home"), "foster secret hidden home secret"},
			{change(ids[0], "Home"), "foster secret home"},
			{change(ids[1], "Foster"), "foster home"},
			{remove(ids[0]), "foster"},
			{change(ids[1], "Care"), "care"},
			{change(ids[1], ""), ""},
			{change(ids[1], "Care"), "care"},
		} {
			if err := c.act(); err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(wordsLeft(t, w), " "); got != c.want {
				t.Errorf("%d: the index has %s, expected %s", n, got, c.want)
			}
		}
		if found, err := w.Search(t.Context(), Query{Text: "care", Members: true}); err != nil || found.Total != 1 {
			t.Errorf("%d found, %v", found.Total, err)
		}
	})
}

// A record that says one word again and again takes no more than its share, and is found by it.
func TestAWordSaidAgainAndAgain(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		add(t, w, Addition{}, evidence.Entry{Record: evidence.Record{Kind: evidence.Article, Title: "Care", Abstract: strings.Repeat("care ", 9000)}},
			evidence.Entry{Record: evidence.Record{Kind: evidence.Article, Title: "Foster care"}})
		add(t, w, Addition{}, titled("Home", "care")...)
		parts, err := all(t.Context(), w.db, readPart, "SELECT word, places FROM search_part ORDER BY segment, word")
		if err != nil {
			t.Fatal(err)
		}
		if _, places := wordsIn(t, parts); len(places["care"]) != 1+mostPlaces+2 {
			t.Errorf("%d places", len(places["care"]))
		}
		if found, err := w.Search(t.Context(), Query{Text: `"care care" care`, Members: true}); err != nil || found.Total != 1 {
			t.Errorf("%d found, %v", found.Total, err)
		}
	})
}

// An index that is damaged is said to be.
func TestSearchInADamagedIndex(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		add(t, w, Addition{Public: true}, titled("Foster care")...)
		if _, err := w.db.ExecContext(t.Context(), "UPDATE search_part SET places = $1", []byte{0, 4, 'c'}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Search(t.Context(), Query{Text: "care"}); err == nil || !strings.Contains(err.Error(), "index of words is damaged") {
			t.Error(err)
		}
	})
}

// One character can be four words, and a field of 50,000 bytes has more of them then than it has characters: whoever keeps such a
// record, and others, find it and what is beside it.
func TestARecordOfCharactersThatAreManyWords(t *testing.T) {
	ligature := strings.Repeat("\uFDFA", 50_000/len("\uFDFA"))                  // sallallahou alayhe wasallam: four words by NFKD
	const allah, about = "\u0627\u0644\u0644\u0647", "\u0639\u0644\u064A\u0647" // the second and the third
	onBoth(t, func(t *testing.T, w *Workspace) {
		long := evidence.Entry{Record: evidence.Record{Kind: evidence.Article, Title: ligature, Abstract: ligature, Keywords: []string{ligature}, Authors: []evidence.Person{{Family: ligature}}},
			Summary: ligature}
		ids := add(t, w, Addition{}, long, titled("Foster care")[0], long)
		find := func(text string, want int) {
			t.Helper()
			if found, err := w.Search(t.Context(), Query{Text: text, Members: true}); err != nil || found.Total != want {
				t.Errorf("%.20q: %d found, %v, expected %d", text, found.Total, err, want)
			}
		}
		find("care", 1)
		find(allah, 2)
		find(`"`+allah+" "+about+`"`, 2)
		e := long
		e.ID, e.Title = fmt.Sprint(ids[0]), "Kinship"
		if _, err := w.ChangeRecord(t.Context(), somebody, e); err != nil {
			t.Fatal(err)
		}
		find("kinship", 1)
		if err := w.RemoveRecord(t.Context(), somebody, ids[2]); err != nil {
			t.Fatal(err)
		}
		find(allah, 1)
		find("care", 1)
	})
}
