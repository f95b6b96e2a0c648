package review_test

import (
	"errors"
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/review"
	"goodmeasure/internal/store"
)

// Duplicates that are found late can be merged where the same was decided on both, and taken apart stand as they stood.
func TestMergingWhatWasDecidedAlike(t *testing.T) {
	onBoth(t, func(t *testing.T, room *review.Room, w *store.Workspace) {
		alone := room.Alone()
		id := begin(t, alone, func(terms *evidence.Terms) { terms.Screeners, terms.Blind = 2, true })
		take(t, alone, id, ris("Kinship care", "Bridges of steel", "Foster care in towns", "A third matter", "Yet a fourth"))
		anna, ben, olive := room.For(join(t, w, "Anna", id, evidence.Reviewer)), room.For(join(t, w, "Ben", id, evidence.Reviewer)), room.For(join(t, w, "Olive", id, evidence.Owner))
		const in, out = evidence.Include, evidence.Exclude
		for n, verdicts := range [][]evidence.Verdict{{in, evidence.Maybe}, {in, in}, {out, out}, {in, out}, {in}} {
			for who, verdict := range verdicts {
				decide(t, []*review.Desk{anna, ben}[who], id, int64(n+1), evidence.TitleAbstract, verdict, "")
			}
		}
		for record, reasons := range map[int64][2]string{1: {"design", "design"}, 2: {"place", "place"}} {
			decide(t, anna, id, record, evidence.FullText, out, reasons[0])
			decide(t, ben, id, record, evidence.FullText, out, reasons[1])
		}
		for _, pair := range [][2]int64{{1, 2}, {1, 3}, {2, 4}, {4, 1}, {3, 5}, {5, 1}} { // another reason, outcome, a conflict, one decided by half
			if made, err := alone.Judge(t.Context(), id, pair[0], pair[1], evidence.Merged); !errors.Is(err, store.ErrBothNeeded) {
				t.Errorf("merging %v, on which not the same was decided: %+v %v", pair, made, err)
			}
		}
		for record := int64(1); record <= 2; record++ { // an owner resolves both alike
			if _, err := olive.Decide(t.Context(), evidence.Decision{Review: id, Record: record, Stage: evidence.FullText, Verdict: in, Resolves: true}); err != nil {
				t.Fatal(err)
			}
		}
		before := shownFlow(t, alone, id)
		agreed, err := anna.Agreement(t.Context(), id, evidence.FullText)
		if err != nil {
			t.Fatal(err)
		}
		made, err := alone.Judge(t.Context(), id, 1, 2, evidence.Merged)
		if err != nil || made.Kept != 1 {
			t.Fatalf("merging what was decided alike: %+v %v", made, err)
		}
		if f := shownFlow(t, alone, id); f.Duplicates != before.Duplicates+1 || f.Included != before.Included-1 || f.Sought != before.Sought-1 {
			t.Errorf("the flow is %+v, before %+v", f, before)
		}
		if now, err := anna.Agreement(t.Context(), id, evidence.FullText); err != nil || now.Items != agreed.Items-1 {
			t.Errorf("they agree on %d works (%v), before on %d", now.Items, err, agreed.Items)
		}
		if own, err := anna.Own(t.Context(), id, evidence.TitleAbstract); err != nil || len(own) != 4 {
			t.Errorf("anna has decided %+v (%v), expected what stands on works", own, err)
		}
		if _, err := alone.Judge(t.Context(), id, 1, 2, evidence.Unmerged); err != nil {
			t.Fatal(err)
		}
		if f := shownFlow(t, alone, id); f.Duplicates != before.Duplicates || f.Included != before.Included || f.Sought != before.Sought {
			t.Errorf("taken apart, the flow is %+v, before %+v", f, before)
		}
	})
}

func shownFlow(t *testing.T, d *review.Desk, id int64) review.Flow {
	t.Helper()
	f, err := d.Flow(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return f
}
