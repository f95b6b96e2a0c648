package store

import (
	"errors"
	"testing"

	"goodmeasure/evidence"
)

// Who corrects a record need not look at it anew because somebody wrote a card of it, unless that files it elsewhere.
func TestCardsLeaveRecordsAsTheyAre(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		r := begin(t, w, 1, false)
		record := add(t, w, Addition{Review: r.ID}, titled("One")...)[0]
		card := evidence.Card{Review: r.ID, Record: record}
		save := func(summary string, groups ...string) {
			t.Helper()
			card.Summary, card.Groups = summary, groups
			saved, err := w.SaveCard(t.Context(), somebody, card)
			if err != nil {
				t.Fatal(err)
			}
			card = saved
		}
		for _, step := range []struct {
			summary string
			before  []string
			groups  []string
			stale   bool
		}{
			{"It helps.", nil, nil, false},
			{"It helps much.", []string{"services"}, []string{"services"}, false},
			{"It helps.", []string{"services"}, []string{"outcomes"}, true},
			{"It helps.", []string{"outcomes", "services"}, []string{"services"}, true},
		} {
			save("", step.before...)
			e, err := w.Record(t.Context(), record)
			if err != nil {
				t.Fatal(err)
			}
			save(step.summary, step.groups...)
			if _, err := w.ChangeRecordOver(t.Context(), somebody, e, e.Changed); errors.Is(err, ErrStale) != step.stale {
				t.Errorf("%+v: %v", step, err)
			}
			if e, err := w.Record(t.Context(), record); err != nil || len(e.Coded["group"]) != len(step.groups) {
				t.Errorf("%+v: it is filed under %v (%v)", step, e.Coded, err)
			}
		}
	})
}
