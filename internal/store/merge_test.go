package store

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"goodmeasure/evidence"
)

// works is a model of merged records: each hangs on the one that it was merged into, and comes away with what hangs on it.
type works struct {
	on     map[int64]int64
	worked map[int64]bool
}

func (m works) head(n int64) int64 {
	for m.on[n] != 0 {
		n = m.on[n]
	}
	return n
}

// merge makes one work of two, and tells which stands for both. On all that are decided on the same was decided.
func (m works) merge(kept, other int64) int64 {
	kept, other = m.head(kept), m.head(other)
	switch {
	case kept == other:
	case m.worked[other] && !m.worked[kept]:
		kept, other = other, kept
		fallthrough
	default:
		m.on[other] = kept
	}
	return kept
}

// checkWorks compares what stands for what.
func checkWorks(t *rapid.T, w *Workspace, m works, records []int64) {
	entries, err := w.Records(t.Context(), records)
	if err != nil {
		t.Fatal(err)
	}
	for n, e := range entries {
		want := m.head(records[n])
		if want == records[n] {
			want = 0
		}
		if e.MergedInto != want {
			t.Fatalf("record %d is merged into %d, expected %d", records[n], e.MergedInto, want)
		}
	}
}

func TestMergingAndPartingKeepWhatStands(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		rapid.Check(t, func(t *rapid.T) {
			r, err := w.AddReview(t.Context(), evidence.Account{}, "A review", evidence.NewTerms("?"))
			if err != nil {
				t.Fatal(err)
			}
			records, err := w.AddRecords(t.Context(), somebody, titled("One", "Two", "Three", "Four", "Five", "Six"), Addition{Review: r.ID})
			if err != nil {
				t.Fatal(err)
			}
			m := works{map[int64]int64{}, map[int64]bool{}}
			for range rapid.IntRange(1, 14).Draw(t, "acts") {
				a, b := rapid.SampledFrom(records).Draw(t, "a"), rapid.SampledFrom(records).Draw(t, "b")
				switch act := rapid.SampledFrom([]string{"merge", "merge", "part", "decide"}).Draw(t, "act"); {
				case act == "decide":
					_, err := w.Decide(t.Context(), reviewer(1), include(r, a))
					if head := m.head(a); (err == nil) != (head == a) {
						t.Fatalf("deciding on record %d, which %d stands for: %v", a, head, err)
					}
					m.worked[a] = m.worked[a] || err == nil
				case a == b:
				case act == "merge":
					want := m.merge(a, b)
					made, err := w.Merge(t.Context(), somebody, evidence.Duplicate{Kept: a, Other: b})
					if err != nil || made.Kept != want {
						t.Fatalf("merging %d and %d: %+v, %v, expected %d to stand for both", a, b, made, err, want)
					}
				case act == "part":
					if head := m.head(b); head != b {
						if _, err := w.Part(t.Context(), somebody, head, b); err != nil {
							t.Fatal(err)
						}
						delete(m.on, b)
					}
				}
				checkWorks(t, w, m, records)
			}
		})
	})
}

func TestPartingGivesBackWhatStoodBelow(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		r := add(t, w, Addition{}, titled("One", "Two", "Three", "Four", "Five")...)
		for _, pair := range [][2]int{{1, 2}, {0, 3}, {0, 1}, {4, 0}} {
			if _, err := w.Merge(t.Context(), somebody, evidence.Duplicate{Kept: r[pair[0]], Other: r[pair[1]]}); err != nil {
				t.Fatal(err)
			}
		}
		stood := func(step string, want ...int) {
			t.Helper()
			entries, err := w.Records(t.Context(), r)
			if err != nil {
				t.Fatal(err)
			}
			for n, e := range entries {
				head := n
				if e.MergedInto != 0 {
					head = slices.Index(r, e.MergedInto)
				}
				if head != want[n] {
					t.Errorf("%s: record %d is stood for by %d, expected %d", step, n, head, want[n])
				}
			}
		}
		part := func(kept, other int) error {
			_, err := w.Part(t.Context(), somebody, r[kept], r[other])
			return err
		}
		stood("all merged", 4, 4, 4, 4, 4)
		if err := part(1, 3); err == nil || !strings.Contains(err.Error(), "is not merged into") {
			t.Errorf("parting two that hang beside each other: %v", err)
		}
		if err := part(4, 0); err != nil {
			t.Fatal(err)
		}
		stood("the first taken away", 0, 0, 0, 0, 4)
		if err := errors.Join(part(4, 0), part(0, 1)); err != nil { // the one before again, as when a form is sent twice
			t.Fatal(err)
		}
		stood("the second taken away", 0, 1, 1, 0, 4)
		if err := part(2, 1); err != nil { // the other way round
			t.Fatal(err)
		}
		stood("the third taken away", 0, 1, 2, 0, 4)
		var machines int
		if err := w.db.QueryRow("SELECT count(*) FROM duplicate WHERE state = 'undone'").Scan(&machines); err != nil || machines != 3 {
			t.Errorf("%d pairs are down as parted, %v, expected the three that were", machines, err)
		}
		if err := w.RemoveRecord(t.Context(), somebody, r[0]); err == nil {
			t.Error("a record that stands for another is removed")
		}
	})
}

