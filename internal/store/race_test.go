package store

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"goodmeasure/evidence"
)

// race has one thing done, which has come to its end but for taking a number of a kind, and then another. On PostgreSQL the second does
// what it can while the first is there: up to what that holds, or to a number that it takes itself. In a file they come one after the other.
func race(t *testing.T, w *Workspace, number string, first, second func() error) (one, other error) {
	t.Helper()
	tx, err := w.db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tx.Rollback() }()
	if _, err := numbers(t.Context(), tx, number, 0); err != nil {
		t.Fatal(err)
	}
	waited := w.db.Stats().WaitCount
	firstDone, secondDone := begun(first), begun(func() error { return nil })
	waitFor(t, w, 1, waited, firstDone)
	if w.lock != "" {
		secondDone = begun(second)
		waitFor(t, w, 2, waited, firstDone, secondDone)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	one = <-firstDone
	if w.lock == "" {
		secondDone = begun(second)
	}
	return one, <-secondDone
}

func begun(do func() error) chan error {
	done := make(chan error, 1)
	go func() { done <- do() }()
	return done
}

// waitFor returns when so many wait for what others hold: for a lock, or in a file for the one connection that writes.
func waitFor(t *testing.T, w *Workspace, many int, before int64, of ...chan error) {
	t.Helper()
	for waiting := 0; waiting < many; time.Sleep(time.Millisecond) {
		for n, done := range of {
			if len(done) > 0 {
				t.Fatalf("the thing in place %d does not wait for the number: %v", n+1, <-done)
			}
		}
		if waiting = int(w.db.Stats().WaitCount - before); w.lock == "" {
			continue
		}
		var err error
		if waiting, err = one(t.Context(), w.db, value[int], "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"); err != nil {
			t.Fatal(err)
		}
	}
}

// What decisions come to hangs on how many are to decide, and stays so while two records are made one.
func TestTermsStayWhileRecordsAreMerged(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		r := begin(t, w, 1, false)
		records := add(t, w, Addition{Review: r.ID}, titled("One", "Two")...)
		for _, record := range records {
			decide(t, w, reviewer(1), include(r, record))
		}
		two := r.Terms
		two.Screeners = 2
		changed, merged := race(t, w, "act", func() error {
			_, err := w.ChangeReview(t.Context(), somebody, r.ID, r.Title, two, time.Time{})
			return err
		}, func() error {
			_, err := w.Merge(t.Context(), somebody, evidence.Duplicate{Kept: records[0], Other: records[1]})
			return err
		})
		if changed != nil || !errors.Is(merged, ErrBothNeeded) {
			t.Errorf("two are to decide (%v), and records on which one decided are merged (%v)", changed, merged)
		}
	})
}

// A verdict is not taken back from under what rests on it: a merge that set another aside, or a decision on the full text.
func TestVerdictsStayForWhatRestsOnThem(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		r := begin(t, w, 1, false)
		records := add(t, w, Addition{Review: r.ID}, titled("One", "Two", "Three")...)
		verdicts := make([]evidence.Decision, len(records))
		for n, record := range records {
			verdicts[n] = decide(t, w, reviewer(1), include(r, record))
		}
		takeBack := func(n int) func() error {
			return func() error {
				_, err := w.TakeBack(t.Context(), reviewer(1), r.ID, verdicts[n].ID)
				return err
			}
		}
		var made evidence.Duplicate
		merge := func() (err error) {
			made, err = w.Merge(t.Context(), somebody, evidence.Duplicate{Kept: records[0], Other: records[1]})
			return err
		}
		if taken, merged := race(t, w, "act", takeBack(0), merge); taken != nil || merged != nil || made.Kept != records[1] {
			t.Errorf("what was decided on one alone is set aside: %+v %v %v", made, taken, merged)
		}
		again := decide(t, w, reviewer(1), include(r, records[2]))
		if _, err := w.Merge(t.Context(), somebody, evidence.Duplicate{Kept: records[1], Other: records[2]}); err != nil || again.ID != verdicts[2].ID {
			t.Fatal(again, err)
		}
		if err := takeBack(2)(); err == nil {
			t.Error("a verdict that is set aside is taken back")
		}
		full := include(r, records[1])
		full.Stage = evidence.FullText
		taken, decided := race(t, w, "act", takeBack(1), func() error {
			_, err := w.Decide(t.Context(), reviewer(1), full)
			return err
		})
		if taken != nil || !errors.Is(decided, ErrNotLetIn) {
			t.Errorf("a full text is decided on (%v) while what let it in is taken back (%v)", decided, taken)
		}
	})
}

