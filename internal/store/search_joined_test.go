package store

import (
	"fmt"
	"slices"
	"testing"

	"goodmeasure/evidence"
)

// A work is found by the words of all its records, as far as whoever searches may see them, as long as they are one.
func TestWorksAreFoundByAllTheirRecords(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		bare := evidence.Entry{Record: evidence.Record{Kind: evidence.Article, Title: "What makes services good", Authors: []evidence.Person{{Family: "Hart", Given: "Ann"}}}}
		full := evidence.Entry{Record: evidence.Record{Kind: evidence.Conference, Title: "What makes services good", Abstract: "Interviews in six counties show that leaders learn."}}
		other := evidence.Entry{Record: evidence.Record{Kind: evidence.Article, Title: "Interviews", Abstract: "Leaders elsewhere."}}
		head := add(t, w, Addition{Public: true}, bare)[0]
		add(t, w, Addition{}, full, full) // the second stays as it is
		public := add(t, w, Addition{Public: true}, other, full)
		hidden, third, shown := head+1, public[0], public[1]
		r := begin(t, w, 1, false)
		if err := w.Join(t.Context(), somebody, r.ID, []int64{head, hidden}); err != nil {
			t.Fatal(err)
		}
		expect := func(when, text string, members bool, want ...int64) {
			t.Helper()
			for _, order := range []Order{ByRelevance, ByNewest} {
				found, err := w.Search(t.Context(), Query{Text: text, Members: members, Order: order, Typing: true})
				var ids []int64
				for _, e := range found.Entries {
					ids = append(ids, e.Number())
				}
				slices.Sort(ids)
				if err != nil || !slices.Equal(ids, want) || found.Total != len(want) {
					t.Errorf("%s %q finds %v, %d in all (%v), expected %v", when, text, ids, found.Total, err, want)
				}
			}
		}
		merge := func(kept, other int64) {
			t.Helper()
			if made, err := w.Merge(t.Context(), somebody, evidence.Duplicate{Kept: kept, Other: other}); err != nil || made.Kept != kept {
				t.Fatalf("%+v %v", made, err)
			}
		}
		expect("before,", "interviews", true, head+1, head+2, third, shown)
		expect("before,", "hart interviews", true)
		merge(head, hidden)
		for _, text := range []string{"hart interviews", "hart \"six counties\"", "hart interv", "hart leaders -elsewhere"} {
			expect("with a hidden one,", text, true, head)
			expect("with a hidden one,", text, false) // the words of a hidden abstract are not told to readers
		}
		expect("with a hidden one,", "interviews", true, head, head+2, third, shown)
		expect("with a hidden one,", "interviews", false, third, shown)
		expect("with a hidden one,", "hart -counties", true)
		expect("with a hidden one,", "hart -counties", false, head)
		expect("with a hidden one,", "-counties", true, third)
		expect("with a hidden one,", "-counties", false, head, third)
		if found, err := w.Search(t.Context(), Query{Text: "hart interviews", Members: true, Review: r.ID}); err != nil || found.Total != 1 {
			t.Errorf("in the review %d are found (%v)", found.Total, err)
		}
		merge(head, shown)
		expect("with a public one,", "hart interviews", false, head)
		expect("with a public one,", "interviews", false, head, third)
		again, err := Open(t.Context(), w.placeForTests(t))
		if err != nil {
			t.Fatal(err)
		}
		defer again.Close()
		if found, err := again.Search(t.Context(), Query{Text: "hart interviews"}); err != nil || found.Total != 1 {
			t.Errorf("another process finds %d (%v)", found.Total, err)
		}
		for _, apart := range []int64{shown, hidden} {
			if _, err := w.Part(t.Context(), somebody, head, apart); err != nil {
				t.Fatal(err)
			}
		}
		expect("taken apart,", "hart interviews", true)
		expect("taken apart,", "interviews", true, head+1, head+2, third, shown)
		if found, err := again.Search(t.Context(), Query{Text: "hart interviews"}); err != nil || found.Total != 0 {
			t.Errorf("taken apart, another process finds %d (%v)", found.Total, err)
		}
	})
}

// So it is where more are found than are weighed, and across segments of the index.
func TestManyWorksAreFoundOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		var entries []evidence.Entry
		for n := range inSegment + 10 {
			entries = append(entries, titled(fmt.Sprint("Kinship care ", n))...)
		}
		records := add(t, w, Addition{Public: true}, entries...)
		last := titled("Foster families")[0]
		last.Authors, last.Abstract = []evidence.Person{{Family: "Hart"}}, "Of kinship and care."
		other := add(t, w, Addition{Public: true}, last)[0]
		for kept, merged := range map[int64]int64{other: records[2], records[0]: records[3], records[1]: records[4]} {
			if _, err := w.Merge(t.Context(), somebody, evidence.Duplicate{Kept: kept, Other: merged}); err != nil {
				t.Fatal(err)
			}
		}
		for text, want := range map[string]int{"kinship care": len(records) - 2, "kinship": len(records) - 2, "hart kinship": 1, "hart 2": 1, "care -hart": len(records) - 3} {
			if found, err := w.Search(t.Context(), Query{Text: text}); err != nil || found.Total != want {
				t.Errorf("%q finds %d (%v), expected %d", text, found.Total, err, want)
			}
		}
	})
}
