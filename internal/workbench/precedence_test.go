package workbench

import (
	"path/filepath"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"goodmeasure/source"
	"goodmeasure/study"
)

// given is a candidate for one and the same figure.
func given(publication string, order, detail, file int, value study.Number, status study.Status) candidate {
	return candidate{&study.Observation{Authority: "330", Indicator: "cl_eet", Period: 2024, Value: value, Numerator: study.Missing, Denominator: study.Missing,
		Status: status, Source: publication + ":" + study.Number(order).String()}, &issue{publication, order, detail, file}}
}

func TestPrecedence(t *testing.T) {
	ok := func(publication string, order, detail, file int, value study.Number) candidate {
		return given(publication, order, detail, file, value, study.Published)
	}
	none := func(publication string, order, detail, file int, status study.Status) candidate {
		return given(publication, order, detail, file, study.Missing, status)
	}
	counted := ok("EES", 202500, 2, 0, 0)
	counted.Numerator, counted.Denominator = 0, 40
	own := ok("own", 202600, source.DetailOfEach, 1, 7)
	ownCounted := ok("own", 202400, source.DetailOfEach, 1, 7)
	ownCounted.Numerator, ownCounted.Denominator = 7, 100
	for name, c := range map[string]struct {
		candidates []candidate // the first must be taken
		rules      []string    // of the differences, in the order of the others
	}{
		"a newer edition, though without counts": {[]candidate{ok("EES", 202600, 1, 2, 7), ok("EES", 202500, 2, 1, 5)}, []string{ruleNewerEdition}},
		"an older edition imported later":        {[]candidate{ok("EES", 202600, 2, 1, 7), ok("EES", 202500, 2, 2, 5)}, []string{ruleNewerEdition}},
		"withdrawn by a newer edition":           {[]candidate{none("EES", 202600, 2, 1, study.Suppressed), ok("EES", 202500, 2, 0, 5)}, []string{ruleNewerEdition}},
		"withdrawn, and given by another publication": {[]candidate{ok("LAIT", 202404, 1, 2, 6), none("EES", 202600, 2, 1, study.Unavailable), ok("EES", 202500, 2, 0, 5)},
			[]string{ruleNewerEdition}},
		"a value over none": {[]candidate{ok("LAIT", 202404, 1, 1, 6), none("EES", 202600, 2, 0, study.Unavailable)}, []string{ruleValue}},
		"counts over newer": {[]candidate{ok("EES", 202500, 2, 0, 6), ok("LAIT", 202604, 1, 1, 7)}, []string{ruleCounts}},
		"own figure with counts over a newer one without": {[]candidate{ownCounted, ok("LAIT", 202604, 1, 0, 6)}, []string{ruleCounts}},
		"counts over a newer own figure without":          {[]candidate{ok("EES", 202500, 2, 0, 6), own}, []string{ruleCounts}},
		"a newer own figure over one without counts":      {[]candidate{own, ok("LAIT", 202504, 1, 0, 6)}, []string{ruleNewer}},
		"newer over last imported":                        {[]candidate{ok("LAIT", 202604, 1, 1, 7), ok("Own", 202500, 1, 2, 6)}, []string{ruleNewer}},
		"last imported":                                   {[]candidate{ok("LAIT", 202604, 1, 2, 7), ok("LAIT", 202604, 1, 1, 6)}, []string{ruleLast}},
		"imported over embedded":                          {[]candidate{ok("EES", 202500, 2, 1, 7), ok("EES", 202500, 2, 0, 6)}, []string{ruleLast}},
		"same figure":                                     {[]candidate{ok("EES", 202500, 2, 1, 7), ok("LAIT", 202604, 1, 2, 7)}, nil},
		"none anywhere":                                   {[]candidate{none("EES", 202500, 2, 1, study.Suppressed), none("LAIT", 202604, 1, 2, study.Unexplained)}, nil},
		"a bare zero says less":                           {[]candidate{none("EES", 202500, 2, 0, study.RoundsToZero), ok("LAIT", 202604, 1, 1, 0)}, []string{ruleCounts}},
		"a bare zero over none":                           {[]candidate{ok("LAIT", 202604, 1, 1, 0), none("EES", 202500, 2, 0, study.Unavailable)}, []string{ruleValue}},
		"a counted zero":                                  {[]candidate{counted, none("LAIT", 202604, 1, 1, study.Suppressed)}, nil},
		"an import that says nothing":                     {[]candidate{ok("EES", 202500, 2, 0, 5), none("LAIT", 202604, 1, 1, study.Unexplained)}, nil},
		"twice the same release, no echo":                 {[]candidate{ok("EES", 202500, 2, 1, 7), ok("LAIT", 202604, 1, 2, 6), ok("LAIT", 202604, 1, 0, 6)}, []string{ruleCounts}},
	} {
		t.Run(name, func(t *testing.T) {
			taken, differences := settle(c.candidates)
			if taken != c.candidates[0] {
				t.Errorf("took %+v", taken.Observation)
			}
			var rules []string
			for _, d := range differences {
				rules = append(rules, d.Rule)
			}
			if !slices.Equal(rules, c.rules) {
				t.Errorf("found the rules %q, expected %q", rules, c.rules)
			}
		})
	}
}

