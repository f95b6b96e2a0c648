package workbench

import (
	"strings"
	"testing"

	"goodmeasure/method"
	"goodmeasure/study"
)

// The sentences on what was found hold of none, one and more, and of measures that cannot be tested.
func TestWhatIsFoundToGoWithAJudgement(t *testing.T) {
	found := method.Association{Name: "One", PHolm: 0.01, ORPerSD: 2, ORLow: 1.5, ORHigh: 3, DetectableCorrected: 1.6}
	unseen := method.Association{Name: "Another", PHolm: 0.5, DetectableCorrected: 1.7}
	untested := method.Association{Name: "A third", PHolm: study.Missing, DetectableCorrected: study.Missing}
	for _, c := range []struct {
		all             []method.Association
		headline, words string
	}{
		{[]method.Association{unseen}, "The one measure is not found to", "An odds ratio of 1.70 would"},
		{[]method.Association{unseen, untested, untested}, "The one measure that can be tested is not found to", "An odds ratio of 1.70 would"},
		{[]method.Association{found, untested}, "The one measure that can be tested is found to", "Found: one (odds ratio 2.00"},
		{[]method.Association{unseen, unseen}, "None of 2 measures is found to", "An odds ratio of 1.70 would"},
		{[]method.Association{found, unseen}, "1 of 2 measures is found to", ". Of those not found, an odds ratio of 1.70 would"},
	} {
		r := &Inspected{Associations: c.all}
		if got := r.Headline(); !strings.HasPrefix(got, c.headline) {
			t.Errorf("got %q, want %q", got, c.headline)
		}
		if got := r.FoundWords(); !strings.Contains(got, c.words) || strings.Contains(got, "the others") {
			t.Errorf("got %q, want %q in it", got, c.words)
		}
	}
}
