package review_test

import (
	"errors"
	"testing"
	"time"

	"goodmeasure/evidence"
	"goodmeasure/internal/review"
	"goodmeasure/internal/store"
	"goodmeasure/internal/testkit"
)

// Two who screen blind get to the same records, and nothing that the program learned from one is told to the other.
func TestPairsGetDone(t *testing.T) {
	onBoth(t, func(t *testing.T, room *review.Room, w *store.Workspace) {
		alone := room.Alone()
		id := begin(t, alone, func(terms *evidence.Terms) { terms.Screeners, terms.Blind = 2, true })
		take(t, alone, id, ris("Foster care and attachment", "Concrete bridges", "Steel bridges", "Foster children at school", "Wooden bridges", "Adoption and attachment"))
		anna, ben := room.For(join(t, w, "Anna", id, evidence.Reviewer)), room.For(join(t, w, "Ben", id, evidence.Reviewer))
		read := map[int64]bool{}
		for range 3 {
			sheet, err := anna.Next(t.Context(), id, evidence.TitleAbstract)
			if err != nil {
				t.Fatal(err)
			}
			verdict := evidence.Exclude
			if sheet.Record.Title == "Foster care and attachment" {
				verdict = evidence.Include
			}
			decide(t, anna, id, sheet.Record.Number(), evidence.TitleAbstract, verdict, "")
			read[sheet.Record.Number()] = true
		}
		for range 3 {
			sheet, err := ben.Next(t.Context(), id, evidence.TitleAbstract)
			if err != nil {
				t.Fatal(err)
			}
			if !read[sheet.Record.Number()] {
				t.Errorf("Ben is given record %d before those that wait for him", sheet.Record.Number())
			}
			if len(sheet.Why) > 0 {
				t.Errorf("words learned from Anna's verdicts stand beside record %d: %q", sheet.Record.Number(), sheet.Why)
			}
			decide(t, ben, id, sheet.Record.Number(), evidence.TitleAbstract, evidence.Exclude, "")
		}
		if p, err := alone.Progress(t.Context(), id, evidence.TitleAbstract); err != nil || p.Part != 0 || p.Excluded != 2 || p.Conflicts != 1 {
			t.Errorf("after both read three: %+v %v", p, err)
		}
	})
}

// Whoever resolved a conflict can take that back; and nobody lifts the blind while a verdict waits for its pair.
func TestResolutionsAreTakenBackAndBlindStays(t *testing.T) {
	onBoth(t, func(t *testing.T, room *review.Room, w *store.Workspace) {
		alone := room.Alone()
		id := begin(t, alone, func(terms *evidence.Terms) { terms.Screeners, terms.Blind = 2, true })
		take(t, alone, id, ris("One work", "Quite another"))
		anna, ben := room.For(join(t, w, "Anna", id, evidence.Reviewer)), room.For(join(t, w, "Ben", id, evidence.Reviewer))
		owner := room.For(join(t, w, "Olive", id, evidence.Owner))
		decide(t, anna, id, 1, evidence.TitleAbstract, evidence.Include, "")
		now, err := owner.Review(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		lifted := now.Terms
		lifted.Blind = false
		if _, err := owner.Change(t.Context(), id, now.Title, lifted, time.Time{}); err == nil {
			t.Error("the blind is lifted while a verdict waits for its pair")
		}
		decide(t, ben, id, 1, evidence.TitleAbstract, evidence.Exclude, "")
		if _, err := owner.Decide(t.Context(), evidence.Decision{Review: id, Record: 1, Stage: evidence.TitleAbstract, Verdict: evidence.Exclude, Resolves: true}); err != nil {
			t.Fatal(err)
		}
		resolved, err := owner.Resolved(t.Context(), id, evidence.TitleAbstract, 10)
		if err != nil || len(resolved) != 1 {
			t.Fatalf("resolved: %+v %v", resolved, err)
		}
		if _, err := owner.TakeBack(t.Context(), id, resolved[0].Decisions[0].ID); err != nil {
			t.Fatal(err)
		}
		if p, err := owner.Progress(t.Context(), id, evidence.TitleAbstract); err != nil || p.Conflicts != 1 {
			t.Errorf("after taking back: %+v %v", p, err)
		}
		if _, err := owner.Change(t.Context(), id, now.Title, lifted, time.Time{}); err != nil {
			t.Errorf("with every pair done the blind stays: %v", err)
		}
	})
}

// Decisions are hidden from others only where others decide, when a review begins and ever after.
func TestOnePersonDecidesInTheOpen(t *testing.T) {
	room, _ := roomAt(t, testkit.Place(t, "SQLite"))
	alone := room.Alone()
	terms := evidence.NewTerms("What helps?")
	terms.Blind = true
	if _, err := alone.Begin(t.Context(), "What helps", terms); !errors.Is(err, review.ErrBlind) {
		t.Errorf("it begins: %v", err)
	}
	terms.Screeners = 2
	begun, err := alone.Begin(t.Context(), "What helps", terms)
	if err != nil {
		t.Fatal(err)
	}
	terms.Screeners = 1
	if _, err := alone.Change(t.Context(), begun.ID, "What helps", terms, time.Time{}); !errors.Is(err, review.ErrBlind) {
		t.Errorf("it is changed: %v", err)
	}
	terms.Blind = false
	if _, err := alone.Change(t.Context(), begun.ID, "What helps", terms, time.Time{}); err != nil {
		t.Error(err)
	}
}
