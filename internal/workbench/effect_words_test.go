package workbench

import (
	"strings"
	"testing"

	"goodmeasure/chart"
	"goodmeasure/definition"
	"goodmeasure/method"
	"goodmeasure/study"
)

func TestPairsApartForNoneAFewAndMany(t *testing.T) {
	for share, want := range map[study.Number]string{
		0: "No pair of authorities can be told apart", 0.004: "Of every 100 pairs of authorities, fewer than 1 can be told apart",
		0.006: "Of every 100 pairs of authorities, 1 can be told apart", 0.134: "Of every 100 pairs of authorities, 13 can be told apart",
	} {
		if got := pairsApart(share); got != want {
			t.Errorf("%v: %q", share, got)
		}
	}
}

func TestNoneIsAheadWhereNoneIsToldApart(t *testing.T) {
	if none, some := aheadWords(0), aheadWords(0.1); none != "in none is the same one ahead at least 95% of the time." || some != "the same one is ahead at least 95% of the time." {
		t.Errorf("%q, %q", none, some)
	}
}

func TestNothingIsAheadWhereThereAreNoPairs(t *testing.T) {
	if apart, ahead := pairsApart(study.Missing), aheadWords(study.Missing); strings.Contains(apart, "100") || strings.Contains(ahead, "ahead") {
		t.Errorf("%q, %q", apart, ahead)
	}
}

func TestWarningsReadRightForEveryChoice(t *testing.T) {
	bench, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	name := bench.indicatorName("sw_agency")
	for _, c := range []struct {
		fault study.Fault
		want  string
	}{
		{study.Fault{Part: study.PartVary, Key: "may_leave_out", Found: "nothing is left out, since leave_out is 0", Fix: "write leave_out = 1 or more, or leave the list out"},
			"Which measures may be left out: nothing is left out, since leave_out is 0."},
		{study.Fault{Part: study.PartVary, Key: "may_leave_out", Found: "sw_agency has the weight 0", Fix: "leaving it out changes nothing as long as weights are as stated"},
			"Which measures may be left out: “" + name + "” has the weight 0; leaving it out changes nothing as long as weights are as stated."},
		{study.Fault{Part: study.PartVary, Key: "years_back", Found: "it changes nothing: every indicator has a period of its own", Fix: "leave it out"},
			"How many years back figures are taken: it changes nothing: every indicator has a period of its own; leave it out."},
		{study.Fault{Part: study.PartVary, Key: "sampling_error", Found: "it changes nothing"}, "Chance in the figures: it changes nothing."},
		{study.Fault{Part: study.PartVary, Key: "concentration", Found: "nothing uses it"}, "Concentration: nothing uses it."},
		{study.Fault{Part: study.PartIndicator, ID: "rereferral", Found: "it counts the other side of the same thing as sw_agency"},
			"“" + bench.indicatorName("rereferral") + "”: it counts the other side of the same thing as “" + name + "”."},
	} {
		if got := bench.warningWords(&study.Definition{}, c.fault); got != c.want {
			t.Errorf("%q", got)
		}
	}
}

// Programs read the choices by names that stay; people read them in words.
func TestChoicesHaveNamesForProgramsAndWordsForPeople(t *testing.T) {
	bench, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	d := definition.Default(bench.Edition.Indicators)
	d.Vary.YearsBack, d.Vary.SamplingError = 1, true
	e, err := bench.Effect(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	names := " " + strings.Join(e.Robustness.Varied, ", ") + ","
	words := strings.Join(e.RobustWords(), " ")
	for name, said := range map[string]string{"normalisation": "the common scale", "years back": "how many years back figures are taken", "sampling error": "chance in the figures"} {
		if !strings.Contains(names, " "+name+",") || strings.Contains(names, said) || !strings.Contains(words, said) {
			t.Errorf("%q is called %q in %q", name, names, words)
		}
	}
	test, err := bench.StressOf(t.Context(), d, 1000)
	if err != nil {
		t.Fatal(err)
	}
	if all := strings.Join(test.Warnings, " "); strings.Contains(all, "cla_sdq") || !strings.Contains(all, "“"+bench.indicatorName("cla_sdq")+"”: the sampling error of ") {
		t.Errorf("measures go by their ids where people read: %s", all)
	}
}

// A file of ranks gives the ends of intervals as the page does: in whole places, rounded outwards.
func TestIntervalsOfRanksAreWholePlacesInFilesToo(t *testing.T) {
	effect := DefinitionEffect{Definition: method.DefinitionUsed{Name: "Mine"}, Rows: []EffectRow{{Name: "Ashby", Rank: 4.5, RankLow: 2.475, RankHigh: 9.524999999999977, Usual: 3, Moved: -1.5}}}
	standing := Standings{Authorities: []Standing{{Name: "Ashby", Band: "A", Low: 2.475, High: 9.524999999999977}}}
	for what, ends := range map[string][]chart.Cell{"definition": effect.Table().Rows[0][2:4], "ranking": standing.Table("").Rows[0][6:8]} {
		if ends[0].Value != 2 || ends[0].Text != "2" || ends[1].Value != 10 || ends[1].Text != "10" {
			t.Errorf("%s: from %v to %v, expected 2 to 10", what, ends[0], ends[1])
		}
	}
}