// What is taken must not depend on the order in which candidates are met, and where several give a value one is taken
// unless its publication withdrew it.
func TestPrecedenceIsOneOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var candidates []candidate
		for file := range rapid.IntRange(1, 8).Draw(t, "files") {
			value, status := study.Number(rapid.IntRange(0, 3).Draw(t, "value")), study.Published
			if rapid.Bool().Draw(t, "missing") {
				value, status = study.Missing, rapid.SampledFrom([]study.Status{study.Suppressed, study.RoundsToZero, study.Unavailable}).Draw(t, "status")
			}
			c := given(rapid.SampledFrom([]string{"EES", "LAIT", "Own"}).Draw(t, "publication"),
				rapid.SampledFrom([]int{202400, 202500, 202604}).Draw(t, "order"), rapid.IntRange(source.DetailOfEach, 2).Draw(t, "detail"), file, value, status)
			if rapid.Bool().Draw(t, "counts") {
				c.Numerator, c.Denominator = value, 100
			}
			candidates = append(candidates, c)
		}
		taken, _ := settle(candidates)
		shuffled := rapid.Permutation(candidates).Draw(t, "shuffled")
		again, _ := settle(shuffled)
		if taken != again {
			t.Fatalf("took %+v of %+v and %+v of %+v", *taken.issue, taken.Value, *again.issue, again.Value)
		}
		for _, c := range candidates {
			if c.publication == taken.publication && c.order > taken.order {
				t.Fatalf("took an older release of %s", c.publication)
			}
		}
	})
}

// One figure without counts says nothing of the others of its file.
func TestOwnFiguresHaveCountsEachByItself(t *testing.T) {
	folder := t.TempDir()
	workspace := filepath.Join(folder, "w.db")
	importAll(t, workspace, false,
		written(t, folder, "lait_2027-06.csv", laitHeader+"CareLeaverEET,2026,330,50\nCareLeaverEET,2026,331,60\n"),
		written(t, folder, "own.csv", "authority,indicator,period,value,numerator,denominator\n330,cl_eet,2026,55,55,100\n331,cl_eet,2026,65,,\n"))
	edition := imported(t, workspace).Edition
	for authority, want := range map[string]study.Number{"330": 55, "331": 60} {
		if o := edition.Observation(authority, "cl_eet", 2026); o.Value != want {
			t.Errorf("%s: found %+v, expected %v", authority, o, want)
		}
	}
}

func TestEmbeddedSourcesSayTheirRelease(t *testing.T) {
	for source, want := range map[string]issue{
		"EES:csww_indicators_2017_to_2025":                   {"EES", 202500, 2, 0},
		"EES:absence_la":                                     {"EES", 202500, 2, 0},
		"EES-2022:la_conviction_health_outcome_cla":          {"EES", 202200, 2, 0},
		"LAIT:2026-04":                                       {"LAIT", 202604, 1, 0},
		"SFR:SFR34_OC22015":                                  {"SFR", 201500, 2, 0},
		"SFR:SFR11_2016":                                     {"SFR", 201600, 2, 0},
		"EES:ons_mid-year_population_estimates_2012_to_2024": {"EES", 202500, 2, 0},
	} {
		if got := *embeddedIssue(source); got != want {
			t.Errorf("%s: found %+v, expected %+v", source, got, want)
		}
	}
}
