package store

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"goodmeasure/evidence"
)

func include(r evidence.Review, record int64) evidence.Decision {
	return evidence.Decision{Review: r.ID, Record: record, Stage: evidence.TitleAbstract, Verdict: evidence.Include}
}

func exclude(r evidence.Review, record int64) evidence.Decision {
	d := include(r, record)
	d.Verdict, d.Reason = evidence.Exclude, "subject"
	return d
}

func reviewer(n int64) evidence.Account {
	return evidence.Account{ID: n, Name: fmt.Sprint("Reviewer ", n)}
}

func decide(t testing.TB, w *Workspace, by evidence.Account, d evidence.Decision) evidence.Decision {
	t.Helper()
	d, err := w.Decide(t.Context(), by, d)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func seen(t testing.TB, w *Workspace, r evidence.Review, viewer int64) (ids []int64) {
	t.Helper()
	decisions, err := w.Decisions(t.Context(), r.ID, evidence.TitleAbstract, viewer)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range decisions {
		ids = append(ids, d.Account)
	}
	return ids
}

func TestBlindPartnersSeeNothingUntilBothHaveDecided(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		r := begin(t, w, 2, true)
		record := add(t, w, Addition{Review: r.ID}, titled("One")...)[0]
		first := decide(t, w, reviewer(1), include(r, record))
		if got := fmt.Sprint(seen(t, w, r, 1), seen(t, w, r, 2), seen(t, w, r, 3)); got != "[1] [] []" {
			t.Errorf("after one decision they see %s", got)
		}
		trail := func(viewer int64) (n int) {
			acts, err := w.Acts(t.Context(), Trail{Review: r.ID, Viewer: viewer})
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range acts {
				if a.Subject == "decision" {
					n++
				}
			}
			return n
		}
		if trail(1) != 1 || trail(2) != 0 {
			t.Errorf("the trail tells %d to the one who decided and %d to the partner, expected 1 and 0", trail(1), trail(2))
		}
		decide(t, w, reviewer(2), exclude(r, record))
		if got := fmt.Sprint(seen(t, w, r, 1), seen(t, w, r, 3)); got != "[1 2] [1 2]" {
			t.Errorf("after both decisions they see %s", got)
		}
		// What can be seen can no longer be changed by those who see it.
		if _, err := w.Decide(t.Context(), reviewer(1), exclude(r, record)); !errors.Is(err, ErrOpen) {
			t.Errorf("changing a verdict that the partner's has been shown to: %v", err)
		}
		if _, err := w.TakeBack(t.Context(), reviewer(1), r.ID, first.ID); !errors.Is(err, ErrOpen) {
			t.Errorf("taking it back: %v", err)
		}
		if _, err := w.Decide(t.Context(), reviewer(3), include(r, record)); !errors.Is(err, ErrSettled) {
			t.Errorf("a third screener: %v", err)
		}
		resolution := exclude(r, record)
		resolution.Resolves = true
		decide(t, w, reviewer(3), resolution)
		standings, err := w.Standings(t.Context(), r.ID, evidence.TitleAbstract)
		if err != nil || len(standings) != 1 || standings[0] != (Standing{record, evidence.Excluded, "subject"}) {
			t.Error(standings, err)
		}
	})
}

func TestDecisionsChangeAndAreTakenBack(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		r := begin(t, w, 1, false)
		records := add(t, w, Addition{Review: r.ID}, titled("One", "Two")...)
		first := decide(t, w, reviewer(1), include(r, records[0]))
		if again := decide(t, w, reviewer(1), include(r, records[0])); again.ID != first.ID {
			t.Errorf("the same verdict again is decision %d, expected %d", again.ID, first.ID)
		}
		second := decide(t, w, reviewer(1), exclude(r, records[0]))
		if _, err := w.TakeBack(t.Context(), reviewer(2), r.ID, second.ID); !errors.Is(err, evidence.ErrNotFound) {
			t.Errorf("taking back somebody else's: %v", err)
		}
		if _, err := w.TakeBack(t.Context(), reviewer(1), begin(t, w, 1, false).ID, second.ID); !errors.Is(err, evidence.ErrNotFound) {
			t.Errorf("taking it back in another review: %v", err)
		}
		if _, err := w.TakeBack(t.Context(), reviewer(1), r.ID, second.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := w.TakeBack(t.Context(), reviewer(1), r.ID, second.ID); !errors.Is(err, evidence.ErrNotFound) {
			t.Errorf("taking it back twice: %v", err)
		}
		if got := seen(t, w, r, 1); len(got) > 0 {
			t.Errorf("standing: %v", got)
		}
		var rows, acts int
		if err := w.db.QueryRow("SELECT (SELECT count(*) FROM decision), (SELECT count(*) FROM act WHERE subject = 'decision')").Scan(&rows, &acts); err != nil || rows != 2 || acts != 3 {
			t.Errorf("%d decisions and %d acts are on record, expected 2 and 3; %v", rows, acts, err)
		}
		for name, d := range map[string]evidence.Decision{
			"no such review":  {Review: 99, Record: records[0], Stage: evidence.TitleAbstract, Verdict: evidence.Include},
			"no such record":  {Review: r.ID, Record: 99, Stage: evidence.TitleAbstract, Verdict: evidence.Include},
			"no such stage":   {Review: r.ID, Record: records[0], Stage: "dinner", Verdict: evidence.Include},
			"no such verdict": {Review: r.ID, Record: records[0], Stage: evidence.TitleAbstract, Verdict: "perhaps"},
			"no such reason":  {Review: r.ID, Record: records[0], Stage: evidence.TitleAbstract, Verdict: evidence.Exclude, Reason: "boring"},
			"no reason":       {Review: r.ID, Record: records[0], Stage: evidence.FullText, Verdict: evidence.Exclude},
			"no conflict":     {Review: r.ID, Record: records[1], Stage: evidence.TitleAbstract, Verdict: evidence.Include, Resolves: true},
		} {
			if _, err := w.Decide(t.Context(), reviewer(1), d); err == nil {
				t.Errorf("%s: no error", name)
			}
		}
	})
}

