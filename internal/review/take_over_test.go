package review_test

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/review"
	"goodmeasure/internal/store"
	"goodmeasure/internal/testkit"
)

// Who begins alone goes on with what they did as the first account.
func TestFirstAccountTakesOver(t *testing.T) {
	onBoth(t, func(t *testing.T, room *review.Room, w *store.Workspace) {
		alone := room.Alone()
		id := begin(t, alone, nil)
		other := begin(t, alone, nil) // nothing was done in it
		take(t, alone, id, ris("Kinship care", "Bridges of steel", "Foster care in towns"))
		first := decide(t, alone, id, 1, evidence.TitleAbstract, evidence.Exclude, "")
		if _, err := alone.TakeBack(t.Context(), id, first.ID); err != nil {
			t.Fatal(err)
		}
		second := decide(t, alone, id, 1, evidence.TitleAbstract, evidence.Include, "")
		decide(t, alone, id, 2, evidence.TitleAbstract, evidence.Exclude, "")
		if _, err := alone.Next(t.Context(), id, evidence.TitleAbstract); err != nil { // it lies before whoever sits at the machine
			t.Fatal(err)
		}
		if _, err := alone.Summarise(t.Context(), evidence.Card{Review: id, Record: 1, CardText: evidence.CardText{Summary: "It helps."}}); err != nil {
			t.Fatal(err)
		}
		add := func(name string, role evidence.Role) *review.Desk {
			t.Helper()
			a, err := w.AddAccount(t.Context(), evidence.Account{Name: "command line"}, evidence.Account{Email: name + "@example.org", Name: name}, "", role)
			if err != nil {
				t.Fatal(err)
			}
			return room.For(a)
		}
		ann, ben := add("ann", evidence.Owner), add("ben", evidence.Owner)
		if own, err := ann.Own(t.Context(), id, evidence.TitleAbstract); err != nil || len(own) != 2 {
			t.Fatalf("ann has decided %+v (%v), expected what was done before she had an account", own, err)
		}
		if own, err := ben.Own(t.Context(), id, evidence.TitleAbstract); err != nil || len(own) != 0 {
			t.Errorf("who came second has decided %+v (%v)", own, err)
		}
		if _, err := ben.TakeBack(t.Context(), id, second.ID); !errors.Is(err, evidence.ErrNotFound) {
			t.Errorf("who came second takes back what ann decided: %v", err)
		}
		if _, err := ann.TakeBack(t.Context(), id, second.ID); err != nil {
			t.Error(err)
		}
		decide(t, ann, id, 2, evidence.TitleAbstract, evidence.Include, "")
		if next, err := ben.Next(t.Context(), id, evidence.TitleAbstract); err != nil || next.Record == nil {
			t.Errorf("what lay before whoever sat at the machine is kept from others: %+v %v", next.Record, err)
		}
		trail, err := ann.Trail(t.Context(), id, 0, 100)
		at := slices.IndexFunc(trail, func(a evidence.Act) bool { return a.Verb == "took over" })
		if err != nil || at < 0 || trail[at].Name != "ann" || trail[at].After != `{"decisions":3,"cards":1,"ties":0}` {
			t.Errorf("the trail does not say that ann took over: %+v (%v)", trail, err)
		}
		if trail, err := ann.Trail(t.Context(), other, 0, 100); err != nil || slices.ContainsFunc(trail, func(a evidence.Act) bool { return a.Verb == "took over" }) {
			t.Errorf("where nothing was done something was taken over: %+v (%v)", trail, err)
		}
		if card, err := w.Card(t.Context(), id, 1); err != nil || card.Account == 0 {
			t.Errorf("the card is of account %d (%v)", card.Account, err)
		}
	})
}

