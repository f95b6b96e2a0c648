package workbench

import (
	"context"
	"fmt"

	"goodmeasure/method"
	"goodmeasure/study"
)

// nation is one indicator in one period over the authorities that existed at its end, in the order of their codes. City of
// London and Isles of Scilly are not in it.
type nation struct {
	values  []placeValue
	median  study.Number
	quarter [2]study.Number // between which the middle half of the authorities lie
	span    [2]study.Number // the lowest and the highest figure
	n       int
}

type placeValue struct {
	authority *study.Authority
	value     study.Number
	status    study.Status
}

// nation is made once for each indicator and period.
func (w *Workbench) nation(i study.Indicator, period study.Period) *nation {
	f, _ := w.nations.recall(context.Background(), fmt.Sprint(i.ID, " ", period), func(context.Context) (*nation, error) {
		f := &nation{}
		day := i.PeriodType.End(period)
		var values []study.Number
		for at := range w.Edition.Authorities {
			a := &w.Edition.Authorities[at]
			if !a.ExistedOn(day) || a.Tiny() {
				continue
			}
			o := w.Edition.Observation(a.Code, i.ID, period)
			value := exactValue(i, o)
			f.values = append(f.values, placeValue{a, value, o.Status})
			values = append(values, value)
		}
		f.median, f.n = method.Median(values)
		f.quarter[0], f.quarter[1] = method.Quarters(values)
		f.span = spanOf(values)
		return f, nil
	})
	return f
}

// medianOf is the median of those of the nation that are in a group, and how many of them have a figure.
func (f *nation) medianOf(group func(study.Authority) bool) (study.Number, int) {
	var values []study.Number
	for _, one := range f.values {
		if group(*one.authority) {
			values = append(values, one.value)
		}
	}
	return method.Median(values)
}

// ranksOf are the ranks on an indicator as Rank gives them with nothing else asked for. They are kept, and for reading only.
func (w *Workbench) ranksOf(chosen method.Chosen) ([]method.Rank, error) {
	key := fmt.Sprint(chosen.ID, " ", chosen.Period, " ", chosen.Direction)
	return w.ranks.recall(context.Background(), key, func(context.Context) ([]method.Rank, error) {
		return method.RankOne(w.Edition, chosen, usualDraws, usualSeed)
	})
}

// spanOf is the lowest and the highest known figure.
func spanOf(values []study.Number) [2]study.Number {
	span := [2]study.Number{study.Missing, study.Missing}
	for _, v := range values {
		if !v.Known() {
			continue
		}
		if !span[0].Known() || v < span[0] {
			span[0] = v
		}
		if !span[1].Known() || v > span[1] {
			span[1] = v
		}
	}
	return span
}
