package source

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"goodmeasure/study"
	"goodmeasure/table"
)

// headings are the rows above a printed table. A heading stands over its own column and those to its right until the
// next heading in its row.
type headings struct {
	rows [][]string
}

var (
	leadingYear = regexp.MustCompile(`^(20\d\d)(\D|$)`)
	onlyYear    = regexp.MustCompile(`^years?( ending 31 march|:)? (20\d\d)$`)
)

// width is the number of columns that have a heading or stand under one.
func (h headings) width() int {
	width := 0
	for _, row := range h.rows {
		width = max(width, len(row))
	}
	return width
}

// over are the headings over a column, from the top. Those of the column's own cells come with own set.
func (h headings) over(column int) (texts []string, own []bool) {
	for _, row := range h.rows {
		for at := min(column, len(row)-1); at >= 0; at-- {
			if text := fold(row[at]); text != "" {
				texts, own = append(texts, text), append(own, at == column)
				break
			}
		}
	}
	return texts, own
}

// covers tells whether a column is the one that the wanted headings name, the last of them being its own.
func (h headings) covers(column int, wanted []string) bool {
	texts, own := h.over(column)
	for i, want := range wanted {
		at := slices.IndexFunc(texts, func(text string) bool { return strings.HasPrefix(text, fold(want)) })
		if at < 0 || i == len(wanted)-1 && !own[at] {
			return false
		}
	}
	return true
}

// period is the year over a column, or the one year that the table's title gives.
func (h headings) period(column int, kind study.PeriodType) (study.Period, error) {
	texts, _ := h.over(column)
	year := ""
	for _, text := range texts {
		if parts := leadingYear.FindStringSubmatch(text); parts != nil {
			year = parts[1]
		} else if parts := onlyYear.FindStringSubmatch(text); parts != nil && year == "" {
			year = parts[2]
		}
	}
	return ParsePeriod(year, kind)
}

// printedColumns are one figure's columns for one period.
type printedColumns struct {
	printedFigure
	period           study.Period
	value, countedAt int // countedAt is -1 without a denominator
}

// place finds the figure's columns, a pair for each period. The denominator is the nearest one to the left.
func (f printedFigure) place(h headings, kind study.PeriodType, at table.Position) ([]printedColumns, error) {
	var placed []printedColumns
	denominator := -1
	for column := range h.width() {
		if len(f.denominator) > 0 && h.covers(column, f.denominator) {
			denominator = column
		}
		if !h.covers(column, f.value) {
			continue
		}
		period, err := h.period(column, kind)
		if err != nil {
			return nil, fmt.Errorf("%s, column %d: the headings do not say which year it is for: %w", at, column+1, err)
		}
		if slices.ContainsFunc(placed, func(p printedColumns) bool { return p.period == period }) {
			return nil, fmt.Errorf("%s: two columns under %q for %d; expected one", at, f.value, period)
		}
		if len(f.denominator) > 0 && denominator < 0 {
			return nil, fmt.Errorf("%s: no column headed %q before the one headed %q", at, f.denominator, f.value)
		}
		placed = append(placed, printedColumns{f, period, column, denominator})
	}
	if len(placed) == 0 {
		return nil, fmt.Errorf("%s: no column headed %q; check that the sheet is whole", at, f.value)
	}
	return placed, nil
}

// areaOf is what the first cells of a row say about its place. The code or the name of the country ends the headings.
func areaOf(row table.Row) (place Place, isArea bool) {
	for i, cell := range row.Cells[:min(3, len(row.Cells))] {
		text := strings.TrimSpace(cell)
		switch {
		case study.ValidCode(text) && i < 2: // further right three digits are a count
			place.Code = text
		case onsCode.MatchString(text):
			place.ONS = text
		case text != "":
			place.Name = text
		}
	}
	return place, place.Code != "" || place.ONS != "" || fold(place.Name) == "england"
}

var onsCode = regexp.MustCompile(`^E\d{8}$`)
