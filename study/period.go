package study

import (
	"fmt"
	"strconv"
	"time"
)

// Period is the year a figure is for: the calendar year in which the reporting period ends.
type Period int

// PeriodType says what ends in the year of a period.
type PeriodType string

// The kinds of year in which figures are published.
const (
	FinancialYear PeriodType = "fy"  // year to, or position on, 31 March
	AcademicYear  PeriodType = "ay"  // academic year, to the summer
	September     PeriodType = "sep" // position on, or year to, 30 September
	CalendarYear  PeriodType = "cy"  // January to December
	MidYear       PeriodType = "mid" // estimate for 30 June
)

// Valid tells whether t is one of the kinds of year above.
func (t PeriodType) Valid() bool {
	switch t {
	case FinancialYear, AcademicYear, September, CalendarYear, MidYear:
		return true
	}
	return false
}

// End is the last day of the period.
func (t PeriodType) End(p Period) Date {
	year := int(p)
	switch t {
	case FinancialYear:
		return DateOf(year, time.March, 31)
	case AcademicYear:
		return DateOf(year, time.August, 31)
	case September:
		return DateOf(year, time.September, 30)
	case MidYear:
		return DateOf(year, time.June, 30)
	default:
		return DateOf(year, time.December, 31)
	}
}

// Words names a period as the field does: "2024-25", "30 September 2025".
func (t PeriodType) Words(p Period) string {
	span := fmt.Sprintf("%d-%02d", int(p)-1, int(p)%100)
	switch t {
	case FinancialYear:
		return span
	case AcademicYear:
		return "academic year " + span
	case September, MidYear:
		return t.End(p).Long()
	default:
		return strconv.Itoa(int(p))
	}
}

// At is a period after its preposition: "in 2024-25", "in the academic year 2024-25", "on 30 September 2025".
func (t PeriodType) At(p Period) string {
	switch t {
	case September, MidYear:
		return "on " + t.Words(p)
	case AcademicYear:
		return "in the " + t.Words(p)
	}
	return "in " + t.Words(p)
}
