package method

import (
	"strings"
	"testing"

	"goodmeasure/study"
)

// saying holds that a sentence has all of some words and none of others.
func saying(t *testing.T, c Conclusion, has []string, not ...string) {
	t.Helper()
	for _, words := range has {
		if !strings.Contains(c.Text, words) {
			t.Errorf("%q does not say %q", c.Text, words)
		}
	}
	for _, words := range append(not, "NaN", "%!", "1 authorities", "1 measures", "1 pairs") {
		if strings.Contains(c.Text, words) {
			t.Errorf("%q says %q", c.Text, words)
		}
	}
}

func associated(name string, domain study.Domain, pLR, pHolm float64) Association {
	return Association{Indicator: name, Name: name, Domain: domain, Direction: study.HigherIsBetter, N: 150, ORPerSD: 1.5, ORLow: 1.1, ORHigh: 2.1, PLR: study.Number(pLR),
		PHolm: study.Number(pHolm), Equivalent: study.Missing, DetectableOR: 1.6, DetectableCorrected: 1.9}
}

func TestConclusionsOnAssociations(t *testing.T) {
	on := func(rows ...Association) Conclusion {
		return (&Result{Associations: rows}).onAssociation(study.Outcome, "outcome-associations", "child outcome")
	}
	none, found := associated("A", study.Outcome, 0.2, 0.6), associated("B", study.Outcome, 0.001, 0.003)
	saying(t, on(), nil)
	if c := on(associated("W", study.Workforce, 0.2, 0.2)); c.Text != "" {
		t.Errorf("nothing was tested, and yet: %s", c.Text)
	}
	saying(t, on(none), []string{"Of 1 child outcome, none is found to go", "about 1.90 or more", "could well be missed"}, "1.60", "A (odds")
	saying(t, on(none, found), []string{"Of 2 child outcomes, one is found to go", ": B (odds ratio 1.50"})
	other := found
	other.Indicator, other.Name = "C", "C"
	saying(t, on(found, other), []string{"2 are found to go", "B (odds", "; C (odds"}, "could well be missed")
	weak := none
	weak.Equivalent = 0.01
	saying(t, on(weak, found), []string{"For 1 child outcome the association is shown to be weak"})
	unknown := none
	unknown.PHolm = study.Missing
	saying(t, on(unknown, found), []string{"Of 1 child outcome, one is"})
	contested, turned := found, found
	contested.Contested, turned.Contested, turned.Direction = true, true, study.LowerIsBetter
	saying(t, on(contested, turned), []string{"Of 1 child outcome, one is found", "B, if " + study.HigherIsBetter.Words()}, study.LowerIsBetter.Words())
}

func TestConclusionsOnDeprivation(t *testing.T) {
	with := func(name string, before, after float64) Association {
		a := associated(name, study.Outcome, before, 1)
		a.Adjusted = &Adjusted{PLR: study.Number(after), ORPerSD: a.ORPerSD}
		return a
	}
	on := func(rows ...Association) Conclusion {
		return (&Result{Associations: rows, Choices: Choices{Deprivation: "imd2025"}}).onDeprivation()
	}
	if c := on(associated("A", study.Outcome, 0.01, 1)); c.Text != "" {
		t.Errorf("nothing was adjusted, and yet: %s", c.Text)
	}
	saying(t, on(with("A", 0.3, 0.3)), []string{"IMD 2025", "no association remains."})
	saying(t, on(with("A", 0.01, 0.01)), []string{"A remains."})
	saying(t, on(with("A", 0.01, 0.01), with("B", 0.01, 0.01), with("C", 0.01, 0.5), with("D", 0.5, 0.01)),
		[]string{"A and B remain; C fades; D appears."})
	saying(t, on(with("A", 0.01, 0.01), with("A", 0.01, 0.01)), []string{": A remains."})
	turned := func(name string, before, after float64, or, adjusted study.Number) Association {
		a := with(name, before, after)
		a.ORPerSD, a.Adjusted.ORPerSD = or, adjusted
		return a
	}
	const back = " (better grades with worse figures)"
	saying(t, on(turned("A", 0.01, 0.01, 0.6, 0.6), turned("B", 0.01, 0.01, 1.5, 1.4), turned("C", 0.01, 0.5, 0.6, 1.1), turned("D", 0.5, 0.01, 1.1, 0.6)),
		[]string{"A" + back + " and B remain; C" + back + " fades; D" + back + " appears."})
	contested := turned("A", 0.01, 0.01, 0.6, 0.6)
	contested.Contested = true
	saying(t, on(contested), []string{"A, if " + study.HigherIsBetter.Words() + back + " remains."})
}