func TestQueueHandsOut(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		r := begin(t, w, 1, false)
		records := add(t, w, Addition{Review: r.ID}, titled("One", "Two", "Three", "Four")...)
		next := func(by int64, stage evidence.Stage, want int64) {
			t.Helper()
			got, err := w.Next(t.Context(), reviewer(by), r.ID, stage)
			if want == 0 && !errors.Is(err, evidence.ErrNotFound) || want != 0 && (err != nil || got != want) {
				t.Errorf("record %d, %v, expected %d", got, err, want)
			}
		}
		if err := w.Prioritise(t.Context(), r.ID, map[int64]float64{records[2]: 2, records[1]: 1}); err != nil {
			t.Fatal(err)
		}
		next(1, evidence.TitleAbstract, records[2])
		next(1, evidence.TitleAbstract, records[2]) // the same page again
		next(2, evidence.TitleAbstract, records[1])
		skip := include(r, records[2])
		skip.Verdict = evidence.Skip
		decide(t, w, reviewer(1), skip)
		next(1, evidence.TitleAbstract, records[0])
		decide(t, w, reviewer(1), exclude(r, records[0]))
		next(1, evidence.TitleAbstract, records[3])
		letIn := decide(t, w, reviewer(1), include(r, records[3]))
		next(1, evidence.TitleAbstract, records[2]) // what was skipped comes back at the end
		next(1, evidence.FullText, records[3])
		decide(t, w, reviewer(2), include(r, records[1]))
		if _, err := w.TakeBack(t.Context(), reviewer(1), r.ID, letIn.ID); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Merge(t.Context(), somebody, evidence.Duplicate{Kept: records[1], Other: records[3]}); err != nil {
			t.Fatal(err)
		}
		next(1, evidence.FullText, records[1]) // and not the one that was merged into it
		if _, err := w.Merge(t.Context(), somebody, evidence.Duplicate{Kept: records[1], Other: records[2]}); err != nil {
			t.Fatal(err)
		}
		next(1, evidence.TitleAbstract, 0)
	})
}

// TestTwentyReviewersAtOnce lets blind pairs work through a queue, several of them in another process's connections.
func TestTwentyReviewersAtOnce(t *testing.T) {
	const reviewers, records, screeners = 20, 60, 2
	onBoth(t, func(t *testing.T, w *Workspace) {
		r := begin(t, w, screeners, true)
		var titles []string
		for n := range records {
			titles = append(titles, fmt.Sprint("Record ", n))
		}
		add(t, w, Addition{Review: r.ID}, titled(titles...)...)
		other, err := Open(t.Context(), w.placeForTests(t))
		if err != nil {
			t.Fatal(err)
		}
		defer other.Close()
		var group sync.WaitGroup
		acknowledged := make([]map[int64]evidence.Verdict, reviewers)
		for n := range reviewers {
			acknowledged[n] = map[int64]evidence.Verdict{}
			mine := map[bool]*Workspace{true: w, false: other}[n%2 == 0]
			group.Go(func() {
				for {
					record, err := mine.Next(t.Context(), reviewer(int64(n+1)), r.ID, evidence.TitleAbstract)
					if errors.Is(err, evidence.ErrNotFound) {
						return
					}
					if err != nil {
						t.Error(err)
						return
					}
					d := include(r, record)
					if (int(record)+n)%3 == 0 {
						d = exclude(r, record)
					}
					if _, err := mine.Decide(t.Context(), reviewer(int64(n+1)), d); err != nil {
						t.Error(err)
						return
					}
					acknowledged[n][record] = d.Verdict
					if got := seen(t, mine, r, int64(n+1)); len(got) < len(acknowledged[n]) {
						t.Errorf("reviewer %d sees %d decisions and has made %d", n+1, len(got), len(acknowledged[n]))
						return
					}
				}
			})
		}
		group.Wait()
		decisions, err := w.Decisions(t.Context(), r.ID, evidence.TitleAbstract, 0)
		if err != nil || len(decisions) != records*screeners {
			t.Fatalf("%d decisions, %v, expected %d", len(decisions), err, records*screeners)
		}
		count := map[int64]int{}
		for _, d := range decisions {
			count[d.Record]++
			if acknowledged[d.Account-1][d.Record] != d.Verdict {
				t.Errorf("record %d: reviewer %d is down for %s and was told %q", d.Record, d.Account, d.Verdict, acknowledged[d.Account-1][d.Record])
			}
			delete(acknowledged[d.Account-1], d.Record)
		}
		for record, n := range count {
			if n != screeners {
				t.Errorf("record %d has %d decisions", record, n)
			}
		}
		for n, left := range acknowledged {
			if len(left) > 0 {
				t.Errorf("%d decisions of reviewer %d are lost", len(left), n+1)
			}
		}
	})
}
