package workbench

import (
	"slices"

	"goodmeasure/method"
	"goodmeasure/study"
)

// Figure is an authority's figure on one indicator, or the reason why there is none, and what to compare it with.
type Figure struct {
	Indicator       string            `json:"indicator"`
	Name            string            `json:"name"`
	Plain           string            `json:"plain"`
	Domain          study.Domain      `json:"domain"`
	Unit            string            `json:"unit"`
	Direction       study.Direction   `json:"direction"`
	DirectionWords  string            `json:"direction_words"`
	Readings        []study.Reading   `json:"readings,omitempty"`
	Period          study.Period      `json:"period"`
	PeriodWords     string            `json:"period_words"`
	Value           study.Number      `json:"value"` // recomputed from counts where it is a proportion that has them
	Low             study.Number      `json:"low"`   // 95% interval
	High            study.Number      `json:"high"`
	SamplingError   method.ErrorModel `json:"sampling_error"`
	Published       study.Number      `json:"published"`
	Numerator       study.Number      `json:"numerator"`
	Denominator     study.Number      `json:"denominator"`
	Status          study.Status      `json:"status"`
	Reason          string            `json:"reason,omitempty"` // why there is no value, in words
	EnglandMedian   study.Number      `json:"england_median"`   // of the authorities that may be ranked
	EnglandN        int               `json:"england_n"`
	NeighbourMedian study.Number      `json:"neighbour_median"`
	NeighbourN      int               `json:"neighbour_n"`
	Rank            study.Number      `json:"rank"` // in the indicator's direction; where it is contested, as if higher were better
	RankLow         study.Number      `json:"rank_low"`
	RankHigh        study.Number      `json:"rank_high"`
	RankN           int               `json:"rank_n"`
	Ranks           []method.Rank     `json:"ranks"` // one; two where people disagree which way is better; none in the surroundings
	Source          string            `json:"source"`
	Publisher       string            `json:"publisher"`
	Publication     string            `json:"publication"`
	Caveats         []string          `json:"caveats"`
	Breaks          []study.Break     `json:"breaks,omitempty"`
}

func (w *Workbench) figure(a study.Authority, i study.Indicator, asked study.Period, neighbours []Neighbour) (Figure, error) {
	period := asked
	if period == 0 {
		period = w.periodOf(a, i)
	}
	day := i.PeriodType.End(period)
	o := w.Edition.Observation(a.Code, i.ID, period)
	interval := method.IntervalOf(w.Edition, i, o)
	f := Figure{Indicator: i.ID, Name: i.Name, Plain: i.Plain, Domain: i.Domain, Unit: i.Unit, Direction: i.Direction, DirectionWords: i.Direction.Words(),
		Readings: i.Readings, Period: period, PeriodWords: i.PeriodType.Words(period), Value: exactValue(i, o), Low: interval.Low, High: interval.High,
		SamplingError: interval.From, Published: o.Value, Numerator: o.Numerator, Denominator: o.Denominator, Status: o.Status,
		NeighbourMedian: study.Missing, Rank: study.Missing, RankLow: study.Missing, RankHigh: study.Missing, Ranks: []method.Rank{}, Source: o.Source,
		Publisher: i.Publisher, Publication: i.Publication, Caveats: i.Caveats, Breaks: i.Breaks}
	switch {
	case a.ExistedOn(day) && !o.Status.HasValue():
		f.Reason = o.Status.Words()
	case !a.ExistedOn(day) && a.ValidTo.Before(day) && !a.Current():
		f.Reason = "the authority had ended"
	case !a.ExistedOn(day):
		f.Reason = "the authority did not exist yet"
	}
	england := w.nation(i, period)
	f.EnglandMedian, f.EnglandN = england.median, england.n
	f.NeighbourMedian, f.NeighbourN = england.medianOf(func(other study.Authority) bool {
		return slices.ContainsFunc(neighbours, func(n Neighbour) bool { return n.Authority == other.Code })
	})
	return f, w.rankFigure(&f, a)
}

// exactValue is the value that ranks are made of.
func exactValue(i study.Indicator, o study.Observation) study.Number {
	return study.Number(study.Significant(float64(o.Exact(i.Kind)), 10))
}

// periodOf is the newest well covered period at whose end an authority existed. For an authority that ended before
// there were figures it is the newest of all.
func (w *Workbench) periodOf(a study.Authority, i study.Indicator) study.Period {
	covered := method.Covered(w.Edition, i.ID)
	for at := len(covered) - 1; at >= 0; at-- {
		if a.ExistedOn(i.PeriodType.End(covered[at])) {
			return covered[at]
		}
	}
	if len(covered) == 0 {
		return i.LastPeriod
	}
	return covered[len(covered)-1]
}

// rankFigure ranks an authority's figure as Rank does with nothing else asked for.
func (w *Workbench) rankFigure(f *Figure, a study.Authority) error {
	if !f.Value.Known() || a.Tiny() {
		return nil
	}
	var directions []study.Direction
	switch f.Direction {
	case study.HigherIsBetter, study.LowerIsBetter:
		directions = []study.Direction{f.Direction}
	case study.Contested:
		directions = []study.Direction{study.HigherIsBetter, study.LowerIsBetter}
	}
	for _, direction := range directions {
		chosen := method.Chosen{ID: f.Indicator, Period: f.Period, Direction: direction, Contested: f.Direction == study.Contested}
		ranks, err := w.ranksOf(chosen)
		if err != nil {
			return err
		}
		for _, one := range ranks {
			if one.Authority == a.Code {
				f.Ranks = append(f.Ranks, one)
			}
		}
	}
	if len(f.Ranks) > 0 {
		f.Rank, f.RankLow, f.RankHigh, f.RankN = f.Ranks[0].Rank, f.Ranks[0].RankLow, f.Ranks[0].RankHigh, f.Ranks[0].N
	}
	return nil
}
