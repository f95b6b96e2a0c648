package review_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/review"
	"goodmeasure/internal/store"
	"goodmeasure/internal/testkit"
)

// full is a review in which everything has happened, and its bundle.
func full(t testing.TB, room *review.Room, w *store.Workspace) (id int64, bundle []byte) {
	t.Helper()
	take(t, room.Alone(), begin(t, room.Alone(), nil), ris("Of another review")) // so that numbers differ
	id = begin(t, room.Alone(), func(terms *evidence.Terms) { terms.Screeners, terms.Blind = 2, true })
	take(t, room.Alone(), id, ris("Kinship care and stability", "Foster care in towns", "Bridges of steel"))
	take(t, room.Alone(), id, ris("Kinship care and stability"))
	anna, ben := room.For(join(t, w, "Anna", id, evidence.Owner)), room.For(join(t, w, "Ben", id, evidence.Reviewer))
	for record := int64(2); record <= 4; record++ {
		decide(t, anna, id, record, evidence.TitleAbstract, evidence.Include, "")
		decide(t, ben, id, record, evidence.TitleAbstract, map[bool]evidence.Verdict{true: evidence.Include, false: evidence.Exclude}[record == 2], "")
	}
	for _, d := range []*review.Desk{anna, ben} {
		decide(t, d, id, 2, evidence.FullText, evidence.Include, "")
	}
	if _, _, err := anna.Attach(t.Context(), id, 2, "a.pdf", []byte("%PDF-One page.\fAnother page.")); err != nil {
		t.Fatal(err)
	}
	card, err := anna.Summarise(t.Context(), evidence.Card{Review: id, Record: 2, CardText: evidence.CardText{Summary: "It helps.", Groups: []string{"services"}, Done: true}, Findings: []evidence.KeyFinding{{Text: "a", Quotation: "another page"}}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ben.Tie(t.Context(), id, 2, evidence.Tie{Finding: card.Findings[0].ID, Kind: evidence.ToIndicator, Target: "turnover", Direction: evidence.For}); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := anna.Bundle(t.Context(), id, &out); err != nil {
		t.Fatal(err)
	}
	return id, out.Bytes()
}

// shown is what a review shows, without numbers of records and times that differ where it was restored.
func shown(t *testing.T, d *review.Desk, id int64) string {
	t.Helper()
	var out strings.Builder
	keep := func(what any, err error) {
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(what)
		if err != nil {
			t.Fatal(err)
		}
		out.Write(text)
		out.WriteByte('\n')
	}
	keep(d.Flow(t.Context(), id))
	a, err := d.Agreement(t.Context(), id, evidence.TitleAbstract)
	a.ConflictItems = nil // numbers of records
	keep(a, err)
	list, err := d.Handed(t.Context(), id, review.All)
	for _, row := range list.Rows {
		keep([]any{row.Title, row.Origin, row.TitleAbstract, row.FullText, row.Reason}, err)
	}
	conflicts, total, err := d.Conflicts(t.Context(), id, evidence.TitleAbstract, 1, 50)
	keep(total, err)
	for _, c := range conflicts {
		for _, x := range c.Decisions {
			keep([]any{c.Record.Title, x.By, x.Verdict}, nil)
		}
	}
	cards, err := d.Cards(t.Context(), id)
	for _, c := range cards {
		keep([]any{c.CardText, c.Findings[0].Quotation, c.Findings[0].Checked, c.Findings[0].Document}, err)
	}
	ties, err := d.Ties(t.Context(), id)
	keep([]any{len(ties), ties[0].Tie.Target, ties[0].Title}, err)
	return out.String()
}

func TestBundleIsTheSameReviewAnywhere(t *testing.T) {
	onBoth(t, func(t *testing.T, room *review.Room, w *store.Workspace) {
		id, bundle := full(t, room, w)
		want := shown(t, room.Alone(), id)
		for _, engine := range testkit.Engines {
			place := testkit.Place(t, engine)
			other, into := roomAt(t, place)
			anna := join(t, into, "Anna", evidence.Library, evidence.NoRole)
			for n := range int64(2) { // into an empty workspace, and into one that holds the same review
				r, err := other.Alone().Restore(t.Context(), bytes.NewReader(bundle), int64(len(bundle)))
				if err != nil {
					t.Fatal(err)
				}
				if r.ID != n+1 || !r.Blind || r.Screeners != 2 {
					t.Errorf("the review is %+v", r)
				}
				if got := shown(t, other.Alone(), r.ID); got != want {
					t.Errorf("into %s: found\n%s\nexpected\n%s", engine, got, want)
				}
				if role, err := other.For(anna).Role(t.Context(), r.ID); err != nil || role != evidence.Owner {
					t.Errorf("who was owner is %q %v", role, err)
				}
				trail, err := other.Alone().Trail(t.Context(), r.ID, 0, 1000)
				if err != nil || len(trail) < 15 || trail[0].Verb != "restored" {
					t.Errorf("the trail has %d acts (%v)", len(trail), err)
				}
				list, err := other.Alone().Handed(t.Context(), r.ID, review.Reports)
				if err != nil || len(list.Rows) != 1 {
					t.Fatal(list, err)
				}
				texts, err := into.Attachments(t.Context(), list.Rows[0].Number())
				if err != nil || len(texts) != 1 {
					t.Fatal(texts, err)
				}
				if _, pages, err := other.Alone().Pages(t.Context(), r.ID, list.Rows[0].Number(), texts[0].ID); err != nil || fmt.Sprint(pages) != "[One page. Another page.]" {
					t.Errorf("the pages are %q %v", pages, err)
				}
			}
			accounts, err := into.Accounts(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, a := range accounts {
				if a.Name == "Ben" && !a.Disabled {
					t.Error("somebody unknown can sign in")
				}
			}
		}
	})
}

// changed is a bundle with another text in one of its files.
func changed(t *testing.T, bundle []byte, file, old, now string) []byte {
	t.Helper()
	from, err := zip.NewReader(bytes.NewReader(bundle), int64(len(bundle)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	to := zip.NewWriter(&out)
	for _, f := range from.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		if f.Name == file {
			text = []byte(strings.Replace(string(text), old, now, 1))
		}
		made, err := to.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := made.Write(text); err != nil {
			t.Fatal(err)
		}
	}
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestDamagedBundlesLeaveNothing(t *testing.T) {
	room, w := roomAt(t, filepath.Join(t.TempDir(), "w.db"))
	_, bundle := full(t, room, w)
	other, _ := roomAt(t, filepath.Join(t.TempDir(), "other.db"))
	for name, damaged := range map[string][]byte{
		"nothing":         {},
		"half":            bundle[:len(bundle)/2],
		"a verdict":       changed(t, bundle, "decision.ndjson", `"include"`, `"exclude"`),
		"another format":  changed(t, bundle, "manifest.json", "goodmeasure-review", "goodmeasure-backup"),
		"a table":         changed(t, bundle, "manifest.json", `"card"`, `"session"`),
		"rows":            changed(t, bundle, "manifest.json", `"rows": 1`, `"rows": -1`),
		"more bytes":      changed(t, bundle, "manifest.json", `"bytes": `, `"bytes": 99999999`),
		"a newer program": changed(t, bundle, "manifest.json", `"tables_version": `, `"tables_version": 9`),
	} {
		if _, err := other.Alone().Restore(t.Context(), bytes.NewReader(damaged), int64(len(damaged))); err == nil {
			t.Errorf("%s: it was restored", name)
		}
		if listed, err := other.Alone().Reviews(t.Context()); err != nil || len(listed) != 0 {
			t.Errorf("%s: %d reviews were left behind (%v)", name, len(listed), err)
		}
	}
}

func TestBlindReviewIsNotBundledHalfway(t *testing.T) {
	room, w := roomAt(t, filepath.Join(t.TempDir(), "w.db"))
	id := begin(t, room.Alone(), func(terms *evidence.Terms) { terms.Screeners, terms.Blind = 2, true })
	take(t, room.Alone(), id, ris("A work"))
	anna, owner := room.For(join(t, w, "Anna", id, evidence.Reviewer)), room.For(join(t, w, "Olive", id, evidence.Owner))
	decide(t, anna, id, 1, evidence.TitleAbstract, evidence.Include, "")
	if _, err := owner.Bundle(t.Context(), id, io.Discard); err == nil || !strings.Contains(err.Error(), "blind") {
		t.Errorf("a blind review is bundled while partners decide: %v", err)
	}
	if _, err := anna.Bundle(t.Context(), id, io.Discard); err == nil || !strings.Contains(err.Error(), "owner") {
		t.Errorf("a reviewer bundles: %v", err)
	}
	if _, err := room.Alone().Bundle(t.Context(), id, io.Discard); err == nil || !strings.Contains(err.Error(), "blind") {
		t.Errorf("whoever sits at the machine bundles it, where others have accounts: %v", err)
	}
}
