package workbench

import (
	"strings"
	"testing"

	"goodmeasure/definition"
	"goodmeasure/method"
	"goodmeasure/study"
)

// Sentences begin with a period as people say it.
func TestAMeasureSaysWhenItsFiguresAreFor(t *testing.T) {
	bench, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]string{"sw_vacancy": "On 30 September 2025, the middle one of ", "cla_persistent_absence": "In the academic year 2024-25, the middle one of ", "cl_eet": "In 2024-25, the middle one of "} {
		m, err := bench.Measure(id, 0)
		if err != nil {
			t.Fatal(err)
		}
		if got := m.Headline(); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %q, expected %q", id, got, want)
		}
	}
}

func TestHowManyStayIsSaidInWholeWords(t *testing.T) {
	ranked := []method.StressedAuthority{{RankMedian: 1}, {RankMedian: 2}, {RankMedian: 3}}
	for _, c := range []struct {
		strong method.SureSets
		want   string
	}{
		{method.SureSets{P80: []string{"a", "b"}, P90: []string{"a"}, P95: []string{"a"}}, "stays in the best or the worst quarter under at least 90% of 1,000 other definitions. 1 does under at least 95% of them, and 2 under at least 80%."},
		{method.SureSets{P80: []string{"a", "b"}, P90: []string{"a", "b"}}, "stay in the best or the worst quarter under at least 90% of 1,000 other definitions. None do under at least 95% of them, and 2 under at least 80%."},
	} {
		var h Headlines
		h.steady(&method.StressTest{Varied: []method.VariedChoice{{Choice: "weights"}}, Authorities: ranked, Strong: c.strong, Draws: 1000})
		if got := h.Steady.About + " " + h.Steady.Doubt; got != c.want {
			t.Errorf("%q, expected %q", got, c.want)
		}
		h.steady(&method.StressTest{Varied: []method.VariedChoice{{Choice: "weights", Held: true}, {Choice: "sampling_error"}}, Authorities: ranked, Strong: c.strong, Draws: 1000})
		want := strings.Replace(c.want, "other definitions", "draws of the true figures", 1) + " This definition calls no other choice reasonable."
		if got := h.Steady.About + " " + h.Steady.Doubt; got != want {
			t.Errorf("of chance alone: %q, expected %q", got, want)
		}
	}
}

// The "and" of a list does not carry on a clause before it.
func TestAClauseInAListOfChoicesEndsWithAComma(t *testing.T) {
	for want, names := range map[string][]string{
		"chance in the figures":             {"chance in the figures"},
		"weights and chance in the figures": {"weights", "chance in the figures"},
		"weights, whether figures of few children are drawn to the mean, and chance in the figures": {"weights", method.ChoiceName("shrinkage"), method.ChoiceName("sampling error")},
	} {
		if got := method.ChoiceList(names); got != want {
			t.Errorf("%q, expected %q", got, want)
		}
	}
}

// Measures within a sentence begin with a small letter, other than the first of it.
func TestMeasuresNamedAtTheHeadOfASentence(t *testing.T) {
	if got, want := someOf([]string{"Empty social worker posts", "Social workers who left"}), "Empty social worker posts and social workers who left"; got != want {
		t.Errorf("%q, expected %q", got, want)
	}
}

// One figure of two authorities tells neither of them from the other.
func TestAJointFigureIsNoComparison(t *testing.T) {
	bench, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	var pair []study.Authority
	for _, code := range []string{"314", "318"} {
		a, _ := bench.Edition.Authority(code)
		pair = append(pair, a)
	}
	for _, c := range []struct {
		measures []string
		words    string
		pairs    int
	}{
		{[]string{"sw_vacancy", "cl_eet"}, "On the one measure whose sampling error is known and whose figures are not joint the two cannot be told apart: their 95% intervals overlap. Two authorities that share", 1},
		{[]string{"sw_vacancy", "sw_turnover"}, "On each of the measures whose sampling error is known these two authorities share one joint figure", 0},
	} {
		var indicators []study.Indicator
		for _, id := range c.measures {
			i, _ := bench.Edition.Indicator(id)
			indicators = append(indicators, i)
		}
		s, err := bench.SideBySide(t.Context(), pair, definition.Of(indicators))
		if err != nil {
			t.Fatal(err)
		}
		pairs := 0
		for _, row := range s.Rows {
			pairs += row.Pairs
			if row.Indicator == "sw_vacancy" && (row.ApartWords != "one joint figure" || row.Figures[0].Ranks[0].RankLow != row.Figures[1].Ranks[0].RankLow) {
				t.Errorf("%v: %q, places from %v and %v", c.measures, row.ApartWords, row.Figures[0].Ranks[0].RankLow, row.Figures[1].Ranks[0].RankLow)
			}
		}
		if pairs != c.pairs || !strings.HasPrefix(s.Words, c.words) || strings.HasSuffix(s.Claim, ".") {
			t.Errorf("%v: %d pairs, %q, %q", c.measures, pairs, s.Words, s.Claim)
		}
	}
}
