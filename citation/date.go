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
// without a month and without an end.
type day struct {
	year, month, day             int
	lastYear, lastMonth, lastDay int // of what came out over some time, such as an issue for several months; 0 none
	season                       int // 1 spring, 2 summer, 3 autumn, 4 winter; 0 none
}

var seasons = []string{"Spring", "Summer", "Autumn", "Winter"}

var (
	numbered = regexp.MustCompile(`^(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2})(?:T.*)?)?)?$`)
	unparted = regexp.MustCompile(`^(\d{4})(\d\d)(\d\d)$`)
	yearLast = regexp.MustCompile(`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$`)
	ordinal  = regexp.MustCompile(`^(\d{1,2})(?:st|nd|rd|th)?$`)
)

// dayOf reads a record's date. Nothing is guessed: of a date in which anything cannot be read, or that is of another year
// than the record's, the year alone is known; and so it is of 03/04/2019, which is a day in March or one in April, but not of
// 25/12/2019, since there is no 25th month.
func dayOf(r *evidence.Record) day {
	found, sure := oneDay(r.Date)
	if !sure {
		found, sure = fromTo(r.Date)
	}
	if !sure {
		found, sure = wordedDay(r.Date)
	}
	if !sure || r.Year != 0 && found.year != r.Year {
		return day{year: r.Year}
	}
	return found
}

// oneDay reads a date in numbers, and fromTo two of which each has its year.
func oneDay(text string) (day, bool) {
	if m := yearLast.FindStringSubmatch(text); m != nil {
		d := day{year: number(m[3]), month: number(m[2]), day: number(m[1])}
		turned := day{year: d.year, month: d.day, day: d.month}
		if !d.valid() {
			d, turned = turned, d
		}
		return d, d.valid() && (d == turned || !turned.valid())
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

// fromTo reads "2019-03-15/2019-04-02" and "2019 Dec-2020 Jan".
func fromTo(text string) (day, bool) {
	for _, sign := range []string{"/", "--", "–", "-"} {
		from, to, parted := strings.Cut(text, sign)
		if !parted || strings.Contains(to, sign) && sign != "-" {
			continue
		}
		first, sure := dated(from)
		last, sureToo := dated(to)
		if !sure || !sureToo || first.month == 0 || last.month == 0 || first.lastMonth != 0 || last.lastMonth != 0 {
			continue
		}
		first.lastYear, first.lastMonth, first.lastDay = last.year, last.month, last.day
		return first, first.valid()
	}
	return day{}, false
}

func dated(text string) (day, bool) {
	text = strings.TrimSpace(text)
	if d, sure := oneDay(text); sure {
		return d, true
	}
	return wordedDay(text)
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
		d.month, d.lastYear, d.lastMonth = months[0], d.year, months[1] // from which day to which is more than is written of them
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
	if d.lastMonth != 0 {
		last := day{year: d.lastYear, month: d.lastMonth, day: d.lastDay}
		before := func(a, b day) bool { return a.year*10000+a.month*100+a.day < b.year*10000+b.month*100+b.day }
		if !last.valid() || !before(d, last) {
			return false
		}
	}
	if d.month == 0 {
		return d.day == 0 && d.year >= 1000
	}
	first := time.Date(d.year, time.Month(d.month), max(d.day, 1), 0, 0, 0, 0, time.UTC)
	return d.year >= 1000 && d.month <= 12 && first.Month() == time.Month(d.month)
}

// iso is the date as ISO 8601 has it, an interval where it is one; "" where no month is known.
func (d day) iso() string {
	var ends []string
	for _, parts := range d.parts() {
		switch len(parts) {
		case 3:
			ends = append(ends, fmt.Sprintf("%04d-%02d-%02d", parts[0], parts[1], parts[2]))
		case 2:
			ends = append(ends, fmt.Sprintf("%04d-%02d", parts[0], parts[1]))
		}
	}
	return strings.Join(ends, "/")
}

// parts are the year, month and day of the date, as far as they are known, and those of its end where it has one.
func (d day) parts() [][]int {
	known := func(year, month, day int) []int {
		switch {
		case month == 0:
			return []int{year}
		case day == 0:
			return []int{year, month}
		}
		return []int{year, month, day}
	}
	parts := [][]int{known(d.year, d.month, d.day)}
	if d.lastMonth != 0 {
		parts = append(parts, known(d.lastYear, d.lastMonth, d.lastDay))
	}
	return parts
}

// bibMonth is the month or the season as a field of BibTeX, whose styles put its own abbreviations in the words of their
// language; "" where neither is known.
func (d day) bibMonth() string {
	abbreviated := func(month int) string { return strings.ToLower(time.Month(month).String()[:3]) }
	switch {
	case d.season != 0:
		return "{" + seasons[d.season-1] + "}"
	case d.lastMonth != 0 && (d.lastMonth != d.month || d.lastYear != d.year):
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
