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
		if got := besideWords(c.beside, 14, 0, 0); !strings.HasPrefix(got, c.want) {
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
		return PortraitRow{Figure: f, indicator: study.Indicator{PeriodType: study.September}}
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
