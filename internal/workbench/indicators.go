package workbench

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/method"
	"goodmeasure/study"
)

// IndicatorList is the indicators of an edition, or some of them.
type IndicatorList struct {
	Edition    method.EditionUsed `json:"edition"`
	Indicators []IndicatorEntry   `json:"indicators"`
}

// IndicatorEntry is an indicator and which figures the edition holds of it.
type IndicatorEntry struct {
	study.Indicator
	DirectionWords    string         `json:"direction_words"`
	Periods           []study.Period `json:"periods"` // with at least one figure
	NewestPeriod      study.Period   `json:"newest_period"`
	NewestPeriodWords string         `json:"newest_period_words"`
	Authorities       int            `json:"authorities"` // with a figure in the newest period
}

// Indicators lists the indicators in the order of the catalogue: of one domain, or of all if it is empty; and the core
// ones only, if so asked.
func (w *Workbench) Indicators(domain study.Domain, core bool) IndicatorList {
	list := IndicatorList{Edition: w.editionUsed(), Indicators: []IndicatorEntry{}}
	for _, i := range w.Edition.Indicators {
		if (domain == "" || i.Domain == domain) && (!core || i.Core) {
			list.Indicators = append(list.Indicators, w.entry(i))
		}
	}
	return list
}

func (w *Workbench) entry(i study.Indicator) IndicatorEntry {
	entry := IndicatorEntry{Indicator: i, DirectionWords: i.Direction.Words(), Periods: w.Edition.Periods(i.ID)}
	covered := method.Covered(w.Edition, i.ID)
	if len(covered) == 0 {
		return entry
	}
	entry.NewestPeriod = covered[len(covered)-1]
	entry.NewestPeriodWords = i.PeriodType.Words(entry.NewestPeriod)
	for o := range w.Edition.Observations(i.ID) {
		if o.Period == entry.NewestPeriod && o.Status.HasValue() {
			entry.Authorities++
		}
	}
	return entry
}

// Tables are the list for reading, a table for each domain.
func (l IndicatorList) Tables() []chart.Table {
	var tables []chart.Table
	for _, domain := range []study.Domain{study.Outcome, study.Workforce, study.Surround} {
		t := chart.Table{Columns: []chart.Column{{Name: "ID"}, {Name: "Name (* core)"}, {Name: "Good is"}, {Name: "Unit"},
			{Name: "Years"}, {Name: "Authorities\nin newest", Numeric: true}}}
		for _, i := range l.Indicators {
			if i.Domain != domain {
				continue
			}
			name := i.Name
			if i.Core {
				name += " *"
			}
			t.Rows = append(t.Rows, []chart.Cell{said(i.ID), said(folded(name, 34)), said(goodIs(i.Direction)), said(i.Unit),
				said(folded(spans(i.Periods), 20)), whole(i.Authorities)})
		}
		if len(t.Rows) > 0 {
			t.Caption = fmt.Sprintf("%s: %s", domainWords(domain), chart.Count(len(t.Rows), "indicator", "indicators"))
			tables = append(tables, t)
		}
	}
	return tables
}

// Notes say where to read on.
func (l IndicatorList) Notes() []string {
	return []string{"`goodmeasure indicators ID` says all about one. `goodmeasure rank ID` ranks the authorities on it.", editionLine(l.Edition)}
}

func domainWords(domain study.Domain) string {
	switch domain {
	case study.Outcome:
		return "Outcomes for children"
	case study.Workforce:
		return "Workforce"
	}
	return "Surroundings and demand, which say nothing of good or bad"
}

// goodIs says the direction in the one word that a narrow column has room for.
func goodIs(direction study.Direction) string {
	switch direction {
	case study.HigherIsBetter, study.LowerIsBetter:
		return string(direction)
	case study.Contested:
		return "disputed"
	}
	return "neither"
}

// year writes a period as its four digits, or nothing where there is none.
func year(p study.Period) string {
	if p == 0 {
		return ""
	}
	return fmt.Sprint(int(p))
}

// IndicatorRecord is all about one indicator.
type IndicatorRecord struct {
	Edition method.EditionUsed `json:"edition"`
	IndicatorEntry
	Sources  []string   `json:"sources"`
	Releases []Release  `json:"releases"` // the same in words, newest figures first
	Coverage []Coverage `json:"coverage"`

	names map[string]string
}

// Coverage is how many authorities have a figure for a period, of those that existed at its end, and why others have
// none.
type Coverage struct {
	Period      study.Period          `json:"period"`
	PeriodWords string                `json:"period_words"`
	Authorities int                   `json:"authorities"`
	N           int                   `json:"n"`
	Missing     []method.MissingCount `json:"missing"`
}

// Indicator says all about one indicator.
func (w *Workbench) Indicator(id string) (IndicatorRecord, error) {
	indicator, err := w.indicator(id)
	if err != nil {
		return IndicatorRecord{}, err
	}
	record := IndicatorRecord{Edition: w.editionUsed(), IndicatorEntry: w.entry(indicator), Releases: w.releases(indicator), names: map[string]string{}}
	for _, other := range w.Edition.Indicators {
		record.names[other.ID] = other.Name
	}
	for o := range w.Edition.Observations(indicator.ID) {
		if o.Status.HasValue() && !slices.Contains(record.Sources, o.Source) {
			record.Sources = append(record.Sources, o.Source)
		}
	}
	slices.Sort(record.Sources)
	for _, period := range record.Periods {
		record.Coverage = append(record.Coverage, w.coverage(indicator, period))
	}
	return record, nil
}

