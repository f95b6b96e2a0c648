package store

import (
	"slices"
	"testing"

	"goodmeasure/evidence"
)

// What is read of the evidence is what bears on the measures asked for: an underscore stands for itself, and the reason of another
// measure whose name ends alike is none of it.
func TestTiesAreReadOfTheMeasuresAskedFor(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		r := begin(t, w, 1, false)
		records := add(t, w, Addition{Review: r.ID}, titled("One")...)
		card, err := w.SaveCard(t.Context(), somebody, evidence.Card{Review: r.ID, Record: records[0], CardText: evidence.CardText{Summary: "Says one."},
			Findings: []evidence.KeyFinding{{Text: "One is."}}})
		if err != nil {
			t.Fatal(err)
		}
		for _, stage := range evidence.Stages() {
			if _, err := w.Decide(t.Context(), somebody, evidence.Decision{Review: r.ID, Record: records[0], Stage: stage, Verdict: evidence.Include}); err != nil {
				t.Fatal(err)
			}
		}
		for _, target := range []string{"sw_agency", "sw_turnover", "swXagency"} {
			for kind, to := range map[evidence.TieKind]string{evidence.ToIndicator: target, evidence.ToDefinition: evidence.Ground{Link: "sw_agency.sw_turnover", Indicator: target}.Target()} {
				if _, err := w.AddTie(t.Context(), somebody, evidence.Tie{Finding: card.Findings[0].ID, Kind: kind, Target: to, Direction: evidence.For}); err != nil {
					t.Fatal(err)
				}
			}
		}
		targets := func(told []evidence.Told, err error) (found []string) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
			for _, one := range told {
				found = append(found, one.Tie.Target)
			}
			slices.Sort(found)
			return found
		}
		for _, c := range []struct {
			found, want []string
		}{
			{targets(w.ToldOf(t.Context(), evidence.ToIndicator, "sw_agency", "sw_turnover", "none")), []string{"sw_agency", "sw_turnover"}},
			{targets(w.ToldOf(t.Context(), evidence.ToIndicator)), nil},
			{targets(w.ToldOfReasons(t.Context(), "sw_agency")), []string{"sw_agency.sw_turnover#sw_agency"}},
			{targets(w.ToldOfReasons(t.Context(), "agency", "sw_turnover")), []string{"sw_agency.sw_turnover#sw_turnover"}},
			{targets(w.ToldOfReasons(t.Context())), nil},
		} {
			if !slices.Equal(c.found, c.want) {
				t.Errorf("%q, expected %q", c.found, c.want)
			}
		}
	})
}
