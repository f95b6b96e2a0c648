package citation

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"goodmeasure/evidence"
)

// day is when a work came out, as far as its source says so beyond doubt. Only the year is always there; a season goes
// without a month, and a last month with neither day nor season.
type day struct {
	year, month, day int
	lastMonth        int // of an issue for several months
	season           int // 1 spring, 2 summer, 3 autumn, 4 winter; 0 none
}

var seasons = []string{"Spring", "Summer", "Autumn", "Winter"}

var (
	numbered  = regexp.MustCompile(`^(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2})(?:T.*)?)?)?$`)
	unparted  = regexp.MustCompile(`^(\d{4})(\d\d)(\d\d)$`)
	twoMonths = regexp.MustCompile(`^(\d{4})-(\d\d)/(\d{4})-(\d\d)$`)
	ordinal   = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th)?$`)
)

// dayOf reads a record's date. Nothing is guessed: of a date in which anything cannot be read, or that is of another year
// than the record's, the year alone is known; and so it is of 03/04/2019, which is a day in March or one in April.
func dayOf(r *evidence.Record) day {
	found, sure := numberedDay(r.Date)
	if !sure {
		found, sure = wordedDay(r.Date)
	}
	if !sure || r.Year != 0 && found.year != r.Year {
		return day{year: r.Year}
	}
	return found
}

func numberedDay(text string) (day, bool) {
	if m := twoMonths.FindStringSubmatch(text); m != nil {
		d := day{year: number(m[1]), month: number(m[2]), lastMonth: number(m[4])}
		return d, m[1] == m[3] && d.valid()
	}
	if m := unparted.FindStringSubmatch(text); m != nil {
		d := day{year: number(m[1]), month: number(m[2]), day: number(m[3])}
		return d, d.valid()
	}
	m := numbered.FindStringSubmatch(text)
	if m == nil {
		return day{}, false
	}
	d := day{year: number(m[1]), month: number(m[2]), day: number(m[3])}
	return d, d.valid()
}

// wordedDay reads a date with the English name of a month or season, shortened or not, in any order: "2019 MAR 15",
// "1st March 2019", "MAR-APR 2012", "2013 Spring".
func wordedDay(text string) (d day, sure bool) {
	var months, days []int
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }) {
		if len(word) == 4 && digits(word) {
			if d.year != 0 {
				return d, false
			}
			d.year = number(word)
		} else if m := ordinal.FindStringSubmatch(word); m != nil {
			days = append(days, number(m[1]))
		} else if month := monthNamed(word); month != 0 {
			months = append(months, month)
		} else if season := seasonNamed(word); season != 0 && d.season == 0 {
			d.season = season
		} else {
			return d, false
		}
	}
	switch {
	case len(months) > 2 || len(months) > 0 && d.season != 0 || len(months) == 0 && len(days) > 0:
		return d, false
	case len(months) == 2:
		d.month, d.lastMonth = months[0], months[1] // from which day to which is more than is written of them
	case len(months) == 1:
		d.month = months[0]
		if len(days) == 1 {
			d.day = days[0]
		}
	}
	return d, d.valid()
}

func monthNamed(word string) int {
	for month := time.January; month <= time.December; month++ {
		if len(word) >= 3 && strings.HasPrefix(strings.ToLower(month.String()), word) {
			return int(month)
		}
	}
	return 0
}

func seasonNamed(word string) int {
	if word == "fall" || word == "fal" { // the second is Web of Science's
		return 3
	}
	for n, season := range seasons {
		if len(word) >= 3 && strings.HasPrefix(strings.ToLower(season), word) {
			return n + 1
		}
	}
	return 0
}

func (d day) valid() bool {
	if d.lastMonth != 0 && (d.lastMonth <= d.month || d.lastMonth > 12) {
		return false
	}
	if d.month == 0 {
		return d.day == 0 && d.year >= 1000
	}
	first := time.Date(d.year, time.Month(d.month), max(d.day, 1), 0, 0, 0, 0, time.UTC)
	return d.year >= 1000 && d.month <= 12 && first.Month() == time.Month(d.month)
}

// iso is the date as ISO 8601 has it, an interval where it is one; "" where no month is known.
func (d day) iso() string {
	switch {
	case d.month == 0:
		return ""
	case d.day != 0:
		return fmt.Sprintf("%04d-%02d-%02d", d.year, d.month, d.day)
	case d.lastMonth != 0:
		return fmt.Sprintf("%04d-%02d/%04d-%02d", d.year, d.month, d.year, d.lastMonth)
	}
	return fmt.Sprintf("%04d-%02d", d.year, d.month)
}

// bibMonth is the month or the season as a field of BibTeX, whose styles put its own abbreviations in the words of their
// language; "" where neither is known.
func (d day) bibMonth() string {
	abbreviated := func(month int) string { return strings.ToLower(time.Month(month).String()[:3]) }
	switch {
	case d.season != 0:
		return "{" + seasons[d.season-1] + "}"
	case d.lastMonth != 0:
		return abbreviated(d.month) + ` # "--" # ` + abbreviated(d.lastMonth)
	case d.month != 0:
		return abbreviated(d.month)
	}
	return ""
}

// number reads digits that a pattern found; 0 where it found none.
func number(text string) int {
	n, _ := strconv.Atoi(text)
	return n
}