// A resolution stands like any verdict while another record comes to stand for its own.
func TestResolutionsStayForWhatRestsOnThem(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		r := begin(t, w, 2, false)
		records := add(t, w, Addition{Review: r.ID}, titled("One", "Two")...)
		resolutions := make([]evidence.Decision, len(records))
		for n, record := range records {
			decide(t, w, reviewer(1), include(r, record))
			decide(t, w, reviewer(2), exclude(r, record))
			d := include(r, record)
			d.Resolves = true
			resolutions[n] = decide(t, w, somebody, d)
		}
		taken, merged := race(t, w, "act", func() error {
			_, err := w.TakeBack(t.Context(), somebody, r.ID, resolutions[0].ID)
			return err
		}, func() error {
			_, err := w.Merge(t.Context(), somebody, evidence.Duplicate{Kept: records[0], Other: records[1]})
			return err
		})
		if taken != nil || !errors.Is(merged, ErrBothNeeded) {
			t.Errorf("a conflict and what is resolved are merged (%v) while a resolution is taken back (%v)", merged, taken)
		}
	})
}

// A card is written on terms that stay so until it is there, and no facet is dropped that it answers.
func TestFacetsStayWhileCardsAnswerThem(t *testing.T) {
	for _, turned := range []bool{false, true} {
		onBoth(t, func(t *testing.T, w *Workspace) {
			r := begin(t, w, 1, false)
			record := add(t, w, Addition{Review: r.ID}, titled("One")...)[0]
			with := r.Terms
			with.Facets = []evidence.Facet{{ID: "setting", Title: "Setting"}}
			if _, err := w.ChangeReview(t.Context(), somebody, r.ID, r.Title, with, time.Time{}); err != nil {
				t.Fatal(err)
			}
			answer := func() error {
				_, err := w.SaveCard(t.Context(), somebody, evidence.Card{Review: r.ID, Record: record, CardText: evidence.CardText{Facets: map[string][]string{"setting": {"kinship"}}}})
				return err
			}
			drop := func() error {
				_, err := w.ChangeReview(t.Context(), somebody, r.ID, r.Title, r.Terms, time.Time{})
				return err
			}
			first, second := answer, drop
			if turned {
				first, second = drop, answer
			}
			one, other := race(t, w, "act", first, second)
			if used := new(FacetUsed); one != nil || other == nil || !turned && !errors.As(other, &used) {
				t.Errorf("a facet is dropped and answered at once: %v, %v", one, other)
			}
		})
	}
}

// What a person wrote into a record is not written over by an import that saw it without.
func TestWhatAPersonWritesIsNotFilledIn(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		record := add(t, w, Addition{}, titled("One")...)[0]
		written := evidence.Record{Kind: evidence.Article, Title: "One", Abstract: "As a person has it."}
		changed, filled := race(t, w, "act", func() error {
			e, err := w.Record(t.Context(), record)
			if err != nil {
				return err
			}
			e.Abstract = written.Abstract
			_, err = w.ChangeRecord(t.Context(), somebody, e)
			return err
		}, func() error {
			_, err := w.FillRecords(t.Context(), somebody, []Filling{{record, evidence.Record{Abstract: "As a file has it."}, true}})
			return err
		})
		if e, err := w.Record(t.Context(), record); err != nil || changed != nil || filled != nil || e.Abstract != written.Abstract {
			t.Errorf("it has %q (%v, %v, %v)", e.Abstract, changed, filled, err)
		}
	})
}

