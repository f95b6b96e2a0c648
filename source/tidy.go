package source

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"goodmeasure/study"
	"goodmeasure/table"
)

func init() {
	register(Format{
		ID:    "tidy",
		Title: "Own figures: one row for each authority, indicator and period",
		Describe: "Columns authority (code, ONS code or a name that leaves no doubt), indicator, period and value; where wanted numerator, denominator, status and source; and for " +
			"an indicator that the catalogue does not have, kind, direction and period_type, with name, unit, domain and denominator_text where wanted.",
		Recognise: hasHeader(tidyColumns...),
		Read:      readTidy,
	})
}

var tidyColumns = []string{"authority", "indicator", "period", "value"}

// tidyReader reads rows of the tidy layout. Every cell that cannot be read is refused, and its row with it.
type tidyReader struct {
	header     *table.Header
	known      Known
	batch      *Batch
	source     string
	indicators map[string]*tidyIndicator // by the text that names them
	given      map[tidyKey]int           // row that gave the figure
	short      map[string]shortName      // by the text that is no whole name
}

// shortName is what a short form of a name stands for, or what was expected instead of it.
type shortName struct {
	authority study.Authority
	expected  string
}

type tidyKey struct {
	authority, indicator string
	period               study.Period
}

func readTidy(file *table.File, known Known) (*Batch, error) {
	header, err := file.Header(file.Sheets()[0], tidyColumns...)
	if err != nil {
		return nil, err
	}
	for _, name := range tidyColumns {
		if _, err := header.Column(name); err != nil {
			return nil, err
		}
	}
	r := &tidyReader{header: header, known: known, source: strings.TrimSuffix(file.Name, filepath.Ext(file.Name)),
		indicators: map[string]*tidyIndicator{}, given: map[tidyKey]int{}, short: map[string]shortName{},
		batch: &Batch{Format: "tidy", Publication: "own figures", Skipped: map[string]int{}}}
	newest := study.Period(0)
	for row, err := range header.Rows() {
		if err != nil && row.Cells == nil {
			return nil, err
		}
		if err != nil {
			r.batch.Refused = append(r.batch.Refused, Refusal{At: table.Position{File: file.Name, Sheet: header.Sheet, Row: row.Number},
				Found: fmt.Sprintf("%d cells", len(row.Cells)), Expected: fmt.Sprintf("%d, as in the header", len(header.Names))})
			continue
		}
		observation, refusal := r.observation(row)
		switch {
		case refusal != nil:
			r.batch.Refused = append(r.batch.Refused, *refusal)
			continue
		case observation == nil:
			continue
		}
		newest = max(newest, observation.Period)
		r.extend(observation.Indicator, observation.Period)
		r.batch.Observations = append(r.batch.Observations, *observation)
	}
	r.batch.Release = Release{Name: r.source, Order: int(newest) * 100, Detail: DetailOfEach}
	return r.batch, nil
}

// extend takes the period into those that an own indicator covers.
func (r *tidyReader) extend(id string, period study.Period) {
	for i := range r.batch.Indicators {
		if own := &r.batch.Indicators[i]; own.ID == id {
			if own.FirstPeriod == 0 || period < own.FirstPeriod {
				own.FirstPeriod = period
			}
			own.LastPeriod = max(own.LastPeriod, period)
		}
	}
}

// text is a cell of a column that need not be there.
func (r *tidyReader) text(row table.Row, name string) string {
	if columns := r.header.Columns(name); len(columns) > 0 {
		return columns[0].Text(row)
	}
	return ""
}

func (r *tidyReader) refuse(row table.Row, name, expected string) *Refusal {
	at := table.Position{File: r.header.File, Sheet: r.header.Sheet, Row: row.Number, Column: name}
	return &Refusal{At: at, Found: r.text(row, name), Expected: expected}
}

