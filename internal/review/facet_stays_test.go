package review_test

import (
	"strings"
	"testing"
	"time"

	"goodmeasure/evidence"
	"goodmeasure/internal/review"
	"goodmeasure/internal/store"
)

func TestFacetThatCardsAnswerStays(t *testing.T) {
	onBoth(t, func(t *testing.T, room *review.Room, _ *store.Workspace) {
		d := room.Alone()
		terms := evidence.NewTerms("What helps?")
		terms.Facets = []evidence.Facet{{ID: "setting", Title: "Setting"}, {ID: "theory", Title: "Theory"}}
		id := begin(t, d, func(now *evidence.Terms) { *now = terms })
		take(t, d, id, ris("Kinship care", "Bridges of steel"))
		for record := int64(1); record <= 2; record++ {
			if _, err := d.Summarise(t.Context(), evidence.Card{Review: id, Record: record, CardText: evidence.CardText{Facets: map[string][]string{"setting": {"foster"}, "theory": {}}}}); err != nil {
				t.Fatal(err)
			}
		}
		without := terms
		without.Facets = []evidence.Facet{{ID: "theory", Title: "Theory"}}
		if _, err := d.Change(t.Context(), id, "Without", without, time.Time{}); err == nil || !strings.Contains(err.Error(), "2 cards answer the facet “Setting”") {
			t.Errorf("a facet that cards answer was dropped: %v", err)
		}
		without.Facets = []evidence.Facet{{ID: "setting", Title: "Care setting"}}
		if _, err := d.Change(t.Context(), id, "Renamed", without, time.Time{}); err != nil {
			t.Error(err)
		}
		if card, err := d.Card(t.Context(), id, 1); err != nil || len(card.Facets["setting"]) != 1 {
			t.Errorf("the card is %+v (%v)", card, err)
		}
	})
}