// What is done as whoever sits at the machine while the first account is made is that account's, or is refused; none of it is nobody's.
func TestFirstAccountTakesOverWhatIsUnderWay(t *testing.T) {
	for _, turned := range []bool{false, true} {
		onBoth(t, func(t *testing.T, w *Workspace) {
			r := begin(t, w, 1, false)
			records := add(t, w, Addition{Review: r.ID}, titled("One", "Two", "Three")...)
			alone := evidence.Account{}
			card, err := w.SaveCard(t.Context(), alone, evidence.Card{Review: r.ID, Record: records[0], Findings: []evidence.KeyFinding{{Text: "It helps."}}})
			if err != nil {
				t.Fatal(err)
			}
			for n, do := range []func() error{
				func() error { _, err := w.Decide(t.Context(), alone, include(r, records[1])); return err },
				func() error {
					_, err := w.SaveCard(t.Context(), alone, evidence.Card{Review: r.ID, Record: records[2]})
					return err
				},
				func() error {
					_, err := w.AddTie(t.Context(), alone, evidence.Tie{Finding: card.Findings[0].ID, Kind: evidence.ToIndicator, Target: "cl_eet", Direction: evidence.For})
					return err
				},
			} {
				var who evidence.Account
				begin := func() (err error) {
					who, err = w.AddAccount(t.Context(), alone, evidence.Account{Email: "ann@example.org", Name: "Ann"}, "hash", evidence.Owner)
					return err
				}
				var begun, done error
				if turned {
					done, begun = race(t, w, "act", do, begin)
				} else {
					begun, done = race(t, w, "act", begin, do)
				}
				if begun != nil || turned && done != nil || !turned && !errors.Is(done, ErrNobodys) {
					t.Errorf("thing %d is done (%v) while the first account is made (%v)", n+1, done, begun)
				}
				for _, table := range []string{"decision", "card", "tie"} {
					if left, err := one(t.Context(), w.read, value[int], "SELECT count(*) FROM "+table+" WHERE account = 0"); err != nil || left > 0 {
						t.Errorf("%d rows of %s are nobody's (%v)", left, table, err)
					}
				}
				if err := w.RemoveAccount(t.Context(), alone, who.ID); err != nil { // alone again
					t.Fatal(err)
				}
			}
		})
	}
}

// What the first account is taking over is taken back by nobody else meanwhile.
func TestNobodyTakesBackWhatTheFirstAccountTakesOver(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		r := begin(t, w, 2, false)
		record := add(t, w, Addition{Review: r.ID}, titled("One")...)[0]
		alone := evidence.Account{}
		made := decide(t, w, alone, include(r, record))
		begun, taken := race(t, w, "act", func() error {
			_, err := w.AddAccount(t.Context(), alone, evidence.Account{Email: "ann@example.org", Name: "Ann"}, "hash", evidence.Owner)
			return err
		}, func() error { _, err := w.TakeBack(t.Context(), alone, r.ID, made.ID); return err })
		if begun != nil || !errors.Is(taken, evidence.ErrNotFound) {
			t.Errorf("the first account is made (%v) while its verdict is taken back (%v)", begun, taken)
		}
	})
}

// Who changes or removes a name that came with a bundle and who lets it in do not wait for each other.
func TestNamesAreLetInWhileTheyAreChanged(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		owner, err := w.AddAccount(t.Context(), somebody, evidence.Account{Email: "ann@example.org", Name: "Ann"}, "hash", evidence.Owner)
		if err != nil {
			t.Fatal(err)
		}
		for n, change := range []func(id int64) error{
			func(id int64) error {
				_, err := w.ChangeAccount(t.Context(), owner, id, func(a *evidence.Account) error { a.Name = "Benjamin"; return nil })
				return err
			},
			func(id int64) error { return w.RemoveAccount(t.Context(), owner, id) },
		} {
			ben := evidence.Account{Email: "ben@example.org", Name: "Ben", Disabled: true}
			came, err := w.AddAccount(t.Context(), owner, ben, "", evidence.Reader)
			if err != nil {
				t.Fatal(err)
			}
			ben.Disabled = false
			letIn, changed := race(t, w, "account change", func() error { // whichever comes first
				_, err := w.AddAccount(t.Context(), owner, ben, "hash", evidence.Reader)
				return err
			}, func() error { return change(came.ID) })
			if letIn != nil || changed != nil {
				t.Errorf("change %d (%v) of somebody who is let in (%v)", n+1, changed, letIn)
			}
			left, err := w.AccountOf(t.Context(), ben.Email)
			if n == 0 && (err != nil || left.Disabled || left.ID != came.ID) {
				t.Errorf("let in and changed, it is %+v (%v)", left, err)
			}
			if err == nil {
				err = w.RemoveAccount(t.Context(), owner, left.ID)
			}
			if err != nil && !(n == 1 && errors.Is(err, evidence.ErrNotFound)) { // removed as it was to be
				t.Fatal(err)
			}
		}
	})
}

