package method

import (
	"math"
	"testing"

	"goodmeasure/study"
)

func threePlaces() *study.Edition {
	e := &study.Edition{
		Authorities: []study.Authority{{Code: "201", Name: "City of London"}, {Code: "301", Name: "A"}, {Code: "302", Name: "B"}, {Code: "303", Name: "C"},
			{Code: "304", Name: "Later", ValidFrom: study.DateOf(2024, 4, 1)}},
		Indicators: []study.Indicator{{ID: "share", Kind: study.Proportion, Unit: "percent", Direction: study.HigherIsBetter, PeriodType: study.FinancialYear},
			{ID: "score", Kind: study.Score, Unit: "points", Direction: study.LowerIsBetter, PeriodType: study.FinancialYear},
			{ID: "rate", Kind: study.Rate, Unit: "per 10,000", Direction: study.LowerIsBetter, PeriodType: study.FinancialYear}},
	}
	figure := func(authority, indicator string, value, numerator, denominator study.Number) study.Observation {
		return study.Observation{Authority: authority, Indicator: indicator, Period: 2024, Value: value, Numerator: numerator, Denominator: denominator, Status: study.Published}
	}
	hidden := figure("303", "share", study.Missing, study.Missing, study.Missing)
	hidden.Status = study.Suppressed
	e.SetObservations("share", []study.Observation{figure("201", "share", 100, 1, 1), figure("301", "share", 90, 900, 1000), figure("302", "share", 10, 100, 1000), hidden})
	e.SetObservations("score", []study.Observation{figure("301", "score", 12, study.Missing, study.Missing), figure("302", "score", 11, study.Missing, study.Missing)})
	e.SetObservations("rate", []study.Observation{figure("301", "rate", 5, 10, 20_000)})
	return e
}

func TestRankOne(t *testing.T) {
	ranks, err := RankOne(threePlaces(), Chosen{ID: "share", Period: 2024, Direction: study.HigherIsBetter}, 1000, 1)
	if err != nil {
		t.Fatal(err)
	}
	if len(ranks) != 3 || ranks[0].Name != "A" || ranks[0].N != 2 {
		t.Fatalf("the tiny and the later one must have no part: %+v", ranks)
	}
	if ranks[0].Rank != 1 || ranks[0].RankHigh != 1 || ranks[0].Half() != 1 || ranks[1].Rank != 2 || ranks[1].Half() != -1 {
		t.Errorf("900 and 100 of 1,000 are far apart: %+v", ranks)
	}
	if ranks[2].Rank.Known() || ranks[2].Reason != study.Suppressed || ranks[2].Half() != 0 {
		t.Errorf("suppressed is no figure: %+v", ranks[2])
	}
	ranks, err = RankOne(threePlaces(), Chosen{ID: "score", Period: 2024, Direction: study.LowerIsBetter}, 1000, 1)
	if err != nil {
		t.Fatal(err)
	}
	if ranks[1].Rank != 1 || ranks[1].RankLow.Known() || ranks[1].SamplingError != ErrorUnknown || ranks[1].Half() != 0 {
		t.Errorf("a score has a rank and no interval: %+v", ranks[1])
	}
	if _, err := RankOne(threePlaces(), Chosen{ID: "share", Period: 2024, Direction: study.HigherIsBetter}, 99, 1); err == nil {
		t.Error("99 draws were taken")
	}
}

func TestIntervalOf(t *testing.T) {
	e := threePlaces()
	for _, c := range []struct {
		authority, indicator string
		low, high            float64
		from                 ErrorModel
	}{
		{"201", "share", 14.6746, 100, FromCounts},  // quantile 0.025 of beta(1.5, 0.5)
		{"301", "rate", 2.3937, 9.1957, FromCounts}, // Byar for 10 events, over 2
		{"301", "score", math.NaN(), math.NaN(), ErrorUnknown},
		{"303", "share", math.NaN(), math.NaN(), NoFigure},
	} {
		indicator, _ := e.Indicator(c.indicator)
		got := IntervalOf(e, indicator, e.Observation(c.authority, c.indicator, 2024))
		close := func(a study.Number, b float64) bool {
			return math.Abs(float64(a)-b) < 1e-3 || (math.IsNaN(b) && !a.Known())
		}
		if !close(got.Low, c.low) || !close(got.High, c.high) || got.From != c.from {
			t.Errorf("%s of %s: %+v, expected %v to %v, %q", c.indicator, c.authority, got, c.low, c.high, c.from)
		}
	}
}
