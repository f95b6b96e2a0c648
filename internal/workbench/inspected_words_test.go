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
		{[]method.Association{unseen}, "Newest figures, latest inspections: the one measure is not found to", "An odds ratio of 1.70 would"},
		{[]method.Association{unseen, untested, untested}, "Newest figures, latest inspections: the one measure that can be tested is not found to", "An odds ratio of 1.70 would"},
		{[]method.Association{found, untested}, "Newest figures, latest inspections: the one measure that can be tested is found to", "Found: one (odds ratio 2.00"},
		{[]method.Association{unseen, unseen}, "Newest figures, latest inspections: none of 2 measures is found to", "An odds ratio of 1.70 would"},
		{[]method.Association{found, unseen}, "Newest figures, latest inspections: 1 of 2 measures is found to", ". Of those not found, an odds ratio of 1.70 would"},
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

// The table of all inspections is summed up, and set against the answer of the latest, for none, one and more.
func TestAllInspectionsAreSetAgainstTheLatest(t *testing.T) {
	one := func(id string, domain study.Domain, p study.Number) method.Association {
		return method.Association{Indicator: id, Name: "Measure " + id, Domain: domain, PHolm: p, ORPerSD: 2, ORLow: 1.5, ORHigh: 3}
	}
	all := func(id string, p, or study.Number) method.Panel {
		return method.Panel{Indicator: id, Name: "Measure " + id, N: 300, ORPerSD: or, ORLow: or / 2, ORHigh: or * 2, PHolm: p}
	}
	judged := JudgementsUsed{Words: "overall grade", N: 151}
	for _, c := range []struct {
		latest     []method.Association
		long       []method.Panel
		lede, rest string
	}{
		{[]method.Association{one("a", study.Outcome, 0.5), one("b", study.Workforce, 0.01)}, []method.Panel{all("a", 0.01, 0.5), all("b", 0.6, 1)},
			"1 of 2 measures is found to go with the overall grade, and it is about outcomes for children.",
			"measure a (odds ratio 0.50, 95% interval 0.25 to 1.00; better grades with worse figures). Only over all these inspections: measure a. Only among the latest ones above: measure b. Why"},
		{[]method.Association{one("a", study.Outcome, 0.5)}, []method.Panel{all("a", 0.6, 1)}, "the one measure is not found to go with the overall grade.", "None is found either way. Why"},
		{[]method.Association{one("a", study.Outcome, 0.01), one("b", study.Outcome, 0.01)}, []method.Panel{all("a", 0.01, 2), all("b", 0.01, 2)}, "2 of 2 measures are found to go with the overall grade, all of them about",
			"The same 2 are found among the latest ones above. Why"},
		{[]method.Association{one("a", study.Outcome, 0.01)}, []method.Panel{all("a", study.Missing, study.Missing)}, "cannot answer it", "cannot answer it"},
	} {
		r := &Inspected{Judged: judged, Timing: Newest, Associations: c.latest, Panels: c.long}
		if got := r.LongHeadline(); !strings.Contains(got, c.lede) {
			t.Errorf("got %q, want %q in it", got, c.lede)
		}
		if got := strings.Join(r.PanelWords(), " "); !strings.Contains(got, c.rest) {
			t.Errorf("got %q, want %q in it", got, c.rest)
		}
	}
}