// Somebody who gets a password while a name is let in does not have it written over.
func TestPasswordsStayWhileNamesAreLetIn(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		came, err := w.AddAccount(t.Context(), somebody, evidence.Account{Email: "ben@example.org", Name: "Ben", Disabled: true}, "", evidence.Reader)
		if err != nil {
			t.Fatal(err)
		}
		set, letIn := race(t, w, "act", func() error { return w.SetPassword(t.Context(), somebody, came.ID, "his own", false) }, func() error {
			_, err := w.AddAccount(t.Context(), somebody, evidence.Account{Email: "ben@example.org", Name: "Ben"}, "another", evidence.Owner)
			return err
		})
		if hash, err := w.Password(t.Context(), came.ID); set != nil || !errors.Is(letIn, ErrTaken) || hash != "his own" || err != nil {
			t.Errorf("the password is %q (%v, %v, %v)", hash, set, letIn, err)
		}
	})
}

// Who is kept from signing in stays so, whatever else of the account is changed by somebody who saw it before.
func TestWhoIsKeptOutStaysOut(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		owner, err := w.AddAccount(t.Context(), somebody, evidence.Account{Email: "ann@example.org", Name: "Ann"}, "hash", evidence.Owner)
		if err != nil {
			t.Fatal(err)
		}
		ben, err := w.AddAccount(t.Context(), owner, evidence.Account{Email: "ben@example.org", Name: "Ben"}, "", evidence.Reader)
		if err != nil {
			t.Fatal(err)
		}
		out, tied := race(t, w, "act", func() error {
			_, err := w.ChangeAccount(t.Context(), owner, ben.ID, func(a *evidence.Account) error { a.Disabled = true; return nil })
			return err
		}, func() error {
			_, err := w.ChangeAccount(t.Context(), ben, ben.ID, func(a *evidence.Account) error { a.Subject = "issuer ben"; return nil })
			return err
		})
		if a, err := w.Account(t.Context(), ben.ID); err != nil || out != nil || tied != nil || !a.Disabled || a.Subject != "issuer ben" {
			t.Errorf("it is %+v (%v, %v, %v)", a, out, tied, err)
		}
	})
}

// Somebody who comes with a bundle and is given an account at once has one.
func TestWhoComesWithABundleIsLetInMeanwhile(t *testing.T) {
	elsewhere := openFile(t)
	r := begin(t, elsewhere, 1, false)
	record := add(t, elsewhere, Addition{Review: r.ID}, titled("One")...)[0]
	ben, err := elsewhere.AddAccount(t.Context(), evidence.Account{}, evidence.Account{Email: "ben@example.org", Name: "Ben"}, "hash", evidence.Owner)
	if err != nil {
		t.Fatal(err)
	}
	decide(t, elsewhere, ben, include(r, record))
	var bundle bytes.Buffer
	if _, err := elsewhere.Bundle(t.Context(), r.ID, &bundle, "test", func(*Workspace) error { return nil }); err != nil {
		t.Fatal(err)
	}
	onBoth(t, func(t *testing.T, w *Workspace) {
		var let evidence.Account
		restored, letIn := race(t, w, "act", func() error {
			_, err := w.Unbundle(t.Context(), evidence.Account{}, bytes.NewReader(bundle.Bytes()), int64(bundle.Len()))
			return err
		}, func() (err error) {
			let, err = w.AddAccount(t.Context(), evidence.Account{}, evidence.Account{Email: "ben@example.org", Name: "Ben"}, "hash", evidence.Reader)
			return err
		})
		if a, err := w.AccountOf(t.Context(), "ben@example.org"); err != nil || restored != nil || letIn != nil || a.ID != let.ID || a.Disabled {
			t.Errorf("ben is %+v, let in %+v (%v, %v, %v)", a, let, restored, letIn, err)
		}
	})
}
