package workbench

import (
	"strings"
	"testing"

	"goodmeasure/method"
	"goodmeasure/study"
)

// Why nothing can be tested is told as it is: few children are another reason than an unknown sampling error.
func TestTinyPlacesAreTheReasonWhyNothingIsTested(t *testing.T) {
	scilly, city := PlaceBeside{Name: "Isles of Scilly", Authority: study.Authority{Code: "420"}}, PlaceBeside{Name: "City of London", Authority: study.Authority{Code: "201"}}
	leeds, hull := PlaceBeside{Name: "Leeds", Authority: study.Authority{Code: "383"}}, PlaceBeside{Name: "Hull", Authority: study.Authority{Code: "810"}}
	for _, c := range []struct {
		beside []PlaceBeside
		want   string
	}{
		{[]PlaceBeside{scilly, city}, "None of the differences is tested: Isles of Scilly and City of London have a handful of children"},
		{[]PlaceBeside{leeds, city}, "None of the differences is tested: City of London has a handful of children"},
		{[]PlaceBeside{leeds, hull, city}, "On none of the measures is the sampling error"},
	} {
		if got := besideWords(c.beside, 0, 0, 0); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s, expected %s", got, c.want)
		}
	}
}

// Two that cannot be told apart are not said to have intervals that do not overlap, whatever the number.
func TestNoneOneAndManyAreToldApartInWords(t *testing.T) {
	two, three := make([]PlaceBeside, 2), make([]PlaceBeside, 3)
	for _, c := range []struct {
		beside               []PlaceBeside
		pairs, apart, shared int
		want                 string
	}{
		{two, 10, 0, 0, "On none of the 10 measures whose sampling error is known can the two be told apart: their 95% intervals overlap on each."},
		{two, 10, 1, 0, "On 1 of 10 measures whose sampling error is known the two can be told apart: their 95% intervals do not overlap."},
		{two, 1, 0, 0, "On the one measure whose sampling error is known the two cannot be told apart: their 95% intervals overlap."},
		{two, 1, 1, 0, "On the one measure whose sampling error is known the two can be told apart: their 95% intervals do not overlap."},
		{three, 30, 0, 0, "None of 30 pairs of figures whose sampling error is known can be told apart: the 95% intervals of each overlap."},
		{three, 30, 7, 0, "7 of 30 pairs of figures whose sampling error is known can be told apart: their 95% intervals do not overlap."},
		{two, 7, 0, 3, "On none of the 7 measures whose sampling error is known and whose figures are not joint can the two be told apart: their 95% intervals overlap on each."},
		{two, 7, 2, 3, "On 2 of 7 measures whose sampling error is known and whose figures are not joint the two can be told apart: their 95% intervals do not overlap."},
		{three, 0, 0, 2, "On each of the measures whose sampling error is known for two of these authorities they share one joint figure, so that no difference can be tested."},
		{three, 1, 0, 0, "The one pair of figures whose sampling error is known cannot be told apart: their 95% intervals overlap."},
	} {
		if got := besideWords(c.beside, c.pairs, c.apart, c.shared); got != c.want {
			t.Errorf("%s, expected %s", got, c.want)
		}
	}
}

func TestAPlaceBetweenTwoIsShared(t *testing.T) {
	for rank, want := range map[study.Number]string{3: "place 3", 149.5: "shared, between places 149 and 150"} {
		if got := placeWords(rank); got != want {
			t.Errorf("%s, expected %s", got, want)
		}
	}
}

// A series that ended long ago is among neither the best nor the worst, and only where figures differ in age is the
// oldest named.
func TestOldSeriesDoNotStandOut(t *testing.T) {
	row := func(name string, period study.Period) PortraitRow {
		ranked := method.Rank{Rank: 1, RankLow: 1, RankHigh: 2, N: 150}
		f := Figure{Name: name, Period: period, Value: 1, Direction: study.LowerIsBetter, Ranks: []method.Rank{ranked}, Rank: 1, RankLow: 1, RankHigh: 2, RankN: 150}
		return PortraitRow{Figure: f, Compared: Compared{taken: study.LowerIsBetter}, indicator: study.Indicator{PeriodType: study.September}}
	}
	rows := []PortraitRow{row("old", 2015), row("new", 2025), row("newer", 2024)}
	var p Portrait
	p.stand(rows)
	if len(p.Best) != 2 || p.Best[0].Name != "new" || len(p.Ended) != 1 || p.Ended[0] != "old" {
		t.Errorf("best %v, ended %v", p.Best, p.Ended)
	}
	if words := ageWords(rows); !strings.Contains(words, "the oldest lies on 30 September 2015") {
		t.Error(words)
	}
	if words := ageWords(rows[1:]); strings.Contains(words, "oldest") {
		t.Error(words)
	}
}

func TestNoChangeOfAHandfulOfChildrenIsDecided(t *testing.T) {
	row := PortraitRow{Compared: Compared{taken: study.LowerIsBetter}, Figure: Figure{Period: 2025, Value: 10, Low: 9, High: 11, Direction: study.LowerIsBetter}, indicator: study.Indicator{PeriodType: study.September},
		Past: []PastFigure{{Period: 2023, Value: 20, Low: 19, High: 21}}}
	for code, want := range map[string]Verdict{study.IslesOfScilly: NotDecided, "383": Improved} {
		if got := row.changed(study.Authority{Code: code}, Company{Benchmark: AgainstEngland}).Verdict; got != want {
			t.Errorf("%s: %s, expected %s", code, got, want)
		}
	}
}
