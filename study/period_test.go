package study

import "testing"

func TestPeriodsInWordsAndTheirEnds(t *testing.T) {
	for _, c := range []struct {
		kind           PeriodType
		words, at, end string
	}{{FinancialYear, "2024-25", "in 2024-25", "2025-03-31"}, {AcademicYear, "academic year 2024-25", "in the academic year 2024-25", "2025-08-31"},
		{September, "30 September 2025", "on 30 September 2025", "2025-09-30"}, {CalendarYear, "2025", "in 2025", "2025-12-31"}, {MidYear, "30 June 2025", "on 30 June 2025", "2025-06-30"}} {
		if got := c.kind.At(2025); got != c.at {
			t.Errorf("%s: got %q, want %q", c.kind, got, c.at)
		}
		if got := c.kind.Words(2025); got != c.words {
			t.Errorf("%s: got %q, want %q", c.kind, got, c.words)
		}
		if got := c.kind.End(2025).String(); got != c.end {
			t.Errorf("%s ends %s, want %s", c.kind, got, c.end)
		}
	}
	if got := FinancialYear.Words(2000); got != "1999-00" {
		t.Errorf("the year to March 2000 is %q", got)
	}
}

func TestDates(t *testing.T) {
	if _, err := ParseDate("31/03/2025"); err == nil {
		t.Error("a day written the other way round was read")
	}
	if _, err := ParseDate("2025-02-30"); err == nil {
		t.Error("30 February was read")
	}
	none, err := ParseDate("")
	if err != nil || !none.IsZero() || none.Year() != 0 || none.Long() != "" {
		t.Errorf("no day reads as %v, %v", none, err)
	}
	if !none.Before(DateOf(1900, 1, 1)) {
		t.Error("no day is not before every day")
	}
}

func TestValueFromCounts(t *testing.T) {
	o := Observation{Value: 33, Numerator: 1, Denominator: 3, Status: Published}
	if got := o.Exact(Proportion); Significant(float64(got), 10) != 33.33333333 {
		t.Errorf("recomputed to %v", got)
	}
	if got := o.Exact(Mean); got != 33 {
		t.Errorf("a mean was recomputed to %v", got)
	}
	o.Denominator = 0
	if got := o.Exact(Proportion); got != 33 {
		t.Errorf("with nobody to count the published figure became %v", got)
	}
	o.Status = Suppressed
	if got := o.Exact(Proportion); got.Known() {
		t.Errorf("a suppressed figure became %v", got)
	}
}

func TestRatesSayForHowMany(t *testing.T) {
	for unit, want := range map[string]float64{"per 10,000": 10_000, "per 100,000": 100_000, "percent": 0, "pounds per child": 0, "cases per FTE": 0} {
		if got := (Indicator{Unit: unit}).Per(); got != want {
			t.Errorf("%q: got %v, want %v", unit, got, want)
		}
	}
}
