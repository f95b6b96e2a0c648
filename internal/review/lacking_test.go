package review_test

import (
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/review"
	"goodmeasure/internal/store"
)

// Whether a full text could be had is not settled by who decided first.
func TestTextThatOneHadAndAnotherNot(t *testing.T) {
	onBoth(t, func(t *testing.T, room *review.Room, w *store.Workspace) {
		alone := room.Alone()
		id := begin(t, alone, func(terms *evidence.Terms) { terms.Screeners, terms.Blind = 2, true })
		take(t, alone, id, ris("Kinship care", "Bridges of steel", "Foster care in towns", "A third matter"))
		anna, ben, olive := room.For(join(t, w, "Anna", id, evidence.Reviewer)), room.For(join(t, w, "Ben", id, evidence.Reviewer)), room.For(join(t, w, "Olive", id, evidence.Owner))
		for n, reasons := range [][2]string{{"no-text", "design"}, {"subject", "no-text"}, {"no-text", "no-text"}, {"subject", "design"}} {
			for _, stage := range evidence.Stages() {
				for who, d := range []*review.Desk{anna, ben} {
					verdict, reason := evidence.Include, ""
					if stage == evidence.FullText {
						verdict, reason = evidence.Exclude, reasons[who]
					}
					decide(t, d, id, int64(n+1), stage, verdict, reason)
				}
			}
		}
		flow := func(conflicts, unassessed, lacking, leftOut int) {
			t.Helper()
			_, open, err := alone.Conflicts(t.Context(), id, evidence.FullText, 1, 10)
			if err != nil || open != conflicts {
				t.Errorf("%d conflicts (%v), expected %d", open, err, conflicts)
			}
			f, err := alone.Flow(t.Context(), id)
			if err != nil || f.Unassessed != unassessed || f.NotHad != lacking || f.LeftOutSum != leftOut {
				t.Errorf("%d not yet assessed, %d not retrieved, %d left out (%v), expected %d, %d and %d", f.Unassessed, f.NotHad, f.LeftOutSum, err, unassessed, lacking, leftOut)
			}
		}
		flow(2, 2, 1, 1)
		for record := int64(1); record <= 2; record++ {
			if _, err := olive.Decide(t.Context(), evidence.Decision{Review: id, Record: record, Stage: evidence.FullText, Verdict: evidence.Exclude, Reason: "design", Resolves: true}); err != nil {
				t.Fatal(err)
			}
		}
		flow(0, 0, 1, 3)

		// At title and abstract no text was sought.
		take(t, alone, id, ris("Quite another thing"))
		for who, d := range []*review.Desk{anna, ben} {
			decide(t, d, id, 5, evidence.TitleAbstract, evidence.Exclude, []string{"no-text", "design"}[who])
		}
		if _, open, err := alone.Conflicts(t.Context(), id, evidence.TitleAbstract, 1, 10); err != nil || open != 0 {
			t.Errorf("%d conflicts on titles (%v)", open, err)
		}
	})
}
