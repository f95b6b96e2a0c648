package review_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"goodmeasure/citation"
	"goodmeasure/evidence"
	"goodmeasure/fulltext"
	"goodmeasure/internal/review"
	"goodmeasure/internal/store"
	"goodmeasure/internal/testkit"
)

// onBoth runs a test in a room on a new workspace of each engine.
func onBoth(t *testing.T, test func(*testing.T, *review.Room, *store.Workspace)) {
	for _, engine := range testkit.Engines {
		t.Run(engine, func(t *testing.T) {
			place := testkit.Place(t, engine)
			room, workspace := roomAt(t, place)
			test(t, room, workspace)
		})
	}
}

func roomAt(t testing.TB, place string) (*review.Room, *store.Workspace) {
	t.Helper()
	workspace, err := store.Open(t.Context(), place)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := workspace.Close(); err != nil {
			t.Error(err)
		}
	})
	return review.NewRoom(workspace, pagesOfWords), workspace
}

// pagesOfWords stands for the reading of PDFs: pages stand between form feeds.
func pagesOfWords(_ context.Context, content []byte) (pages []fulltext.Page, err error) {
	for n, text := range strings.Split(strings.TrimPrefix(string(content), "%PDF-"), "\f") {
		pages = append(pages, fulltext.Page{Number: n + 1, Text: text})
	}
	return pages, nil
}

// join adds an account with a role in a review, or in the library.
func join(t testing.TB, w *store.Workspace, name string, review int64, role evidence.Role) evidence.Account {
	t.Helper()
	if accounts, err := w.Accounts(t.Context()); err != nil || len(accounts) == 0 { // a workspace with accounts has an owner
		if _, err := w.AddAccount(t.Context(), evidence.Account{}, evidence.Account{Email: "chief@example.org", Name: "Chief"}, "", evidence.Owner); err != nil {
			t.Fatal(err)
		}
	}
	account, err := w.AddAccount(t.Context(), evidence.Account{}, evidence.Account{Email: name + "@example.org", Name: name}, "", evidence.NoRole)
	if err == nil && role != evidence.NoRole {
		err = w.SetRole(t.Context(), evidence.Account{}, account.ID, review, role)
	}
	if err != nil {
		t.Fatal(err)
	}
	return account
}

// ris is records of works with these titles, as a file.
func ris(titles ...string) string {
	var out strings.Builder
	for n, title := range titles {
		fmt.Fprintf(&out, "TY  - JOUR\r\nTI  - %s\r\nAU  - Author%d, A.\r\nPY  - %d\r\nJO  - Journal %d\r\nVL  - %d\r\nSP  - %d1\r\nEP  - %d9\r\nAB  - About %s and nothing else.\r\nER  - \r\n\r\n", title, n, 2000+n, n, n+1, n+1, n+1, title)
	}
	return out.String()
}

func take(t testing.TB, d *review.Desk, id int64, file string) review.Imported {
	t.Helper()
	opened, err := citation.Read(strings.NewReader(file), int64(len(file)), "found.ris", citation.Options{})
	if err != nil {
		t.Fatal(err)
	}
	done, err := d.Import(t.Context(), id, opened, evidence.Search{Name: "Somewhere", Searched: "2026-05-04"})
	if err != nil {
		t.Fatal(err)
	}
	return done
}

func begin(t testing.TB, d *review.Desk, change func(*evidence.Terms)) int64 {
	t.Helper()
	terms := evidence.NewTerms("What helps?")
	if change != nil {
		change(&terms)
	}
	r, err := d.Begin(t.Context(), "What helps", terms)
	if err != nil {
		t.Fatal(err)
	}
	return r.ID
}