// observation reads a row; it is nothing where the authority did not exist.
func (r *tidyReader) observation(row table.Row) (*study.Observation, *Refusal) {
	indicator, refusal := r.indicator(row)
	if refusal != nil {
		return nil, refusal
	}
	period, err := ParsePeriod(r.text(row, "period"), indicator.PeriodType)
	if err != nil {
		return nil, r.refuse(row, "period", "one year, such as 2025 or 2024-25")
	}
	authority, expected := r.authority(r.text(row, "authority"), indicator.PeriodType.End(period))
	if expected != "" {
		return nil, r.refuse(row, "authority", expected)
	}
	if !Alive(authority, indicator.PeriodType, period) {
		r.batch.Skipped[SkippedOutside]++
		return nil, nil
	}
	o := &study.Observation{Authority: authority.Code, Indicator: indicator.ID, Period: period, Source: r.source}
	if source := r.text(row, "source"); source != "" {
		o.Source = source
	}
	if refusal := r.figures(row, o); refusal != nil {
		return nil, refusal
	}
	key := tidyKey{o.Authority, o.Indicator, o.Period}
	if first, again := r.given[key]; again {
		return nil, r.refuse(row, "authority", fmt.Sprintf("one row for each authority, indicator and period; row %d has these already", first))
	}
	r.given[key] = row.Number
	return o, nil
}

// authority finds an authority by code, whole name or alias, else by a short form that stands for it alone, which is
// noted. Otherwise it says what was expected.
func (r *tidyReader) authority(text string, day study.Date) (study.Authority, string) {
	if authority, found := r.known.Places.ByCode(text); found {
		return authority, ""
	}
	if authority, err := placeAtTheTime(r.known.Places, Place{Name: text}, day); err == nil {
		return authority, ""
	}
	short, met := r.short[text]
	if !met {
		short = r.shorten(text)
		r.short[text] = short
	}
	return short.authority, short.expected
}

func (r *tidyReader) shorten(text string) shortName {
	authority, err := r.known.Places.FindShort(text)
	if err == nil {
		r.batch.Notes = append(r.batch.Notes, fmt.Sprintf("%q is read as %s (%s)", text, authority.Name, authority.Code))
		return shortName{authority: authority}
	}
	expected := "the code, the ONS code or the name of one authority"
	var unknown *study.UnknownAuthority
	if errors.As(err, &unknown) && len(unknown.Nearest) > 0 {
		var names []string
		for _, a := range unknown.Nearest[:min(3, len(unknown.Nearest))] {
			names = append(names, fmt.Sprintf("%s (%s)", a.Name, a.Code))
		}
		expected += ", of which " + study.NearestWords(names)
	}
	return shortName{expected: expected}
}

// figures reads the value, the counts and the status, which must go together.
func (r *tidyReader) figures(row table.Row, o *study.Observation) *Refusal {
	var err error
	if o.Value, o.Status, err = Figure(r.text(row, "value"), CurrentEra); err != nil {
		return r.refuse(row, "value", "a figure, a symbol such as c for suppressed, or nothing")
	}
	for _, count := range []struct {
		name string
		into *study.Number
	}{{"numerator", &o.Numerator}, {"denominator", &o.Denominator}} {
		if *count.into, _, err = Figure(r.text(row, count.name), CurrentEra); err != nil || *count.into < 0 {
			return r.refuse(row, count.name, "a count, or nothing")
		}
	}
	stated := study.Status(fold(r.text(row, "status")))
	switch {
	case stated == "":
		return nil
	case !stated.Valid():
		return r.refuse(row, "status", "one of "+statusList())
	case stated.HasValue() && !o.Value.Known():
		return r.refuse(row, "value", fmt.Sprintf("a figure, as the status is %q", stated))
	case !stated.HasValue() && o.Value.Known():
		return r.refuse(row, "value", fmt.Sprintf("nothing, as the status is %q", stated))
	}
	o.Status = stated
	return nil
}

func statusList() string {
	var names []string
	for _, status := range study.Statuses {
		names = append(names, string(status))
	}
	return strings.Join(names, ", ")
}
