package store

import (
	"errors"
	"strings"
	"sync"
	"testing"

	"goodmeasure/evidence"
)

func TestNothingIsDecidedOnWhatWasMergedOrNotLetIn(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		r := begin(t, w, 1, false)
		records := add(t, w, Addition{Review: r.ID}, titled("One", "One again", "Two")...)
		if _, err := w.Merge(t.Context(), somebody, evidence.Duplicate{Kept: records[0], Other: records[1]}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Decide(t.Context(), reviewer(1), include(r, records[1])); err == nil || !strings.Contains(err.Error(), "merged into record 1") {
			t.Errorf("a verdict on a record that was merged: %v", err)
		}
		if _, err := w.SaveCard(t.Context(), reviewer(1), evidence.Card{Review: r.ID, Record: records[1]}); err == nil || !strings.Contains(err.Error(), "merged into record 1") {
			t.Errorf("a card of a record that was merged: %v", err)
		}
		full := include(r, records[2])
		full.Stage = evidence.FullText
		if _, err := w.Decide(t.Context(), reviewer(1), full); !errors.Is(err, ErrNotLetIn) {
			t.Errorf("the full text of a record that nobody let in: %v", err)
		}
		decide(t, w, reviewer(1), include(r, records[2]))
		decide(t, w, reviewer(1), full)
		told := map[string]bool{}
		acts, err := w.Acts(t.Context(), Trail{Review: r.ID})
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range acts {
			told[a.Verb+" "+a.Subject] = true
		}
		if !told["merged duplicate"] {
			t.Errorf("the review's trail tells of %v and not of the merge", told)
		}
		other, err := w.Acts(t.Context(), Trail{Review: begin(t, w, 1, false).ID})
		if err != nil || len(other) != 1 {
			t.Errorf("the trail of another review tells of %+v, %v", other, err)
		}
	})
}

func TestSkippedRecordsTakeTurns(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		r := begin(t, w, 1, false)
		add(t, w, Addition{Review: r.ID}, titled("One", "Two", "Three")...)
		var order []int64
		for range 7 {
			record, err := w.Next(t.Context(), reviewer(1), r.ID, evidence.TitleAbstract)
			if err != nil {
				t.Fatal(err)
			}
			order = append(order, record)
			skip := include(r, record)
			skip.Verdict = evidence.Skip
			decide(t, w, reviewer(1), skip)
		}
		for n, record := range order {
			if record != order[n%3] {
				t.Fatalf("records come in the order %v, expected the three in turn", order)
			}
		}
	})
}

// Ordering the records and deciding on them must not wait for each other.
func TestOrderingWhileDeciding(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		r := begin(t, w, 1, false)
		records := add(t, w, Addition{Review: r.ID}, titled(strings.Split(strings.Repeat("A work,", 29)+"A work", ",")...)...)
		var group sync.WaitGroup
		group.Go(func() {
			for round := range 12 {
				priorities := map[int64]float64{}
				for n, record := range records {
					priorities[record] = float64((n*7 + round) % 30)
				}
				if err := w.Prioritise(t.Context(), r.ID, priorities); err != nil {
					t.Error(err)
					return
				}
			}
		})
		for n := range 3 {
			group.Go(func() {
				for at := n; at < len(records); at += 3 {
					if _, err := w.Decide(t.Context(), reviewer(int64(n+1)), include(r, records[at])); err != nil {
						t.Error(err)
					}
				}
			})
		}
		group.Wait()
	})
}
