package source

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"goodmeasure/study"
	"goodmeasure/table"
)

// SkippedParts counts figures that cannot be worked out because a part of the sum is suppressed, or the row of a part is
// not there. The whole is not suppressed itself, and other publications may give it.
const SkippedParts = "figures of which a part is suppressed or missing"

// observe makes observations of what was gathered, ordered by indicator as in the layout, period and authority. It errs
// when the file has none of the rows that its figures are made from.
func (r *reading) observe(header *table.Header) error {
	given := make([]bool, len(r.layout.figures))
	for _, key := range r.order {
		given[key.figure] = true
	}
	for i, f := range r.layout.figures {
		if !given[i] {
			r.batch.Notes = append(r.batch.Notes, fmt.Sprintf("No row gives %s (%s): look whether the publisher has renamed what it counts.", f.indicator, f.rows()))
		}
	}
	if len(given) > 0 && len(r.order) == 0 && len(r.batch.Refused) == 0 && r.batch.Skipped[SkippedOutside] == 0 {
		return fmt.Errorf("%s: it has the right columns, and no row for any figure; expected rows with %s", header.File, r.layout.figures[0].rows())
	}
	r.batch.Release = r.layout.release.of(r.last)
	name := r.layout.release.source(r.layout.name, r.first, r.last)
	for _, key := range r.order {
		if r.gathered[key].refused {
			continue
		}
		figure := r.layout.figures[key.figure]
		observed, whole := figure.observe(r.gathered[key].cells)
		if !whole {
			r.batch.Skipped[SkippedParts]++
			continue
		}
		observed.Indicator, observed.Period, observed.Source = figure.indicator, key.period, name
		at := r.found[key.place]
		observed.Status = jointly(observed.Status, len(at.authorities))
		for _, authority := range at.authorities {
			if Alive(authority, r.kind, key.period) {
				observed.Authority = authority.Code
				r.batch.Observations = append(r.batch.Observations, observed)
			}
		}
	}
	order := map[string]int{}
	for i, f := range r.layout.figures {
		order[f.indicator] = i
	}
	slices.SortStableFunc(r.batch.Observations, func(a, b study.Observation) int {
		return cmp.Or(cmp.Compare(order[a.Indicator], order[b.Indicator]), cmp.Compare(a.Period, b.Period), cmp.Compare(a.Authority, b.Authority))
	})
	return nil
}

// rows says which rows a figure is made from.
func (f figure) rows() string {
	var wanted []string
	for _, filter := range f.where {
		wanted = append(wanted, fmt.Sprintf("%s %q", filter[0], filter[1]))
	}
	for _, c := range f.cells() {
		if text := strconv.Quote(c.category); c.category != "" && !slices.Contains(wanted, text) {
			wanted = append(wanted, text)
		}
	}
	if len(wanted) == 0 {
		return "any authority"
	}
	return strings.Join(wanted, ", ")
}

// observe works out value, counts and status from a figure's cells. It is not whole when only some parts of a sum are
// known.
func (f figure) observe(cells []readCell) (observed study.Observation, whole bool) {
	take := func(n int) []readCell {
		taken := cells[:n]
		cells = cells[n:]
		return taken
	}
	numerator, numeratorStatus := sum(take(len(f.numerator)))
	denominator, denominatorStatus := sum(take(len(f.denominator)))
	left, leftStatus := sum(take(len(f.less)))
	if len(f.less) > 0 {
		denominator -= left // missing when either is
	}
	observed = study.Observation{Value: study.Missing, Numerator: numerator, Denominator: denominator}
	if f.value.column == "" {
		if len(f.numerator) > 1 && numeratorStatus != study.Published || len(f.less) > 0 && leftStatus != study.Published {
			return observed, false
		}
		observed.Value, observed.Status = f.workOut(numerator, denominator, numeratorStatus, denominatorStatus)
	} else {
		observed.Value, observed.Status = cells[0].number, cells[0].status
		if observed.Status == "" {
			return observed, false
		}
	}
	switch {
	case f.doubt == zeroMean && observed.Value == 0:
		observed.Value, observed.Status = study.Missing, study.Implausible
	case f.doubt == zeroCount && observed.Value == 0:
		observed.Value, observed.Status = study.Missing, study.DoubtfulZero
	}
	return observed, true
}

// workOut is 100 n/d and otherwise the reason why there is none: that of the numerator
// first, because a count of nothing out of a suppressed number says nothing about suppression of the count.
// Whole percentages round halves up, as the publisher's own tables do; percentages that the publisher does not give are
// to one decimal with halves to the even digit.
func (f figure) workOut(numerator, denominator study.Number, numeratorStatus, denominatorStatus study.Status) (study.Number, study.Status) {
	switch {
	case numeratorStatus != study.Published:
		return study.Missing, numeratorStatus
	case denominatorStatus != study.Published:
		return study.Missing, study.Unexplained
	case denominator <= 0:
		return study.Missing, study.NoDenominator
	}
	percent := 100 * float64(numerator) / float64(denominator)
	if f.whole {
		return study.Number(math.Round(percent)), study.Published
	}
	return study.Number(math.RoundToEven(study.Significant(10*percent, 12)) / 10), study.Published
}

// sum adds cells up, to 12 significant digits so that tenths add up to tenths. It is missing when any of them is, with
// the status of the first that is.
func sum(cells []readCell) (study.Number, study.Status) {
	if len(cells) == 0 {
		return study.Missing, study.Published
	}
	total := study.Number(0)
	for _, c := range cells {
		if c.status != study.Published {
			return study.Missing, cmp.Or(c.status, study.NotCollected)
		}
		total += c.number
	}
	return study.Number(study.Significant(float64(total), 12)), study.Published
}
