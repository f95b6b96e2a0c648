package store

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"goodmeasure/evidence"
)

// Whether a bundle may be taken, and what it holds, are of one moment: a verdict that comes between the two is not in it.
func TestBundleHoldsNothingThatItsCheckDidNotSee(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		r := begin(t, w, 2, true)
		record := add(t, w, Addition{Review: r.ID}, titled("One")...)[0]
		var out bytes.Buffer
		half := func(w *Workspace) int {
			n, err := w.HalfDecided(t.Context(), r)
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		held, err := w.Bundle(t.Context(), r.ID, &out, "test", func(then *Workspace) error {
			if n := half(then); n != 0 {
				t.Errorf("%d records are half decided before anybody decides", n)
			}
			decide(t, w, reviewer(1), include(r, record))
			if n := half(then); n != 0 {
				t.Errorf("%d records are half decided at a moment before anybody decided", n)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if n := half(w); n != 1 {
			t.Errorf("%d records are half decided, expected the one", n)
		}
		for _, table := range held.Held {
			if table.Table == "decision" && table.Rows != 0 {
				t.Errorf("the bundle holds %d decisions, which its check had not seen", table.Rows)
			}
		}
		refused := errors.New("it may not")
		if _, err := w.Bundle(t.Context(), r.ID, &out, "test", func(*Workspace) error { return refused }); !errors.Is(err, refused) {
			t.Errorf("a bundle that may not be taken: %v", err)
		}
	})
}

// A verdict that was taken back tells a partner as much as one that stands; a record put off, resolved or left out before tells nothing.
func TestWhatIsHalfDecided(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		r := begin(t, w, 2, true)
		record := add(t, w, Addition{Review: r.ID}, titled("One")...)[0]
		expect := func(after string, records int) {
			t.Helper()
			if n, err := w.HalfDecided(t.Context(), r); err != nil || n != records {
				t.Errorf("after %s %d are half decided (%v), expected %d", after, n, err, records)
			}
		}
		skip := include(r, record)
		skip.Verdict = evidence.Skip
		decide(t, w, reviewer(1), skip)
		expect("a skip", 0)
		first := decide(t, w, reviewer(1), include(r, record))
		expect("a verdict", 1)
		if _, err := w.TakeBack(t.Context(), reviewer(1), r.ID, first.ID); err != nil {
			t.Fatal(err)
		}
		expect("a verdict taken back", 1)
		seeing := r.Terms
		seeing.Blind = false
		var half *HalfDecided
		if _, err := w.ChangeReview(t.Context(), somebody, r.ID, r.Title, seeing, time.Time{}); !errors.As(err, &half) || half.Records != 1 {
			t.Errorf("showing all while one is half decided: %v", err)
		}
		decide(t, w, reviewer(1), include(r, record))
		decide(t, w, reviewer(2), include(r, record))
		expect("two verdicts", 0)
		text := include(r, record)
		text.Stage = evidence.FullText
		decide(t, w, reviewer(1), text)
		expect("a verdict on the full text", 1)
		resolved := exclude(r, record)
		resolved.Resolves = true
		decide(t, w, reviewer(3), resolved)
		expect("the record was left out on its title", 0)
		if _, err := w.ChangeReview(t.Context(), somebody, r.ID, r.Title, seeing, time.Time{}); err != nil {
			t.Error(err)
		}
	})
}

// What somebody decided on a record, and took back to merge it, is shown to nobody before all have decided on the work: neither with
// the record that stands for both, nor once they are parted. When all have, nothing is half decided.
func TestWhatIsHalfDecidedOfMergedRecords(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		r := begin(t, w, 2, true)
		records := add(t, w, Addition{Review: r.ID}, titled("One", "One again", "Two", "Two again")...)
		seeing, alone := r.Terms, r.Terms
		seeing.Blind, alone.Screeners = false, 1
		refused := func(after string, count int) {
			t.Helper()
			for _, terms := range []evidence.Terms{seeing, alone} {
				var half *HalfDecided
				if _, err := w.ChangeReview(t.Context(), somebody, r.ID, r.Title, terms, time.Time{}); !errors.As(err, &half) || half.Records != count {
					t.Errorf("after %s: %v, expected %d half decided", after, err, count)
				}
			}
		}
		for n := 0; n < len(records); n += 2 {
			first := decide(t, w, reviewer(1), include(r, records[n+1]))
			if _, err := w.TakeBack(t.Context(), reviewer(1), r.ID, first.ID); err != nil {
				t.Fatal(err)
			}
			if _, err := w.Merge(t.Context(), somebody, evidence.Duplicate{Kept: records[n], Other: records[n+1]}); err != nil {
				t.Fatal(err)
			}
		}
		refused("two verdicts that were taken back and merged", 2)
		decide(t, w, reviewer(1), exclude(r, records[0]))
		refused("one verdict on what stands for both", 2)
		decide(t, w, reviewer(2), exclude(r, records[0]))
		refused("both verdicts on the one work", 1)
		if _, err := w.Part(t.Context(), somebody, records[2], records[3]); err != nil {
			t.Fatal(err)
		}
		refused("the other work was parted", 1)
		for n := int64(1); n <= 2; n++ {
			decide(t, w, reviewer(n), exclude(r, records[3]))
		}
		if _, err := w.ChangeReview(t.Context(), somebody, r.ID, r.Title, seeing, time.Time{}); err != nil {
			t.Errorf("nothing is half decided, and still: %v", err)
		}
	})
}

// A decision holds to the terms of its review to its end: it waits for who is changing them, and is then held to the new ones.
func TestDecisionHoldsToTheTermsAsTheyAreChanged(t *testing.T) {
	w := openDatabase(t)
	r := begin(t, w, 1, false)
	record := add(t, w, Addition{Review: r.ID}, titled("One")...)[0]
	terms := r.Terms
	terms.Reasons = []evidence.Reason{{ID: "other", Text: "Another reason"}}
	text, err := described(terms)
	if err != nil {
		t.Fatal(err)
	}
	changing, err := w.db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer changing.Rollback()
	if _, err := changing.ExecContext(t.Context(), "UPDATE review SET terms = $2 WHERE id = $1", r.ID, text); err != nil {
		t.Fatal(err)
	}
	decided := make(chan error, 1)
	go func() {
		_, err := w.Decide(t.Context(), reviewer(1), exclude(r, record))
		decided <- err
	}()
	for waits := false; !waits; {
		if waits, err = one(t.Context(), w.db, value[bool], "SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)"); err != nil {
			t.Fatal(err)
		}
		select {
		case err := <-decided:
			t.Fatalf("a decision did not wait for the terms that somebody changes: %v", err)
		default:
		}
	}
	if err := changing.Commit(); err != nil {
		t.Fatal(err)
	}
	if err := <-decided; err == nil || !strings.Contains(err.Error(), `no reason "subject"`) {
		t.Errorf("it rests on a reason that is gone: %v", err)
	}
}
