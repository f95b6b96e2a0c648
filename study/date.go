package study

import (
	"fmt"
	"time"
)

// Date is a day without a clock. The zero Date is no day.
type Date struct{ day string }

// ParseDate reads a day written 2006-01-02; empty text is the zero Date.
func ParseDate(text string) (Date, error) {
	if text == "" {
		return Date{}, nil
	}
	if _, err := time.Parse(time.DateOnly, text); err != nil {
		return Date{}, fmt.Errorf("%q is not a date: write it as year-month-day, for example 2025-03-31", text)
	}
	return Date{text}, nil
}

// DateOf is the day of the given year, month and day of the month.
func DateOf(year int, month time.Month, day int) Date {
	return Date{time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)}
}

// IsZero tells whether there is no day.
func (d Date) IsZero() bool { return d.day == "" }

// Before tells whether d is an earlier day than other. No day is before every day.
func (d Date) Before(other Date) bool { return d.day < other.day }

// Year is the calendar year, or 0 for no day.
func (d Date) Year() int {
	t, err := time.Parse(time.DateOnly, d.day)
	if err != nil {
		return 0
	}
	return t.Year()
}

// String is the day as 2006-01-02, or nothing.
func (d Date) String() string { return d.day }

// Long is the day in words: 2 January 2006.
func (d Date) Long() string {
	t, err := time.Parse(time.DateOnly, d.day)
	if err != nil {
		return ""
	}
	return t.Format("2 January 2006")
}

// MarshalText writes the day as 2006-01-02.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.day), nil }

// UnmarshalText reads a day written 2006-01-02.
func (d *Date) UnmarshalText(text []byte) error {
	parsed, err := ParseDate(string(text))
	*d = parsed
	return err
}