// Who restores their own bundle on another machine is let in under the address that it knows, with what they did.
func TestOwnBundleOnAnotherMachine(t *testing.T) {
	onBoth(t, func(t *testing.T, room *review.Room, w *store.Workspace) {
		_, bundle := full(t, room, w)
		for _, engine := range testkit.Engines {
			other, into := roomAt(t, testkit.Place(t, engine))
			r, err := other.Alone().Restore(t.Context(), bytes.NewReader(bundle), int64(len(bundle)))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := other.Alone().Decide(t.Context(), evidence.Decision{Review: r.ID, Record: 2, Stage: evidence.TitleAbstract, Verdict: evidence.Include, Resolves: true}); err != nil { // as whoever sits at the machine
				t.Fatal(err)
			}
			anna, err := into.AddAccount(t.Context(), evidence.Account{}, evidence.Account{Email: "anna@example.org", Name: "anna"}, "hash", evidence.Owner)
			if err != nil {
				t.Fatal(err)
			}
			if kept, err := into.Account(t.Context(), anna.ID); err != nil || kept.Disabled || kept.Name != "Anna" || anna.Name != "Anna" {
				t.Errorf("anna is %+v (%v)", kept, err)
			}
			own, err := other.For(anna).Own(t.Context(), r.ID, evidence.TitleAbstract)
			if err != nil || len(own) != 4 {
				t.Errorf("anna has decided %+v (%v)", own, err)
			}
			if _, err := into.AddAccount(t.Context(), anna, evidence.Account{Email: "ben@example.org", Name: "Benjamin"}, "", evidence.Reader); err != nil {
				t.Error(err)
			}
			accounts, err := into.Accounts(t.Context())
			if err != nil || len(accounts) != 2 || accounts[1].Name != "Benjamin" || accounts[1].Disabled {
				t.Errorf("the accounts are %+v (%v)", accounts, err)
			}
			for _, again := range accounts {
				if _, err := into.AddAccount(t.Context(), anna, evidence.Account{Email: again.Email, Name: "X"}, "", evidence.Reader); !errors.Is(err, store.ErrTaken) {
					t.Errorf("an account is added twice: %v", err)
				}
			}
			locked := accounts[1]
			if err := into.SetPassword(t.Context(), anna, locked.ID, "hash", false); err != nil {
				t.Fatal(err)
			}
			if _, err := into.ChangeAccount(t.Context(), anna, locked.ID, func(a *evidence.Account) error { a.Disabled = true; return nil }); err != nil {
				t.Fatal(err)
			}
			if _, err := into.AddAccount(t.Context(), anna, evidence.Account{Email: locked.Email, Name: "X"}, "", evidence.Reader); !errors.Is(err, store.ErrTaken) {
				t.Errorf("somebody who had a password and may not sign in is let in by an address alone: %v", err)
			}
		}
	})
}

// Of what was decided alone, the first account takes over what it has not decided itself.
func TestFirstAccountKeepsItsOwnVerdict(t *testing.T) {
	for _, engine := range testkit.Engines {
		t.Run(engine, func(t *testing.T) { keepsItsOwnVerdict(t, engine) })
	}
}

func keepsItsOwnVerdict(t *testing.T, engine string) {
	room, w := roomAt(t, testkit.Place(t, engine))
	id := begin(t, room.Alone(), func(terms *evidence.Terms) { terms.Screeners = 2 })
	take(t, room.Alone(), id, ris("Kinship care", "Bridges of steel", "Foster care in towns"))
	anna := room.For(join(t, w, "Anna", id, evidence.Owner))
	decide(t, anna, id, 1, evidence.TitleAbstract, evidence.Include, "")
	decide(t, anna, id, 3, evidence.TitleAbstract, evidence.Skip, "")
	var out bytes.Buffer
	if _, err := anna.Bundle(t.Context(), id, &out); err != nil {
		t.Fatal(err)
	}
	other, into := roomAt(t, testkit.Place(t, engine))
	r, err := other.Alone().Restore(t.Context(), bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	decide(t, other.Alone(), r.ID, 1, evidence.TitleAbstract, evidence.Exclude, "")
	decide(t, other.Alone(), r.ID, 2, evidence.TitleAbstract, evidence.Exclude, "")
	decide(t, other.Alone(), r.ID, 3, evidence.TitleAbstract, evidence.Exclude, "")
	again, err := into.AddAccount(t.Context(), evidence.Account{}, evidence.Account{Email: "anna@example.org", Name: "Anna"}, "", evidence.Owner)
	if err != nil {
		t.Fatal(err)
	}
	own, err := other.For(again).Own(t.Context(), r.ID, evidence.TitleAbstract)
	if err != nil || len(own) != 3 || own[0].Verdict != evidence.Include || own[1].Record != 2 || own[2].Verdict != evidence.Exclude {
		t.Errorf("anna has decided %+v (%v)", own, err)
	}
	standing, err := into.Decisions(t.Context(), r.ID, evidence.TitleAbstract, again.ID)
	if err != nil || len(standing) != 3 || slices.ContainsFunc(standing, func(d evidence.Decision) bool { return d.Account != again.ID }) {
		t.Errorf("what stands, of one person, is %+v (%v)", standing, err)
	}
	ben := other.For(join(t, into, "Ben", r.ID, evidence.Reviewer))
	for record := int64(1); record <= 3; record++ { // two are to decide
		decide(t, ben, r.ID, record, evidence.TitleAbstract, evidence.Include, "")
	}
	trail, err := other.For(again).Trail(t.Context(), r.ID, 0, 100)
	if err != nil || !slices.ContainsFunc(trail, func(a evidence.Act) bool {
		return a.Verb == "took over" && a.After == `{"set_aside":2,"decisions":3,"cards":0,"ties":0}`
	}) {
		t.Errorf("the trail does not say what was set aside: %+v (%v)", trail, err)
	}
}
