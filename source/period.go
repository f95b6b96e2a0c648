package source

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"goodmeasure/study"
)

var (
	// A remark such as "(Revised)" or "(OT)" after a year says nothing about which year it is.
	periodRemark = regexp.MustCompile(`\s*\([^()0-9]*\)$`)
	oneYear      = regexp.MustCompile(`^\d{4}$`)
	twoYears     = regexp.MustCompile(`^(\d{4})\s*[-/–]\s*(\d{2}|\d{4})$`)
	joinedYears  = regexp.MustCompile(`^(\d{4})(\d{2})$`)
)

// The years that a period of published figures can lie in. Outside them a four-digit number is something else.
const (
	earliestYear = 1948 // the Children Act that made local authorities responsible for children in care
	latestYear   = 2199
)

// ParsePeriod reads a year as publications write it: 2025, 202425, 2024-25, 2024/25, 2024-2025, and any of these with
// a remark in brackets, "2018 (Revised)". It gives the calendar year in which the period ends. It refuses two years
// that do not follow each other: the average of three years, 2014-16, is no single period's figure. A mid-year
// estimate is for one day, so that two years are refused for it.
func ParsePeriod(text string, kind study.PeriodType) (study.Period, error) {
	refuse := func(reason string) (study.Period, error) {
		return 0, fmt.Errorf("%q is not one year: %s; expected a year such as 2025, 2024-25, 2024/25 or 202425", text, reason)
	}
	if !kind.Valid() {
		return 0, fmt.Errorf("reading the period %q: %q is no kind of year", text, kind)
	}
	bare := strings.TrimSpace(periodRemark.ReplaceAllString(strings.TrimSpace(text), ""))
	if oneYear.MatchString(bare) {
		year, err := strconv.Atoi(bare)
		if err != nil || year < earliestYear || year > latestYear {
			return refuse(fmt.Sprintf("figures are for years from %d to %d", earliestYear, latestYear))
		}
		return study.Period(year), nil
	}
	parts := twoYears.FindStringSubmatch(bare)
	if parts == nil {
		parts = joinedYears.FindStringSubmatch(bare)
	}
	if parts == nil {
		return refuse("it is not written as a year or as two years")
	}
	begins, err := strconv.Atoi(parts[1])
	if err != nil || begins < earliestYear || begins >= latestYear {
		return refuse(fmt.Sprintf("figures are for years from %d to %d", earliestYear, latestYear))
	}
	ends := begins + 1
	if parts[2] != fmt.Sprintf("%02d", ends%100) && parts[2] != strconv.Itoa(ends) {
		return refuse("its second year does not follow its first, and a figure over several years belongs to none of them")
	}
	if kind == study.MidYear {
		return refuse("a mid-year estimate is for one day of one year")
	}
	return study.Period(ends), nil
}
