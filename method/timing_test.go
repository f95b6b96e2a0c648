package method

import (
	"math"
	"testing"
	"time"

	"goodmeasure/study"
)

func TestJudgedOnPutsOneJudgementInThePlaceOfTheOverallGrade(t *testing.T) {
	e := &study.Edition{Inspections: []study.Inspection{{Overall: study.Good, Leaders: study.Inadequate, HelpProtection: study.Outstanding, Care: study.RequiresImprovement}}}
	for judgement, want := range map[string]study.Grade{Overall: study.Good, Leaders: study.Inadequate, HelpProtection: study.Outstanding, Care: study.RequiresImprovement, CareLeavers: study.NotGraded} {
		judged, err := JudgedOn(e, judgement)
		if err != nil || judged.Inspections[0].Overall != want {
			t.Errorf("%s: %v, %v, expected %v", judgement, judged.Inspections[0].Overall, err, want)
		}
	}
	if e.Inspections[0].Overall != study.Good {
		t.Error("the edition itself is altered")
	}
	if _, err := JudgedOn(e, "vibes"); err == nil {
		t.Error("a judgement that is none was taken")
	}
}

func TestLastEnded(t *testing.T) {
	for _, c := range []struct {
		ends study.PeriodType
		day  study.Date
		want study.Period
	}{
		{study.FinancialYear, study.DateOf(2024, time.March, 30), 2023},
		{study.FinancialYear, study.DateOf(2024, time.March, 31), 2024},
		{study.September, study.DateOf(2024, time.June, 1), 2023},
		{study.CalendarYear, study.DateOf(2024, time.December, 31), 2024},
	} {
		if got := lastEnded(c.ends, c.day); got != c.want {
			t.Errorf("%s on %s: %d, expected %d", c.ends, c.day, got, c.want)
		}
	}
}

// Figures that follow the grade by exactly one year are found one year after, and nowhere else.
func TestAroundInspectionFindsTheYear(t *testing.T) {
	e := synthetic(t, 40, 1, scattered)
	var rows []study.Observation
	for a := range 40 {
		for year := study.Period(2020); year <= 2025; year++ {
			value := scattered(int(year), a) // nothing to do with the grade
			if year == 2025 {
				value = 20*float64(e.Inspections[a].Overall.HigherIsBetter()) + float64(a%3) + 1000 // and a jump for all
			}
			rows = append(rows, study.Observation{Authority: e.Authorities[a].Code, Indicator: "m0", Period: year, Value: study.Number(value),
				Numerator: study.Missing, Denominator: study.Missing, Status: study.Published})
		}
	}
	e.Indicators[0].Kind = study.Score
	e.SetObservations("m0", rows)
	c, err := SetUp(Latest, e)
	if err != nil {
		t.Fatal(err)
	}
	for years := -FurthestTiming; years <= 1; years++ {
		f, err := AroundInspection(e, c, years)
		if err != nil {
			t.Fatal(err)
		}
		found, err := Associate(f, c)
		if err != nil {
			t.Fatal(err)
		}
		if a := found[0]; a.N != 40 || (a.Spearman > 0.9) != (years == 1) {
			t.Errorf("%d years after: n %d, rho %v", years, a.N, a.Spearman)
		}
	}
	f, err := AroundInspection(e, c, 2)
	if err != nil {
		t.Fatal(err)
	}
	if n := f.Measures[0].N(); n != 0 {
		t.Errorf("%d authorities have a figure for a year not yet published", n)
	}
	if _, err := AroundInspection(e, c, FurthestTiming+1); err == nil {
		t.Error("figures four years off were taken")
	}
}

// Scores are made with higher as better and must stand in the frame as published, or the direction would be applied twice.
func TestAroundInspectionTurnsNothingRound(t *testing.T) {
	e := synthetic(t, 12, 2, func(k, a int) float64 { return float64(10 + a) })
	c, err := SetUp(Latest, e)
	if err != nil {
		t.Fatal(err)
	}
	f, err := AroundInspection(e, c, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range f.Measures {
		if !(m.Values[0] < m.Values[11]) || math.IsNaN(m.Values[0]) {
			t.Errorf("%s: %v", m.ID, m.Values)
		}
		if sign := m.Direction.Sign(); (m.Good(0) < m.Good(11)) != (sign > 0) {
			t.Errorf("%s: direction is lost", m.ID)
		}
	}
}
