package catalogue

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"goodmeasure/study"
)

// checkIndicator joins an error for each key of an indicator that says nothing or what cannot be so.
func checkIndicator(i study.Indicator) error {
	var problems []error
	expect := func(ok bool, key string, found any, expected string) {
		if !ok {
			problems = append(problems, fmt.Errorf("indicators/%s.toml: %s: found %q, expected %s", i.ID, key, fmt.Sprint(found), expected))
		}
	}
	sentence := func(key, text string) {
		expect(isSentence(text), key, text, "a sentence with a capital and a full stop")
	}

	for _, text := range []struct{ key, value string }{
		{"name", i.Name}, {"unit", i.Unit}, {"denominator", i.Denominator}, {"publisher", i.Publisher}, {"publication", i.Publication},
	} {
		expect(strings.TrimSpace(text.value) != "", text.key, text.value, "some words")
	}
	sentence("plain", i.Plain)

	domains := []study.Domain{study.Outcome, study.Workforce, study.Surround}
	expect(slices.Contains(domains, i.Domain), "domain", i.Domain, fmt.Sprintf("one of %v", domains))
	kinds := []study.Kind{study.Proportion, study.Rate, study.Mean, study.Score, study.Amount}
	expect(slices.Contains(kinds, i.Kind), "kind", i.Kind, fmt.Sprintf("one of %v", kinds))
	directions := []study.Direction{study.HigherIsBetter, study.LowerIsBetter, study.Contested, study.NoDirection}
	expect(slices.Contains(directions, i.Direction), "direction", i.Direction, fmt.Sprintf("one of %v", directions))
	expect((i.Domain == study.Surround) == (i.Direction == study.NoDirection), "direction", i.Direction,
		"none for context, and higher, lower or contested for everything else")
	expect(!i.Core || i.Domain != study.Surround, "core", i.Core, "no core indicator in the context")

	expect(i.PeriodType.Valid(), "period_type", i.PeriodType, "one of fy, ay, sep, cy, mid")
	expect(i.FirstPeriod > 0, "first_period", i.FirstPeriod, "a year")
	expect(i.FirstPeriod <= i.LastPeriod, "last_period", i.LastPeriod, fmt.Sprintf("%d or later", i.FirstPeriod))
	expect(i.CountsFrom == 0 || i.FirstPeriod <= i.CountsFrom && i.CountsFrom <= i.LastPeriod, "counts_from", i.CountsFrom,
		fmt.Sprintf("a year from %d to %d, or no such key", i.FirstPeriod, i.LastPeriod))

	var earliest study.Period
	if i.Replaces == "" { // a newer series can begin some time after the change that ended the older one
		earliest = i.FirstPeriod
	}
	for _, b := range i.Breaks {
		expect(earliest <= b.Period && b.Period <= i.LastPeriod, "breaks.period", b.Period,
			"a year of the series, later than the break before")
		sentence("breaks.what", b.What)
		earliest = b.Period + 1
	}

	var readings []study.Direction
	for _, r := range i.Readings {
		readings = append(readings, r.Direction)
		sentence("readings.because", r.Because)
	}
	slices.Sort(readings)
	if i.Direction == study.Contested {
		expect(slices.Equal(readings, []study.Direction{study.HigherIsBetter, study.LowerIsBetter}), "readings", readings,
			"one for higher and one for lower")
	} else {
		expect(len(readings) == 0, "readings", readings, "none where the direction is not contested")
	}

	expect(len(i.Caveats) > 0, "caveats", i.Caveats, "at least one")
	for _, caveat := range i.Caveats {
		sentence("caveats", caveat)
	}
	return errors.Join(problems...)
}

// isSentence tells whether text begins with a capital or a digit and ends with a full stop, on one line.
func isSentence(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return (unicode.IsUpper(first) || unicode.IsDigit(first)) && strings.HasSuffix(text, ".") && !strings.ContainsAny(text, "\n\r")
}
