package method

import (
	"slices"
	"strings"
	"testing"

	"goodmeasure/study"
)

// A share of definitions is no share of chance: what was not varied must not sound settled.
func TestStressOfOneDefinitionClaimsNothing(t *testing.T) {
	e, d := ladder(t)
	d.Vary = study.Ranges{}
	x := stressed(t, e, d, StressDraws{Draws: 100, Seed: 1, Workers: 1})
	if len(x.Conclusions) != 2 || !strings.HasPrefix(x.Conclusions[0], "Nothing was varied") || !strings.HasPrefix(x.Conclusions[1], "If any weights") {
		t.Errorf("conclusions of one definition: %q", x.Conclusions)
	}
	if !slices.ContainsFunc(x.Warnings, func(w string) bool { return strings.Contains(w, "free of sampling error") }) {
		t.Errorf("nothing says that the figures were held: %q", x.Warnings)
	}
}

// A choice that is varied alone has nothing to matter more than.
func TestOneChoiceVariedIsNotTheMostImportant(t *testing.T) {
	e, d := ladder(t)
	x := stressed(t, e, d, StressDraws{Draws: 100, Seed: 1, Workers: 1})
	got := ""
	for at, c := range x.Conclusions {
		if x.About(at) == AboutChoices {
			got = c
		}
	}
	if want := "The one choice varied is weights, so that all of the variance of the " + x.SobolOf + " comes from it."; got != want {
		t.Errorf("got %q", got)
	}
}

func TestAgreementThatNeverChangesIsNoRange(t *testing.T) {
	for high, want := range map[study.Number]string{0.3: "is 0.30 in 95%", 0.5: "is between 0.30 and 0.50 in 95%"} {
		x := StressTest{Curve: SpecificationCurve{N: 9, Nominal: 0.3, All: Agreements{Definitions: 100, Low95: 0.3, High95: high}}}
		if got := x.agreementWords(); !strings.Contains(got, want) {
			t.Errorf("%q does not say %q", got, want)
		}
	}
}

func TestStressSaysOfWhichDefinitionsItSpeaks(t *testing.T) {
	e, d := ladder(t)
	for concentration, any := range map[study.Number]bool{1: true, 10: false} {
		d.Vary.Concentration = concentration
		x := stressed(t, e, d, StressDraws{Draws: 100, Seed: 1, Workers: 1})
		if !strings.HasPrefix(x.Conclusions[0], "What follows holds of definitions that differ in weights, and are the same in the common scale,") {
			t.Errorf("it begins %q", x.Conclusions[0])
		}
		if strings.Contains(x.Conclusions[0], "any weights at all") != any {
			t.Errorf("weights spread with a concentration of %v: %q", concentration, x.Conclusions[0])
		}
	}
}

// Files name an indicator by its id, and people by what it is called.
func TestOptionsSayWhatIndicatorsAreCalled(t *testing.T) {
	for _, c := range [][3]string{{"normalisation", "minmax", "the place between the worst authority and the best"}, {"imputation", "none", "a gap stays a gap, and the other indicators count for more"},
		{"treatment", "none", "outliers stay as they are"}, {"readings", "none", ""}, {"weights", "2x", ""}} {
		if got := ExplainOption(c[0], c[1]); got != c[2] {
			t.Errorf("%s of %s is explained as %q, not %q", c[1], c[0], got, c[2])
		}
	}
	x := StressTest{Named: map[string]string{"cla_adopted": "Adopted from care", "rank": "Places"}}
	for option, want := range map[string]string{"cla_adopted": "“Adopted from care”", "without cla_adopted": "without “Adopted from care”",
		"cla_adopted:lower": "“Adopted from care”, lower is better", "minmax": "minmax", "up to 2 left out at once": "up to 2 left out at once"} {
		if got := x.OptionWords(option); got != want {
			t.Errorf("%q is said as %q, not %q", option, got, want)
		}
	}
}

func TestWordsOfNothing(t *testing.T) {
	x := StressTest{Pairs: ToldApart{Pairs: 3}, Authorities: []StressedAuthority{{RankedShare: 1, CanBeFirst: new(bool), CanBeLast: new(bool)}}}
	for _, got := range []string{x.pairWords(), x.weightWords(), x.quarterWords("best", SureSets{})} {
		if strings.Contains(got, " 0") {
			t.Errorf("%q", got)
		}
	}
	few := SureSets{P80: []string{"301"}, P90: []string{"301"}}
	if got := x.quarterWords("best", few); got != "In at least 95% of the definitions drawn, no authority is in the best quarter. Of the 1 ranked, 1 is there in at least 90% of the definitions, and 1 in at least 80%." {
		t.Errorf("%q", got)
	}
	x.Pairs.Apart, x.Pairs.Share = 1, 1./3
	if got := x.pairWords(); got != "Of 3 pairs of authorities, 1 (33%) can be told apart: the same one is ahead in at least 95% of definitions." {
		t.Errorf("%q", got)
	}
}

func TestWhoIsRankedIsSaidWithReasons(t *testing.T) {
	all := StressedAuthority{RankNominal: 1, RankedShare: 1}
	for want, x := range map[string]StressTest{
		"": {Authorities: []StressedAuthority{all, all}},
		"Of 2 authorities, the definition itself ranks 1, and 1 is ranked by some or all of the others drawn. City of London is never ranked, having a handful of children.": {
			NotRanked: []LeftOut{{Name: "City of London"}}, Authorities: []StressedAuthority{all}},
		"Of 3 authorities, the definition itself ranks none, and 2 are ranked by some or all of the others drawn. Bolton has figures on too few measures to be ranked by any. " +
			"Barnet and Bury have figures on too few of the measures of some definitions: 20% to 48% of those drawn rank them.": {
			Authorities: []StressedAuthority{{RankNominal: study.Missing, Name: "Barnet", RankedShare: 0.2}, {RankNominal: study.Missing, Name: "Bury", RankedShare: 0.478}, {RankNominal: study.Missing, Name: "Bolton"}}},
	} {
		if got := x.RankedWords(); got != want {
			t.Errorf("%q, expected %q", got, want)
		}
	}
}
