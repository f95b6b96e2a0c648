package source

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"goodmeasure/study"
)

func TestParsePeriod(t *testing.T) {
	for text, want := range map[string]study.Period{
		"2025": 2025, " 2025 ": 2025, "202425": 2025, "199900": 2000, "2024-25": 2025, "2024/25": 2025, "2024–25": 2025,
		"2024 / 25": 2025, "2024-2025": 2025, "1999-00": 2000, "2018 (Revised)": 2018, "2024-25 (OT)": 2025,
	} {
		got, err := ParsePeriod(text, study.FinancialYear)
		if err != nil || got != want {
			t.Errorf("%q: %d, %v; want %d", text, got, err, want)
		}
	}
	for _, text := range []string{
		"", "2014-16", "2014-2016", "2014/16", "202426", "202424", "2025-24", "25", "1066", "20245", "year", "2025.0", "-2025",
		"2018 (2019)", "20 25", "9999", "2025 to 2026",
	} {
		if got, err := ParsePeriod(text, study.FinancialYear); err == nil {
			t.Errorf("%q was read as %d", text, got)
		}
	}
	if _, err := ParsePeriod("2024-25", study.MidYear); err == nil {
		t.Error("a mid-year estimate was read over two years")
	}
	if _, err := ParsePeriod("2025", "week"); err == nil {
		t.Error("an unknown kind of year was taken")
	}
}

// Whichever way a pair of years is written, it is the year in which it ends.
func TestParsePeriodAgreesAcrossForms(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ends := rapid.IntRange(earliestYear+1, latestYear).Draw(t, "ends")
		for _, form := range []string{"%d", "%[2]d%02[3]d", "%[2]d-%02[3]d", "%[2]d/%02[3]d", "%[2]d-%[1]d"} {
			text := fmt.Sprintf(form, ends, ends-1, ends%100)
			if form == "%d" {
				text = fmt.Sprint(ends)
			}
			got, err := ParsePeriod(text, study.AcademicYear)
			if err != nil || int(got) != ends {
				t.Fatalf("%q: %d, %v; want %d", text, got, err, ends)
			}
		}
	})
}

func FuzzParsePeriod(f *testing.F) {
	for _, text := range []string{"2025", "202425", "2024-25 (OT)", "2014-16", "2018 (Revised)", "((", "2024–25"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		period, err := ParsePeriod(text, study.FinancialYear)
		if err == nil && (period < earliestYear || period > latestYear) {
			t.Fatalf("%q was read as %d", text, period)
		}
	})
}
