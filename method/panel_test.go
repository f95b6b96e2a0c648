package method

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"goodmeasure/catalogue"
	"goodmeasure/study"
)

func TestAnInspectionMeetsTheNewestFigureWhosePeriodHadEnded(t *testing.T) {
	scores := map[study.Period]map[string]float64{2020: {"301": 20}, 2021: {"301": 21}, 2023: {"301": math.NaN()}}
	for _, c := range []struct {
		published string
		ends      study.PeriodType
		want      float64 // 0 for none
	}{
		{"2021-03-31", study.FinancialYear, 21}, // the day on which the year ends
		{"2021-03-30", study.FinancialYear, 20},
		{"2021-08-01", study.September, 20},
		{"2021-10-01", study.September, 21},
		{"2021-12-30", study.CalendarYear, 20},
		{"2023-05-01", study.FinancialYear, 21}, // the newest is missing
		{"2023-12-31", study.CalendarYear, 21},
		{"2024-05-01", study.FinancialYear, 0}, // that of 2021 is too old
		{"2020-01-01", study.FinancialYear, 0},
	} {
		got, found := newest(scores, c.ends, study.Inspection{Authority: "301", Published: date(t, c.published)})
		if found != (c.want != 0) || got != c.want {
			t.Errorf("published %s, %s: %v, want %v", c.published, c.ends, got, c.want)
		}
	}
}

// The figures were looked up by hand in the published observations.
func TestFiveInspectionsAndTheirFigures(t *testing.T) {
	edition, err := catalogue.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	f := &Frame{Edition: edition}
	for _, c := range []struct {
		indicator, authority, published string
		period                          study.Period
		value                           float64
	}{
		{"sw_agency", "203", "2016-08-05", 2015, 11},
		{"sw_agency", "202", "2022-06-21", 2021, 13.594040968342643},
		{"cl_eet", "202", "2022-06-21", 2022, 61.34020618556701},
		{"placement_3plus", "203", "2020-01-27", 2019, 8.350730688935283},
		{"cla_persistent_absence", "202", "2025-04-15", 2024, 18.75}, // that of 2025 ends in August
	} {
		indicator, _ := edition.Indicator(c.indicator)
		if o := edition.Observation(c.authority, c.indicator, c.period); math.Abs(float64(o.Exact(indicator.Kind))-c.value) > 1e-9 {
			t.Errorf("%s of %s in %d is %v, want %v", c.indicator, c.authority, c.period, o.Exact(indicator.Kind), c.value)
		}
		scores := f.scoresByPeriod(Measure{Chosen: Chosen{ID: c.indicator, Direction: indicator.Direction}, Indicator: indicator})
		got, found := newest(scores, indicator.PeriodType, study.Inspection{Authority: c.authority, Published: date(t, c.published)})
		if want := scores[c.period][c.authority]; !found || got != want {
			t.Errorf("%s published %s: score %v, want %v, that of %d", c.authority, c.published, got, want, c.period)
		}
	}
}

// reinspected gives every authority a second inspection, of 2025.
func reinspected(e *study.Edition) {
	for a := range e.Authorities {
		e.Inspections = append(e.Inspections, study.Inspection{Authority: fmt.Sprint(300 + a), Framework: study.ILACS,
			Published: study.DateOf(2025, time.June, 1), Overall: study.Grade(4 - (a/2)%4), Status: study.HasGrade})
	}
}

func TestPanelLeavesOutTheExcluded(t *testing.T) {
	e := synthetic(t, 40, 1, scattered)
	reinspected(e)
	if p := runOn(t, e, nil).Panels[0]; p.N != 80 || p.Authorities != 40 {
		t.Errorf("%d inspections of %d authorities, want 80 of 40", p.N, p.Authorities)
	}
	if p := runOn(t, e, func(c *Choices) { c.Exclude = []string{"300", "301"} }).Panels[0]; p.N != 76 || p.Authorities != 38 {
		t.Errorf("%d inspections of %d authorities with two excluded, want 76 of 38", p.N, p.Authorities)
	}
}

// Where no authority was inspected twice nothing is fitted, for one reason, however many figures there are.
func TestPanelsNeedAuthoritiesInspectedTwice(t *testing.T) {
	for _, authorities := range []int{12, 40} {
		panels := runOn(t, synthetic(t, authorities, 2, scattered), nil).Panels
		for _, p := range panels {
			if p.N != authorities || p.ORPerSD.Known() || p.PHolm.Known() || len(p.Warnings) != 1 ||
				!strings.HasPrefix(p.Warnings[0], "no authority has two inspections") {
				t.Errorf("%+v, want no fit and a word why", p)
			}
		}
	}
}

func TestBothReadingsOfAContestedIndicatorCountOnceAmongThePanels(t *testing.T) {
	e := synthetic(t, 40, 2, scattered)
	reinspected(e)
	plain := runOn(t, e, nil).Panels
	both := runOn(t, e, func(c *Choices) {
		c.Indicators = append(c.Indicators, Chosen{ID: "m1", Period: 2024, Direction: study.HigherIsBetter, Contested: true})
	}).Panels
	for at, p := range plain {
		if !p.PHolm.Known() || math.Abs(float64(both[at].PHolm-p.PHolm)) > 1e-12 {
			t.Errorf("%s: p after correction is %v, and %v beside its other reading", p.Indicator, p.PHolm, both[at].PHolm)
		}
	}
	if math.Abs(float64(both[1].PHolm-both[2].PHolm)) > 1e-6 {
		t.Errorf("the two readings have %v and %v", both[1].PHolm, both[2].PHolm)
	}
}
