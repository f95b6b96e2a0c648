package workbench

import (
	"slices"

	"goodmeasure/method"
	"goodmeasure/study"
)

// PortraitRow is an authority's figure on one measure with everything that its row shows.
type PortraitRow struct {
	Figure
	Compared
	Change       *Change      `json:"change,omitempty"`
	Past         []PastFigure `json:"past"`                 // oldest first, up to the period shown
	Counts       bool         `json:"counts"`               // in the definition
	Reading      string       `json:"reading,omitempty"`    // how the definition takes the measure, where not as the measure is described
	Because      string       `json:"because,omitempty"`    // why the definition takes it so
	YearsMean    int          `json:"years_mean,omitempty"` // the definition scores the mean of so many years
	ValueWords   string       `json:"value_words"`          // the figure, or why there is none
	RangeWords   string       `json:"interval_words"`
	AgainstWords string       `json:"benchmark_value_words"`
	AgainstNote  string       `json:"benchmark_note,omitempty"` // how many of a group have a figure, where not all have
	StanceWords  string       `json:"stance_words"`
	RankWords    []string     `json:"rank_words"` // two where people disagree which way is better
	SourceWords  string       `json:"source_words"`

	indicator study.Indicator
	others    []placeValue
}

// PastFigure is a figure of one period, what there is to compare it with, or why there is none.
type PastFigure struct {
	Period        study.Period      `json:"period"`
	PeriodWords   string            `json:"period_words"`
	Value         study.Number      `json:"value"`
	Low           study.Number      `json:"low"`
	High          study.Number      `json:"high"`
	SamplingError method.ErrorModel `json:"sampling_error"`
	Reason        string            `json:"reason,omitempty"`
	Joint         bool              `json:"joint,omitempty"` // one figure was published for the authority and another together
	England       study.Number      `json:"england_median"`
	QuarterLow    study.Number      `json:"england_quarter_low"` // the middle half of the authorities lie from here
	QuarterHigh   study.Number      `json:"england_quarter_high"`
	Benchmark     study.Number      `json:"benchmark"`
	benchmarkN    int
}

func (w *Workbench) portraitRow(a study.Authority, i study.Indicator, criterion study.Criterion, counts bool, company Company) (PortraitRow, error) {
	period := criterion.Period
	if period == 0 {
		period = w.periodOf(a, i)
	}
	figure, err := w.figure(a, i, period, nil)
	if err != nil {
		return PortraitRow{}, err
	}
	otherwise := counts && criterion.Direction != i.Direction
	taken := i
	if otherwise && i.Direction.Sign() != 0 {
		taken.Direction = study.Contested // by the definition itself: a figure is neither stronger nor weaker
	}
	row := PortraitRow{Figure: figure, Compared: w.compared(a, taken, figure, company), Counts: counts, indicator: i, others: w.nation(i, period).values, Past: w.past(a, i, period, company)}
	if criterion.Years > 1 {
		row.YearsMean = criterion.Years
	}
	if otherwise {
		row.Reading, row.Because = criterion.Direction.Words(), criterion.Because
	}
	row.Change = row.changed(a, company)
	row.say(company)
	return row, nil
}

// past are the figures of an authority's periods up to one, those before it existed left out.
func (w *Workbench) past(a study.Authority, i study.Indicator, last study.Period, company Company) []PastFigure {
	past := []PastFigure{}
	for _, period := range w.Edition.Periods(i.ID) {
		if period > last || !a.ExistedOn(i.PeriodType.End(period)) {
			continue
		}
		o := w.Edition.Observation(a.Code, i.ID, period)
		interval := method.IntervalOf(w.Edition, i, o)
		nation := w.nation(i, period)
		one := PastFigure{Period: period, PeriodWords: i.PeriodType.Words(period), Value: exactValue(i, o), Low: interval.Low, High: interval.High, SamplingError: interval.From, Joint: o.Status == study.Joint,
			England: nation.median, QuarterLow: nation.quarter[0], QuarterHigh: nation.quarter[1], Benchmark: study.Missing}
		if !o.Status.HasValue() {
			one.Reason = o.Status.Words()
		}
		if company.Benchmark != AgainstEngland {
			one.Benchmark, one.benchmarkN = company.median(nation)
		}
		past = append(past, one)
	}
	return past
}

// brokenBetween tells whether the series breaks after the earlier of two periods, up to the later.
func (r PortraitRow) brokenBetween(earlier, later study.Period) bool {
	return slices.ContainsFunc(r.Breaks, func(b study.Break) bool { return b.Period > earlier && b.Period <= later })
}
