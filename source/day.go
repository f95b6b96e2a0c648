package source

import (
	"fmt"
	"strings"
	"time"

	"goodmeasure/study"
)

// ParseDay reads a day as spreadsheets and publications write it: 2025-03-31, with or without a time, 31/03/2025 and
// 31/03/25 with the day first, or 31 March 2025. Empty text is no day.
func ParseDay(text string) (study.Date, error) {
	bare, _, _ := strings.Cut(strings.TrimSpace(text), "T")
	if bare == "" {
		return study.Date{}, nil
	}
	bare = strings.TrimSuffix(bare, " 00:00:00")
	for _, layout := range []string{time.DateOnly, "2/1/2006", "2/1/06", "2 January 2006", "2-Jan-06"} {
		if day, err := time.Parse(layout, bare); err == nil {
			return study.DateOf(day.Year(), day.Month(), day.Day()), nil
		}
	}
	return study.Date{}, fmt.Errorf("%q is not a date: expected one such as 2025-03-31, 31/03/2025 or 31 March 2025", text)
}