// Contested measures outside the set are corrected for one another alone, and those in it with the set.
func TestConclusionsOnReadings(t *testing.T) {
	contested := func(name string, direction study.Direction, pLR, pHolm float64) Association {
		a := associated(name, study.Outcome, pLR, pHolm)
		a.Contested, a.Direction = true, direction
		return a
	}
	missing := contested("E", study.HigherIsBetter, 0.1, 0.3)
	missing.PLR, missing.PHolm = study.Missing, study.Missing
	r := &Result{Associations: []Association{contested("A", study.HigherIsBetter, 0.01, 0.2)}, BothReadings: []Association{
		contested("B", study.HigherIsBetter, 0.04, 0.08), contested("B", study.LowerIsBetter, 0.04, 0.08), contested("C", study.HigherIsBetter, 0.001, 0.003), missing}}
	all := r.onReadings()
	if len(all) != 3 {
		t.Fatalf("%d conclusions, expected 3", len(all))
	}
	saying(t, all[0], []string{"corrected for the number of tests"}, "both ways")
	saying(t, all[1], []string{"is found once corrected for the 2 measures read both ways (odds ratio"}, "number of tests")
	saying(t, all[2], []string{"(odds ratio 1.50, p = 0.003 corrected for the 2 measures read both ways)"}, "number of tests")
}

func agreementOf(best, worst [4]int) Agreement {
	a := Agreement{Spearman: 0.3, SpearmanP: 0.01, N: 100, Table: []TenthRow{{Place: BestTenth}, {Place: Middle}, {Place: WorstTenth}}}
	for at, counts := range map[int][4]int{0: best, 1: {}, 2: worst} {
		for g, n := range counts {
			a.Table[at].Grades = append(a.Table[at].Grades, GradeCount{Grade: study.Grades[g], N: n})
			a.Table[at].N += n
		}
	}
	return a
}

func TestConclusionsOnAgreement(t *testing.T) {
	on := func(a Agreement) Conclusion {
		return (&Result{Agreement: map[Part]Agreement{All: a, Outcomes: {Spearman: study.Missing}, Workforce: {Spearman: 0.5}}}).onAgreement()
	}
	a := agreementOf([4]int{1, 2, 3, 4}, [4]int{4, 3, 2, 1})
	a.Measures = 1
	saying(t, on(a), []string{"A composite of 1 measure and", "correlate at 0.30 (p = 0.010, 100 authorities; outcomes alone not known, workforce alone 0.50)", "best tenth 7 of 10", "worst tenth 3 of 10"}, "the other way")
	a.OffPattern = make([]OffPattern, 1)
	saying(t, on(a), []string{"One authority’s figures point the other way from its grade."})
	a.OffPattern = make([]OffPattern, 2)
	saying(t, on(a), []string{"2 authorities’ figures point the other way from their grades."})
	saying(t, on(agreementOf([4]int{}, [4]int{1})), []string{"worst tenth 0 of 1"}, "0 of 0")
	if c := on(Agreement{Spearman: study.Missing}); c.Text != "" {
		t.Errorf("nothing is known, and yet: %s", c.Text)
	}
}

func TestConclusionsOnConcordance(t *testing.T) {
	on := func(w, rho study.Number, d Dimensions) Conclusion {
		return (&Result{Concordance: map[Part]Concordance{All: {W: w, MeanRho: rho, M: 4, N: 50, P: 0.0001}}, Dimensions: d}).onConcordance()
	}
	if c := on(study.Missing, study.Missing, Dimensions{}); c.Text != "" {
		t.Errorf("W is missing, and yet: %s", c.Text)
	}
	saying(t, on(0.3, 0.05, Dimensions{}), []string{"hardly rank", "0.250 would be no agreement", "p < 0.001"}, "component")
	eigenvalues := []study.Number{2.4, 1, 0.4, 0.2}
	saying(t, on(0.6, 0.5, Dimensions{Eigenvalues: eigenvalues, Retained: 1, FirstShare: 0.6}), []string{"somewhat alike", "One component stands"}, "no single")
	saying(t, on(0.3, 0.1, Dimensions{Eigenvalues: eigenvalues, Retained: 2, FirstShare: 0.6}), []string{"2 components stand", "no single"})
	saying(t, on(0.3, 0.1, Dimensions{Eigenvalues: eigenvalues, Retained: 0, FirstShare: 0.3}), []string{"No component stands", "no single"})
}

