package store

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goodmeasure/evidence"
)

func TestHarvestFollowsWhatWasPublic(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		start, err := w.Earliest(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		add(t, w, Addition{}, titled("Never shown")...)
		shown := add(t, w, Addition{Public: true}, titled("One", "Two", "Three")...)
		report := evidence.Entry{Record: evidence.Record{Kind: evidence.Report, Title: "Four"}, Facets: map[string][]string{"group": {"models"}}}
		four := add(t, w, Addition{Public: true}, report)[0]
		if err := w.Publish(t.Context(), somebody, shown[:1], false); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Merge(t.Context(), somebody, evidence.Duplicate{Kept: shown[2], Other: shown[1]}); err != nil {
			t.Fatal(err)
		}
		want := map[int64]bool{shown[2]: false, four: false, shown[0]: true, shown[1]: true}
		harvest := Harvest{From: start, Most: 3}
		got, pages := map[int64]bool{}, 0
		for {
			found, err := w.Harvest(t.Context(), harvest)
			if err != nil {
				t.Fatal(err)
			}
			for _, h := range found {
				got[h.Number()] = h.Gone
			}
			if pages++; len(found) < harvest.Most {
				break
			}
			harvest.After, harvest.AfterRecord = found[len(found)-1].Changed, found[len(found)-1].Number()
		}
		if diff := cmp.Diff(want, got); diff != "" || pages != 2 {
			t.Error(pages, diff)
		}
		for _, only := range []Harvest{{Kind: evidence.Report, Most: 9}, {Group: "models", Most: 9}} {
			if found, err := w.Harvest(t.Context(), only); err != nil || len(found) != 1 || found[0].Number() != four {
				t.Errorf("%+v: %v %v", only, found, err)
			}
		}
		if found, err := w.Harvest(t.Context(), Harvest{Before: start, Most: 9}); err != nil || len(found) != 0 {
			t.Error(found, err)
		}
	})
}

// A document that a review's card files under a group has changed for those who copy that group.
func TestHarvestMeetsWhatACardFiles(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		r, err := w.AddReview(t.Context(), evidence.Account{}, "A review", evidence.NewTerms("?"))
		if err != nil {
			t.Fatal(err)
		}
		record := add(t, w, Addition{Review: r.ID, Public: true}, titled("One")...)[0]
		copied, err := w.Harvest(t.Context(), Harvest{Most: 9})
		if err != nil || len(copied) != 1 {
			t.Fatal(copied, err)
		}
		if _, err := w.SaveCard(t.Context(), somebody, evidence.Card{Review: r.ID, Record: record, CardText: evidence.CardText{Groups: []string{"outcomes"}}}); err != nil {
			t.Fatal(err)
		}
		if since, err := w.Harvest(t.Context(), Harvest{After: copied[0].Changed, AfterRecord: record, Group: "outcomes", Most: 9}); err != nil || len(since) != 1 {
			t.Errorf("since then %+v changed, %v", since, err)
		}
	})
}

func TestKnownTitlesAndIdentifiers(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		doi := evidence.Identifier{Scheme: "doi", Value: "10.1/a"}
		entries := titled("One", "Two", "Three")
		entries[1].Identifiers = []evidence.Identifier{{Scheme: "doi", Value: "https://doi.org/10.1/A"}}
		ids := add(t, w, Addition{}, entries...)
		if _, err := w.Merge(t.Context(), somebody, evidence.Duplicate{Kept: ids[0], Other: ids[1]}); err != nil {
			t.Fatal(err)
		}
		titles := map[string]int64{}
		if _, err := w.Titles(t.Context(), 0, func(_, n int64, title string) { titles[title] = n }); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(map[string]int64{"One": ids[0], "Two": ids[0], "Three": ids[2]}, titles); diff != "" {
			t.Error(diff)
		}
		bearers := map[evidence.Identifier]int64{}
		err := w.Identifiers(t.Context(), 0, func(n int64, id evidence.Identifier) { bearers[id] = n })
		if diff := cmp.Diff(map[evidence.Identifier]int64{doi: ids[0]}, bearers); diff != "" || err != nil {
			t.Error(diff, err)
		}
		if all, err := w.Numbers(t.Context(), Query{Members: true, Hidden: true}); err != nil || len(all) != 2 {
			t.Error(all, err)
		}
	})
}

func TestPlaceIsMadeWhenFirstNeeded(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new.db")
	place := At(path)
	if _, err := place.There(t.Context()); !errors.Is(err, evidence.ErrNotFound) {
		t.Error(err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("looking made a file")
	}
	made, err := place.Made(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if there, err := place.There(t.Context()); err != nil || there != made {
		t.Error(there, err)
	}
	if err := place.Close(); err != nil {
		t.Error(err)
	}
}