func decide(t testing.TB, d *review.Desk, id, record int64, stage evidence.Stage, verdict evidence.Verdict, reason string) evidence.Decision {
	t.Helper()
	made, err := d.Decide(t.Context(), evidence.Decision{Review: id, Record: record, Stage: stage, Verdict: verdict, Reason: reason})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func TestFromImportToResults(t *testing.T) {
	onBoth(t, func(t *testing.T, room *review.Room, _ *store.Workspace) {
		d := room.Alone()
		id := begin(t, d, func(terms *evidence.Terms) { terms.Outcomes = []evidence.Group{{ID: "stability", Title: "Stability"}} })
		first := take(t, d, id, ris("Kinship care and stability", "Foster care in towns", "Training of social workers", "Bridges of steel"))
		again := take(t, d, id, ris("Kinship care and stability", "Another bridge"))
		if first.Records != 4 || again.Records != 2 || again.Duplicates.Merged != 1 {
			t.Fatalf("imported %+v, then %+v", first, again)
		}
		merged, total, err := d.Twins(t.Context(), id, evidence.Merged, 1, 10)
		if err != nil || total != 1 || merged[0].Kept != 1 || merged[0].Other != 5 || merged[0].Because == "" {
			t.Fatalf("merged: %+v %v", merged, err)
		}
		for record, verdict := range []evidence.Verdict{evidence.Include, evidence.Maybe, evidence.Include, evidence.Exclude} {
			decide(t, d, id, int64(record+1), evidence.TitleAbstract, verdict, "")
		}
		decide(t, d, id, 1, evidence.FullText, evidence.Include, "")
		decide(t, d, id, 2, evidence.FullText, evidence.Exclude, "no-text")
		decide(t, d, id, 3, evidence.FullText, evidence.Exclude, "design")
		flow, err := d.Flow(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		want := review.Flow{Searches: []review.Searched{{Name: "Somewhere", File: "found.ris", Searched: "2026-05-04", Records: 4}, {Name: "Somewhere", File: "found.ris", Searched: "2026-05-04", Records: 2}},
			Identified: 6, Duplicates: 1, Screened: 4, Unscreened: 1, Excluded: 1, Sought: 3, NotHad: 1, Assessed: 2, LeftOutSum: 1, Included: 1,
			LeftOut: []review.ReasonCount{{Reason: "design", Text: "Not the kind of study or document", N: 1}}}
		if fmt.Sprintf("%+v", flow) != fmt.Sprintf("%+v", want) {
			t.Errorf("the flow is\n%+v, expected\n%+v", flow, want)
		}
		// What screeners disagree on has been screened, and is not decided.
		if steps := fmt.Sprint(flow.Table().Rows); !strings.Contains(steps, "Not yet decided by title and abstract") || strings.Contains(steps, "Not yet screened") {
			t.Errorf("the table of the flow says %s", steps)
		}
		if _, _, err := d.Attach(t.Context(), id, 1, "../paper.pdf", []byte("%PDF-Children said so.\fStability rose by 4.2 points.")); err != nil {
			t.Fatal(err)
		}
		card, err := d.Summarise(t.Context(), evidence.Card{Review: id, Record: 1, CardText: evidence.CardText{Summary: "It helps.", Groups: []string{"outcomes"}, Outcomes: []string{"stability"}, Done: true},
			Findings: []evidence.KeyFinding{{Text: "a", Quotation: "stability rose by 4.2 points", Page: 2}, {Text: "b", Quotation: "Children said so", Page: 2},
				{Text: "c", Quotation: "Stability rose by 42 points"}, {Text: "d", Quotation: "children said"}, {Text: "e"}}})
		if err != nil {
			t.Fatal(err)
		}
		for n, want := range []evidence.Checked{evidence.OnPage, evidence.Elsewhere, evidence.NotFound, evidence.OnPage, evidence.Unchecked} {
			if card.Findings[n].Checked != want {
				t.Errorf("quotation %d is %q, expected %q", n, card.Findings[n].Checked, want)
			}
		}
		if kept, err := d.Card(t.Context(), id, 1); err != nil || review.QuotationStands(kept.Findings[1]) != "The quotation is not on page 2: it is on page 1." || review.QuotationsStand(kept) != review.QuotationsStand(card) {
			t.Errorf("the card says %q of its quotations, and %q when it is kept, %v", review.QuotationsStand(kept), review.QuotationsStand(card), err)
		}
		if card.Findings[3].Page != 1 {
			t.Errorf("the page of a quotation that was found is %d, expected 1", card.Findings[3].Page)
		}
		m, err := d.Map(t.Context(), id, "")
		if err != nil || len(m.Cells[0][0].Works) != 1 || m.Cells[0][0].Works[0].Record != 1 || len(m.Uncoded) != 0 {
			t.Errorf("the map is %+v %v", m, err)
		}
		if _, err := d.Tie(t.Context(), id, 1, evidence.Tie{Finding: card.Findings[0].ID, Kind: evidence.ToIndicator, Target: "placement-stability", Direction: evidence.Against, Strength: "high"}); err != nil {
			t.Fatal(err)
		}
		says, err := d.Evidence(t.Context(), "placement-stability")
		if err != nil || says.Count() != 1 || says.Against[0].Title != "Kinship care and stability" {
			t.Errorf("the evidence says %+v %v", says, err)
		}
		for part, want := range map[review.Part]int{review.All: 5, review.LetIn: 3, review.Reports: 1, review.Turned: 3, review.Undecided: 1} {
			if list, err := d.Handed(t.Context(), id, part); err != nil || len(list.Rows) != want {
				t.Errorf("%s: %d records, expected %d (%v)", part, len(list.Rows), want, err)
			}
		}
	})
}

// A cluster found later can join works that each stand for others already.
func TestDuplicatesOfDuplicatesMerge(t *testing.T) {
	room, w := roomAt(t, filepath.Join(t.TempDir(), "w.db"))
	d := room.Alone()
	id := begin(t, d, nil)
	take(t, d, id, ris("One work", "Quite another thing", "A third matter", "Yet a fourth"))
	for _, pair := range [][2]int64{{1, 2}, {3, 4}, {1, 3}} {
		if _, err := d.Judge(t.Context(), id, pair[0], pair[1], evidence.Merged); err != nil {
			t.Fatal(err)
		}
	}
	stands := func(want ...int64) {
		t.Helper()
		if members, err := w.Members(t.Context(), id, false); err != nil || !slices.Equal(members, want) {
			t.Errorf("%v stand for themselves (%v), expected %v", members, err, want)
		}
	}
	stands(1)
	if _, err := d.Judge(t.Context(), id, 1, 3, evidence.Unmerged); err != nil {
		t.Fatal(err)
	}
	stands(1, 3) // and 4 with 3, as before
	if settled, err := d.SettleDuplicates(t.Context(), id); err != nil || settled.Merged != 0 {
		t.Errorf("what a person parted was merged again: %+v %v", settled, err)
	}
}

func TestRoles(t *testing.T) {
	onBoth(t, func(t *testing.T, room *review.Room, w *store.Workspace) {
		owner := room.For(join(t, w, "owner", evidence.Library, evidence.Reviewer))
		id := begin(t, owner, nil)
		take(t, owner, id, ris("A work"))
		reviewer := room.For(join(t, w, "reviewer", id, evidence.Reviewer))
		reader := room.For(join(t, w, "reader", id, evidence.Reader))
		stranger := room.For(join(t, w, "stranger", id, evidence.NoRole))
		nobody := room.For(evidence.Account{})
		acts := []struct {
			name   string
			needed evidence.Role
			act    func(*review.Desk) error
		}{
			{"read", evidence.Reader, func(d *review.Desk) error { _, err := d.Review(t.Context(), id); return err }},
			{"flow", evidence.Reader, func(d *review.Desk) error { _, err := d.Flow(t.Context(), id); return err }},
			{"trail", evidence.Reader, func(d *review.Desk) error { _, err := d.Trail(t.Context(), id, 0, 0); return err }},
			{"hand on", evidence.Reader, func(d *review.Desk) error { _, err := d.Handed(t.Context(), id, review.All); return err }},
			{"next", evidence.Reviewer, func(d *review.Desk) error { _, err := d.Next(t.Context(), id, evidence.TitleAbstract); return err }},
			{"decide", evidence.Reviewer, func(d *review.Desk) error {
				_, err := d.Decide(t.Context(), evidence.Decision{Review: id, Record: 1, Stage: evidence.TitleAbstract, Verdict: evidence.Skip})
				return err
			}},
			{"settle", evidence.Reviewer, func(d *review.Desk) error { _, err := d.SettleDuplicates(t.Context(), id); return err }},
			{"attach", evidence.Reviewer, func(d *review.Desk) error {
				_, _, err := d.Attach(t.Context(), id, 1, "a", []byte("%PDF-a"))
				return err
			}},
			{"change", evidence.Owner, func(d *review.Desk) error {
				_, err := d.Change(t.Context(), id, "What helps", evidence.NewTerms("What helps?"), time.Time{})
				return err
			}},
		}
		for _, act := range acts {
			for role, desk := range map[evidence.Role]*review.Desk{evidence.Owner: owner, evidence.Reviewer: reviewer, evidence.Reader: reader, evidence.NoRole: stranger, "nobody": nobody} {
				var refused *review.Refusal
				err := act.act(desk)
				if role.Allows(act.needed) && err != nil || !role.Allows(act.needed) && !errors.As(err, &refused) {
					t.Errorf("%s as %q: %v", act.name, role, err)
				}
			}
		}
		if listed, err := stranger.Reviews(t.Context()); err != nil || len(listed) != 0 {
			t.Errorf("a stranger sees the reviews %+v %v", listed, err)
		}
		if _, err := reader.Begin(t.Context(), "Mine", evidence.NewTerms("?")); err == nil {
			t.Error("who is nobody in the library begins a review")
		}
	})
}

// What one of a blind pair decided is in nothing that the other can get, until both have.
func TestBlindPartnerIsNotSeen(t *testing.T) {
	onBoth(t, func(t *testing.T, room *review.Room, w *store.Workspace) {
		alone := room.Alone()
		id := begin(t, alone, func(terms *evidence.Terms) { terms.Screeners, terms.Blind = 2, true })
		take(t, alone, id, ris("One work", "Quite another", "A third matter"))
		anna, ben := room.For(join(t, w, "Anna", id, evidence.Reviewer)), room.For(join(t, w, "Ben", id, evidence.Reviewer))
		owner := room.For(join(t, w, "Olive", id, evidence.Owner))
		secret := evidence.Decision{Review: id, Record: 1, Stage: evidence.TitleAbstract, Verdict: evidence.Exclude, Reason: "language", Note: "SECRET"}
		made, err := anna.Decide(t.Context(), secret)
		if err != nil {
			t.Fatal(err)
		}
		seen := func(d *review.Desk) string {
			var all strings.Builder
			keep := func(what any, err error) {
				if err != nil {
					t.Fatal(err)
				}
				text, err := json.Marshal(what)
				if err != nil {
					t.Fatal(err)
				}
				all.Write(text)
			}
			keep(d.Open(t.Context(), id, evidence.TitleAbstract, 1))
			keep(d.Trail(t.Context(), id, 0, 0))
			keep(d.Agreement(t.Context(), id, evidence.TitleAbstract))
			keep(d.Handed(t.Context(), id, review.All))
			standings, _, err := d.Standings(t.Context(), id, evidence.TitleAbstract, "", 1, 50)
			keep(standings, err)
			conflicts, _, err := d.Conflicts(t.Context(), id, evidence.TitleAbstract, 1, 50)
			keep(conflicts, err)
			return all.String()
		}
		for name, d := range map[string]*review.Desk{"the partner": ben, "the owner": owner, "who works alone": alone} {
			if text := seen(d); strings.Contains(text, "SECRET") || strings.Contains(text, "Anna") || strings.Contains(text, `"reason":"language"`) {
				t.Errorf("%s sees what was decided blind: %.2000s", name, text)
			}
		}
		if text := seen(anna); !strings.Contains(text, "SECRET") {
			t.Error("who decided does not see it")
		}
		if _, err := ben.TakeBack(t.Context(), id, made.ID); !errors.Is(err, evidence.ErrNotFound) {
			t.Errorf("the partner's decision is taken back: %v", err)
		}
		decide(t, ben, id, 1, evidence.TitleAbstract, evidence.Include, "")
		conflicts, total, err := owner.Conflicts(t.Context(), id, evidence.TitleAbstract, 1, 50)
		if err != nil || total != 1 || len(conflicts[0].Decisions) != 2 || conflicts[0].Decisions[0].By != "Anna" || conflicts[0].Decisions[0].Note != "SECRET" {
			t.Fatalf("conflicts: %+v %v", conflicts, err)
		}
		resolve := evidence.Decision{Review: id, Record: 1, Stage: evidence.TitleAbstract, Verdict: evidence.Include, Resolves: true}
		if _, err := ben.Decide(t.Context(), resolve); err == nil {
			t.Error("a reviewer resolves a conflict")
		}
		if _, err := owner.Decide(t.Context(), resolve); err != nil {
			t.Error(err)
		}
		if p, err := owner.Progress(t.Context(), id, evidence.TitleAbstract); err != nil || p.Included != 1 || p.Conflicts != 0 {
			t.Errorf("after the conflict: %+v %v", p, err)
		}
	})
}
