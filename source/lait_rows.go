package source

import (
	"strconv"

	"goodmeasure/study"
	"goodmeasure/table"
)

func (r *laitReader) measure(short string) *laitSeries {
	measure := laitMeasureOf(short)
	if measure == nil {
		return nil
	}
	for _, indicator := range r.known.Indicators {
		if indicator.ID == measure.Indicator {
			return &laitSeries{*measure, indicator}
		}
	}
	return nil
}

func (r *laitReader) place(code string) laitPlace {
	if number, err := strconv.Atoi(code); err == nil && number >= firstLAITArea {
		return laitPlace{region: true}
	}
	found, err := Place{Code: code}.Find(r.known.Places)
	if err != nil {
		return laitPlace{err: err}
	}
	return laitPlace{authority: found[0]}
}

func (r *laitReader) period(text string, kind study.PeriodType) laitPeriod {
	label := laitLabel{text, kind}
	period, known := r.periods[label]
	if !known {
		period.period, period.err = ParsePeriod(text, kind)
		r.periods[label] = period
	}
	return period
}

func (r *laitReader) take(rows table.Batch, i int) {
	series := r.measures.of(rows.Columns[laitShort], i)
	place := r.areas.of(rows.Columns[laitArea], i)
	switch {
	case series == nil:
		r.batch.Skipped[SkippedMeasure]++
		return
	case place.region:
		r.batch.Skipped[SkippedArea]++
		return
	case place.err != nil:
		r.refuseOnce(rows, i, laitArea, "the code of an authority, or one from "+strconv.Itoa(firstLAITArea)+" up for a region")
		return
	}
	period := r.period(rows.Columns[laitYears].At(i), series.indicator.PeriodType)
	if period.err != nil {
		r.refuseOnce(rows, i, laitYears, "one year, such as 2025 or 2024-25")
		return
	}
	figure := r.figures.of(rows.Columns[laitValues], i)
	switch {
	case figure.err != nil:
		r.refuse(rows, i, laitValues, "a figure, or a dash for none")
	case Alive(place.authority, series.indicator.PeriodType, period.period):
		r.add(rows, i, laitKey{series, place.authority.Code, period.period}, figure)
	case figure.status == study.Published:
		r.batch.Skipped[SkippedOutside]++
	default:
		r.batch.Skipped[SkippedNotYet]++
	}
}

// add takes a figure. A year may stand under two labels, "2018" and "2018 (Revised)"; they must agree, or one be a dash.
func (r *laitReader) add(rows table.Batch, i int, key laitKey, figure laitFigure) {
	observation := key.observation(figure)
	at, repeated := r.taken[key]
	if !repeated {
		r.taken[key] = len(r.batch.Observations)
		r.batch.Observations = append(r.batch.Observations, observation)
		return
	}
	earlier := &r.batch.Observations[at]
	switch {
	case earlier.Status == study.Unexplained:
		*earlier = observation
	case observation.Status != study.Unexplained && (observation.Value.String() != earlier.Value.String() || observation.Numerator.String() != earlier.Numerator.String()):
		r.refuse(rows, i, laitValues, "the same figure as an earlier row for this authority, measure and year has")
	}
}

func (k laitKey) observation(figure laitFigure) study.Observation {
	o := study.Observation{Authority: k.authority, Indicator: k.series.Indicator, Period: k.period, Value: figure.value,
		Numerator: study.Missing, Denominator: study.Missing, Status: figure.status}
	switch {
	case k.series.Spending && figure.status == study.Published:
		o.Value, o.Numerator, o.Status = study.Missing, figure.value, study.NoDenominator
	case implausible(k.series.indicator.Kind, figure.value):
		o.Value, o.Status = study.Missing, study.Implausible
	}
	return o
}

// implausible tells whether a published figure cannot be one: a mean or score of nothing is an empty cell that became
// zero on the way.
func implausible(kind study.Kind, value study.Number) bool {
	return value == 0 && (kind == study.Mean || kind == study.Score)
}

func (r *laitReader) refuse(rows table.Batch, i, column int, expected string) {
	r.batch.Refused = append(r.batch.Refused, Refusal{
		At:       table.Position{File: r.file.Name, Sheet: r.file.Sheets()[0], Row: rows.Row(i), Column: laitColumns[column]},
		Found:    rows.Columns[column].At(i),
		Expected: expected,
	})
}

// refuseOnce refuses the first row with a text that stands on thousands.
func (r *laitReader) refuseOnce(rows table.Batch, i, column int, expected string) {
	key := laitColumns[column] + rows.Columns[column].At(i)
	if !r.refused[key] {
		r.refused[key] = true
		r.refuse(rows, i, column, expected)
	}
}
