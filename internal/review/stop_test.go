package review_test

import (
	"fmt"
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/review"
	"goodmeasure/internal/store"
)

// Nothing new is read where somebody only says once more, and why, what was left out.
func TestThinkingAgainPromisesNoMore(t *testing.T) {
	onBoth(t, func(t *testing.T, room *review.Room, _ *store.Workspace) {
		d := room.Alone()
		id := begin(t, d, nil)
		var titles []string
		for n := range 100 {
			titles = append(titles, fmt.Sprintf("Work %d of %d things", n, 7*n))
		}
		take(t, d, id, ris(titles...))
		promise := func() review.Stopping {
			t.Helper()
			sheet, err := d.Next(t.Context(), id, evidence.TitleAbstract)
			if err != nil {
				t.Fatal(err)
			}
			return *sheet.Stopping
		}
		for n := int64(1); n <= 60; n++ {
			verdict := evidence.Exclude
			if n > 55 { // found last
				verdict = evidence.Include
			}
			decide(t, d, id, n, evidence.TitleAbstract, verdict, "")
		}
		before := promise()
		if before.Read != 60 || before.Found != 5 || before.Reached {
			t.Fatalf("before: %+v", before)
		}
		for n := int64(1); n <= 55; n++ {
			decide(t, d, id, n, evidence.TitleAbstract, evidence.Exclude, evidence.NewTerms("").Reasons[0].ID)
		}
		if after := promise(); after != before {
			t.Errorf("reasons given to 55 records turn\n%+v\ninto\n%+v", before, after)
		}
		for n := int64(1); n <= 55; n++ {
			sheet, err := d.Open(t.Context(), id, evidence.TitleAbstract, n)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := d.TakeBack(t.Context(), id, sheet.Yours.ID); err != nil {
				t.Fatal(err)
			}
			decide(t, d, id, n, evidence.TitleAbstract, evidence.Exclude, "")
		}
		if after := promise(); after != before {
			t.Errorf("taking 55 verdicts back and giving them again turns\n%+v\ninto\n%+v", before, after)
		}
	})
}