func TestConclusionsOnRanksAndConsistency(t *testing.T) {
	score := func(top, bottom study.Number) Score {
		return Score{RankLow: 10, RankHigh: 30, PTopQuarter: top, PBottomQuarter: bottom}
	}
	r := &Result{Ranks: []Rank{{RankLow: 1, RankHigh: 11, N: 20}},
		Agreement: map[Part]Agreement{All: {Scored: 40, Scores: []Score{score(0.95, 0), score(0.5, 0), score(0, 0.91)}}}}
	saying(t, r.onRanks(), []string{"spans 50% of the field", "20 of 40 places", "1 authority is surely", "of the other 1 that cannot be said"}, "cannot be told apart")
	r = &Result{Chance: []ChanceLine{{AtLeast: often, Best: 1, BestChance: 0.5, Worst: 0, WorstChance: 0.6}},
		Consistency: []Consistency{{Years: 3, YearsBestQuarter: 3}, {Years: 2, YearsBestQuarter: 2}}}
	c := r.onConsistency()
	saying(t, c, []string{"1 authority is in the best tenth", "0 authorities are in the worst", "Of 1 authority with a place", "1 stayed in its best quarter throughout, and 0"})
	if !strings.Contains(c.Cannot, "nothing to do with one another") {
		t.Errorf("what chance assumes is not said: %s", c.Cannot)
	}
	r.Consistency = r.Consistency[1:]
	saying(t, r.onConsistency(), nil, "years")
}

func TestConclusionsOnTheSample(t *testing.T) {
	two := Pair{Stronger: Candidate{Name: "A"}, Weaker: Candidate{Name: "B"}}
	on := func(s Sample) Conclusion {
		return (&Result{Sample: s, Agreement: map[Part]Agreement{All: {Scored: 100}}}).onSample()
	}
	saying(t, (&Result{}).onSample(), []string{"Nobody can be proposed"}, "qualify")
	saying(t, on(Sample{Rule: SampleRule{Each: 1}, Qualified: [2]int{1, 2}, Pairs: []Pair{two}}),
		[]string{"1 authority qualifies as stronger and 2 as weaker", "the proposed pair,", "is A and B."})
	saying(t, on(Sample{Rule: SampleRule{Each: 2}, Qualified: [2]int{2, 2}, Pairs: []Pair{two, two}}),
		[]string{"the proposed pairs,", "are A and B; A and B."})
	saying(t, on(Sample{Rule: SampleRule{Each: 4}, Short: true, Pairs: []Pair{two}, Loosen: []Loosen{{"any region", 1}, {"a share of 70%", 3}}}),
		[]string{"0 authorities qualify", "1 pair where 4 were asked for. With a share of 70% there would be 3."}, "any region")
}

func TestConclusionsOnPanelsAndJointFigures(t *testing.T) {
	on := func(p ...Panel) Conclusion { return (&Result{Panels: p}).onPanels() }
	if c := on(Panel{PHolm: study.Missing}); c.Text != "" {
		t.Errorf("nothing was fitted, and yet: %s", c.Text)
	}
	saying(t, on(Panel{Indicator: "a", Name: "A", N: 80, PHolm: 0.5}), []string{"of 1 measure, none is found to go with the grade after correction."})
	saying(t, on(Panel{Indicator: "a", Name: "A", N: 80, PHolm: 0.01, ORPerSD: 2, ORLow: 1.5, ORHigh: 3}, Panel{Indicator: "a", Name: "A", PHolm: 0.01}),
		[]string{"of 1 measure, one is found to go with the grade after correction: A (odds ratio 2.00, 1.50 to 3.00)."})
	joint := func(before, once float64) Association {
		a := associated("A", study.Outcome, before, 1)
		a.JointOnce = &JointOnce{PLR: study.Number(once)}
		return a
	}
	for before, want := range map[float64]string{0.04: "the finding changes for A.", 0.2: "no finding changes."} {
		all := (&Result{Associations: []Association{joint(before, 0.06)}}).onJointFigures()
		if len(all) != 1 {
			t.Fatalf("%d conclusions on joint figures", len(all))
		}
		saying(t, all[0], []string{"One measure has figures", want})
	}
}