func (w *Workbench) indicator(id string) (study.Indicator, error) {
	indicator, found := w.Edition.Indicator(strings.ToLower(strings.TrimSpace(id)))
	if !found {
		return indicator, method.UnknownIndicator(w.Edition, id)
	}
	return indicator, nil
}

func (w *Workbench) coverage(indicator study.Indicator, period study.Period) Coverage {
	c := Coverage{Period: period, PeriodWords: indicator.PeriodType.Words(period), Missing: []method.MissingCount{}}
	counts := map[study.Status]int{}
	for _, a := range w.Edition.Authorities {
		if a.ExistedOn(indicator.PeriodType.End(period)) {
			c.Authorities++
			counts[w.Edition.Observation(a.Code, indicator.ID, period).Status]++
		}
	}
	for _, status := range study.Statuses {
		switch {
		case status.HasValue():
			c.N += counts[status]
		case counts[status] > 0:
			c.Missing = append(c.Missing, method.MissingCount{Reason: status, N: counts[status]})
		}
	}
	return c
}

// Paragraphs say all about the indicator in words.
func (r IndicatorRecord) Paragraphs() []string {
	lines := []string{r.ID + ": " + r.Name, ""}
	if plain := plainly(r.Indicator); plain != nil {
		lines = append(append(lines, plain...), "")
	}
	about := "It is an indicator of the domain " + string(r.Domain)
	if r.Core {
		about += ", and one of the core 14 that the study uses unless told otherwise"
	}
	lines = append(lines, about+".", fmt.Sprintf("Unit: %s (%s).", cmp.Or(r.Unit, "not stated"), kindWords(r.Kind)))
	if r.Denominator != "" {
		lines = append(lines, "Counted among: "+r.Denominator+".")
	}
	lines = append(lines, "Direction: "+r.DirectionWords+".")
	for _, reading := range r.Readings {
		lines = append(lines, fmt.Sprintf("- %s: %s", reading.Direction.Words(), reading.Because))
	}
	lines = append(lines, fmt.Sprintf("Periods: %s; each is the %s.", spans(r.Periods), periodTypeWords(r.PeriodType)),
		sourceLine(r.Indicator, r.Sources))
	if r.CountsFrom > 0 {
		lines = append(lines, fmt.Sprintf("Published with counts from %d on.", r.CountsFrom))
	} else {
		lines = append(lines, "Published without counts.")
	}
	if r.Replaces != "" {
		lines = append(lines, "Takes the place of "+r.other(r.Replaces)+", and must not be chained with it.")
	}
	for _, id := range r.Complements {
		lines = append(lines, "Counts the other side of "+r.other(id)+": do not use both as if they were two things.")
	}
	for _, id := range r.NestedIn {
		lines = append(lines, "What it counts is counted in "+r.other(id)+", too.")
	}
	for _, b := range r.Breaks {
		lines = append(lines, fmt.Sprintf("Break at %d: %s", b.Period, b.What))
	}
	return append(append(lines, editionLine(r.Edition)), bullets("Caveats:", r.Caveats)...)
}

// plainly is the plain description of an indicator, where it says more than its name.
func plainly(i study.Indicator) []string {
	if i.Plain == "" || i.Plain == i.Name {
		return nil
	}
	return []string{i.Plain}
}

func (r IndicatorRecord) other(id string) string { return fmt.Sprintf("%s (%s)", r.names[id], id) }

// bullets are a heading and its points, after a blank line; nothing where there are no points.
func bullets(heading string, points []string) []string {
	if len(points) == 0 {
		return nil
	}
	lines := []string{"", heading}
	for _, point := range points {
		lines = append(lines, "- "+point)
	}
	return lines
}

func kindWords(kind study.Kind) string {
	switch kind {
	case study.Proportion:
		return "a share of a whole"
	case study.Rate:
		return "a rate: events for so many people"
	case study.Mean:
		return "an average over children"
	case study.Score:
		return "points of a scale"
	}
	return "an amount"
}

func periodTypeWords(t study.PeriodType) string {
	switch t {
	case study.FinancialYear:
		return "year to, or the position on, 31 March of its year"
	case study.AcademicYear:
		return "academic year that ends in its year"
	case study.September:
		return "position on, or the year to, 30 September of its year"
	case study.MidYear:
		return "estimate for 30 June of its year"
	}
	return "calendar year"
}

// Table is the coverage by period.
func (r IndicatorRecord) Table() chart.Table {
	t := chart.Table{Caption: "Authorities with a figure, by period", Columns: []chart.Column{{Name: "Year"}, {Name: "Period"},
		{Name: "With a figure", Numeric: true}, {Name: "Authorities", Numeric: true}, {Name: "Without a figure, and why"}}}
	for _, c := range r.Coverage {
		why := []string{}
		for _, m := range c.Missing {
			why = append(why, fmt.Sprintf("%d %s", m.N, m.Reason.Words()))
		}
		if len(why) == 0 {
			why = append(why, "none")
		}
		t.Rows = append(t.Rows, []chart.Cell{said(year(c.Period)), said(c.PeriodWords), whole(c.N), whole(c.Authorities), said(strings.Join(why, "; "))})
	}
	return t
}
