package review_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/review"
	"goodmeasure/internal/store"
)

// The findings that count as evidence are those of the works that the review rests on: flow, list, outcomes and measures say
// the same, whatever was decided, and a card says why its findings do not count.
func TestEvidenceIsOfTheWorksInTheReview(t *testing.T) {
	const in, out = evidence.Include, evidence.Exclude
	cases := []struct {
		title, full []evidence.Verdict // of Anna, of Ben, and of the owner who resolves
		said        string
	}{
		{title: []evidence.Verdict{in, in}, full: []evidence.Verdict{in, in}},
		{title: []evidence.Verdict{in, evidence.Maybe}, full: []evidence.Verdict{out, in, in}},
		{title: []evidence.Verdict{in, out, in}, full: []evidence.Verdict{in, evidence.Maybe}},
		{nil, nil, "not in the review yet"},
		{[]evidence.Verdict{in}, nil, "not in the review yet"},
		{[]evidence.Verdict{in, in}, []evidence.Verdict{in}, "not in the review yet"},
		{[]evidence.Verdict{in, in}, []evidence.Verdict{evidence.Skip, in}, "not in the review yet"},
		{[]evidence.Verdict{in, in}, []evidence.Verdict{in, out}, "not in the review yet"},
		{[]evidence.Verdict{in, in}, []evidence.Verdict{out, out}, "left out of the review"},
		{[]evidence.Verdict{in, in}, []evidence.Verdict{in, out, out}, "left out of the review"},
		{[]evidence.Verdict{out, out}, nil, "left out of the review"},
	}
	onBoth(t, func(t *testing.T, room *review.Room, w *store.Workspace) {
		alone := room.Alone()
		id := begin(t, alone, func(terms *evidence.Terms) {
			terms.Screeners, terms.Outcomes = 2, []evidence.Group{{ID: "stability", Title: "Stability"}}
		})
		var titles []string
		for n := range cases {
			titles = append(titles, fmt.Sprintf("Work %c of %d things", 'A'+n, 17*n*n))
		}
		take(t, alone, id, ris(titles...))
		anna, ben, olive := room.For(join(t, w, "Anna", id, evidence.Reviewer)), room.For(join(t, w, "Ben", id, evidence.Reviewer)), room.For(join(t, w, "Olive", id, evidence.Owner))
		var want []int64
		for n, c := range cases {
			record := int64(n + 1)
			for _, stage := range evidence.Stages() {
				for who, verdict := range map[evidence.Stage][]evidence.Verdict{evidence.TitleAbstract: c.title, evidence.FullText: c.full}[stage] {
					reason := ""
					if verdict == out && stage == evidence.FullText {
						reason = "design"
					}
					desk := []*review.Desk{anna, ben, olive}[who]
					if _, err := desk.Decide(t.Context(), evidence.Decision{Review: id, Record: record, Stage: stage, Verdict: verdict, Reason: reason, Resolves: who == 2}); err != nil {
						t.Fatal(err)
					}
				}
			}
			card, err := anna.Summarise(t.Context(), evidence.Card{Review: id, Record: record, CardText: evidence.CardText{Summary: "It helps.", Done: true}, Findings: []evidence.KeyFinding{{Text: "It does."}}})
			if err != nil {
				t.Fatal(err)
			}
			for kind, target := range map[evidence.TieKind]string{evidence.ToIndicator: "turnover", evidence.ToOutcome: "stability"} {
				if _, err := anna.Tie(t.Context(), id, record, evidence.Tie{Finding: card.Findings[0].ID, Kind: kind, Target: target, Direction: evidence.For}); err != nil {
					t.Fatal(err)
				}
			}
			said, err := anna.NotEvidence(t.Context(), id, record)
			if err != nil || (said == "") != (c.said == "") || !strings.Contains(said, c.said) {
				t.Errorf("the card of %s says %q (%v), expected %q", titles[n], said, err, c.said)
			}
			if c.said == "" {
				want = append(want, record)
			}
		}
		says, err := anna.Evidence(t.Context(), "turnover")
		if got := recordsOf(says.For); err != nil || !slices.Equal(got, want) {
			t.Errorf("the measure has findings of %v (%v), expected %v", got, err, want)
		}
		spoken, err := anna.Outcomes(t.Context(), id)
		if err != nil || len(spoken) != 1 || !slices.Equal(recordsOf(spoken[0].Says.For), want) {
			t.Errorf("the outcomes have %+v (%v), expected %v", spoken, err, want)
		}
		flow, err := anna.Flow(t.Context(), id)
		if err != nil || flow.Included != len(want) || flow.WithSummary != len(want) {
			t.Errorf("%d works are in the review, %d with a card (%v), expected %d", flow.Included, flow.WithSummary, err, len(want))
		}
		cards, err := anna.CardsIncluded(t.Context(), id)
		if err != nil || len(cards) != len(want) {
			t.Errorf("%d cards are of works in the review (%v), expected %d", len(cards), err, len(want))
		}
		ties, err := anna.Ties(t.Context(), id)
		if err != nil || len(ties) != 2*len(cases) {
			t.Errorf("of %d ties %d are listed (%v)", 2*len(cases), len(ties), err)
		}
		for _, tie := range ties {
			if tie.Counts != slices.Contains(want, tie.Record) {
				t.Errorf("a tie of record %d counts: %v", tie.Record, tie.Counts)
			}
		}
	})
}

// What title and abstract have let go of comes to full text no more, whatever was decided there.
func TestTakingBackATitleTakesItsFullTextOut(t *testing.T) {
	onBoth(t, func(t *testing.T, room *review.Room, _ *store.Workspace) {
		d := room.Alone()
		id := begin(t, d, nil)
		take(t, d, id, ris("Kinship care", "Bridges of steel"))
		first := decide(t, d, id, 1, evidence.TitleAbstract, evidence.Include, "")
		decide(t, d, id, 2, evidence.TitleAbstract, evidence.Include, "")
		decide(t, d, id, 1, evidence.FullText, evidence.Include, "")
		decide(t, d, id, 2, evidence.FullText, evidence.Include, "")
		if _, err := d.TakeBack(t.Context(), id, first.ID); err != nil {
			t.Fatal(err)
		}
		sheet, err := d.Next(t.Context(), id, evidence.FullText)
		if err != nil || sheet.Progress.Yours != 1 || sheet.Progress.Records != 1 {
			t.Errorf("decided on %d of %d records (%v), expected 1 of 1", sheet.Progress.Yours, sheet.Progress.Records, err)
		}
	})
}

func recordsOf(told []evidence.Told) (records []int64) {
	for _, one := range told {
		records = append(records, one.Record)
	}
	slices.Sort(records)
	return records
}