func TestNothingIsLostToAMerge(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		review, another := begin(t, w, 1, false), begin(t, w, 1, false)
		in := add(t, w, Addition{Review: review.ID}, titled("Decided on", "Summarised", "Neither")...)
		elsewhere := add(t, w, Addition{Review: another.ID}, titled("Of another review")...)[0]
		shown := add(t, w, Addition{Public: true}, titled("Public")...)[0]
		hidden := add(t, w, Addition{}, titled("Hidden")...)[0]
		decide(t, w, reviewer(1), exclude(review, in[0]))
		if _, err := w.SaveCard(t.Context(), reviewer(1), evidence.Card{Review: review.ID, Record: in[1], CardText: evidence.CardText{Summary: "It helps."}}); err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct{ kept, other, stays int64 }{{in[0], in[1], 0}, {in[2], elsewhere, 0}, {shown, in[1], 0}, {in[2], in[0], in[0]}, {hidden, shown, shown}, {hidden, in[1], in[1]}} {
			made, err := w.Merge(t.Context(), somebody, evidence.Duplicate{Kept: c.kept, Other: c.other})
			switch {
			case c.stays == 0 && !errors.Is(err, ErrBothNeeded):
				t.Errorf("merging %d and %d: %+v, %v, expected a refusal", c.kept, c.other, made, err)
			case c.stays != 0 && (err != nil || made.Kept != c.stays):
				t.Errorf("merging %d and %d: %+v, %v, expected %d to stand for both", c.kept, c.other, made, err, c.stays)
			}
			if c.stays != 0 {
				if _, err := w.Part(t.Context(), somebody, made.Kept, made.Other); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}

func TestUnsurePairsFollowWhatStandsForThem(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		review := begin(t, w, 1, false)
		r := add(t, w, Addition{Review: review.ID}, titled("One", "Two", "Three", "Four")...)
		outside := add(t, w, Addition{}, titled("Beside them")...)[0]
		waiting := func(of int64) (pairs string) {
			t.Helper()
			found, err := w.Duplicates(t.Context(), of, evidence.Unsure)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range found {
				pairs += fmt.Sprintf("%d-%d ", d.Kept, d.Other)
			}
			return strings.TrimSpace(pairs)
		}
		expect := func(step string, of int64, pairs ...[2]int64) {
			t.Helper()
			want := ""
			for _, p := range pairs {
				want += fmt.Sprintf("%d-%d ", p[0], p[1])
			}
			if got := waiting(of); got != strings.TrimSpace(want) {
				t.Errorf("%s: the pairs %q wait, expected %q", step, got, want)
			}
		}
		for n, pair := range [][2]int64{{r[0], r[1]}, {r[1], r[2]}, {r[0], r[2]}, {r[2], r[3]}, {r[3], outside}} {
			if _, err := w.Doubt(t.Context(), somebody, evidence.Duplicate{Kept: pair[0], Other: pair[1], Score: 0.9 - float64(n)/10}); err != nil {
				t.Fatal(err)
			}
		}
		merge := func(kept, other int64) {
			t.Helper()
			if _, err := w.Merge(t.Context(), somebody, evidence.Duplicate{Kept: kept, Other: other}); err != nil {
				t.Fatal(err)
			}
		}
		expect("the library's", evidence.Library, [2]int64{r[3], outside})
		merge(r[0], r[1])
		expect("once a pair is one", review.ID, [2]int64{r[0], r[2]}, [2]int64{r[2], r[3]}) // one of them twice over
		if _, err := w.Distinguish(t.Context(), somebody, evidence.Duplicate{Kept: r[0], Other: r[2]}); err != nil {
			t.Fatal(err)
		}
		expect("once it is told from a third", review.ID, [2]int64{r[2], r[3]})
		merge(r[1], r[3])
		expect("once the fourth is what it was told from", review.ID)
		merge(outside, r[3])
		expect("once all is settled", evidence.Library)
	})
}

// Two who look for duplicates at once want the same merges.
func TestMergesAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		var titles []string
		for n := range 8 {
			titles = append(titles, fmt.Sprint("Record ", n))
		}
		r := add(t, w, Addition{}, titled(titles...)...)
		other, err := Open(t.Context(), w.placeForTests(t))
		if err != nil {
			t.Fatal(err)
		}
		defer other.Close()
		var group sync.WaitGroup
		for n, mine := range []*Workspace{w, other, w, other} {
			group.Go(func() {
				for i := range len(r) - 1 {
					kept, also := r[i], r[i+1]
					if n >= 2 { // from the other end, and the other way round
						kept, also = r[len(r)-1-i], r[len(r)-2-i]
					}
					if _, err := mine.Merge(t.Context(), reviewer(int64(n)), evidence.Duplicate{Kept: kept, Other: also}); err != nil {
						t.Error(err)
					}
					if err := mine.Publish(t.Context(), reviewer(int64(n)), []int64{r[(i+3)%8], r[i]}, false); err != nil {
						t.Error(err)
					}
				}
			})
		}
		group.Wait()
		var heads int
		if err := w.db.QueryRow("SELECT count(*) FROM record WHERE merged_into = 0").Scan(&heads); err != nil || heads != 1 {
			t.Errorf("%d records stand for themselves, %v, expected 1", heads, err)
		}
	})
}

func TestPairsThatCannotBe(t *testing.T) {
	w := open(t, filepath.Join(t.TempDir(), "w.db"))
	if _, err := w.Part(t.Context(), somebody, 1, 2); !errors.Is(err, evidence.ErrNotFound) {
		t.Errorf("parting records that are not there: %v", err)
	}
	one := add(t, w, Addition{}, titled("One")...)[0]
	if _, err := w.Merge(t.Context(), somebody, evidence.Duplicate{Kept: one, Other: one}); err == nil {
		t.Error("a record is merged with itself")
	}
}
