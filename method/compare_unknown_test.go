package method

import (
	"testing"

	"goodmeasure/study"
)

// TestNobodyMovesWithoutAKnownError holds a figure without a known sampling error to no interval: held as it is, it would
// look certain.
func TestNobodyMovesWithoutAKnownError(t *testing.T) {
	e := synthetic(t, 11, 2, scattered)
	for _, id := range []string{"m0", "m1"} {
		observations := []study.Observation{}
		for at, a := range e.Authorities {
			o := e.Observation(a.Code, id, 2024)
			if id == "m0" || at == 4 {
				o.Numerator, o.Denominator = study.Missing, study.Missing
			}
			observations = append(observations, o)
		}
		e.SetObservations(id, observations)
	}
	of := func(ids ...string) *study.Definition {
		d := &study.Definition{Combine: study.Combination{Normalisation: study.NormaliseZScore, Aggregation: study.AggregateArithmetic}}
		for _, id := range ids {
			d.Indicators = append(d.Indicators, study.Criterion{ID: id, Direction: study.HigherIsBetter, Weight: study.Weight{Value: 1}})
		}
		return d
	}
	none := compared(t, e, of("m0"), of("m1"), 2)
	if none.Up+none.Down != 0 || none.NotTold != 11 || none.ErrorUnknown != 11 || none.SpearmanLow.Known() || !none.Spearman.Known() {
		t.Errorf("without errors under A: %d up, %d down, %d not told, %d unknown, correlation from %v", none.Up, none.Down, none.NotTold, none.ErrorUnknown, none.SpearmanLow)
	}
	for at, m := range none.Authorities {
		if m.RankALow.Known() || m.PBestQuarterA.Known() || m.ChangeLow.Known() || m.ChangeMedian.Known() || m.ChangeHigh.Known() || m.RankBLow.Known() == (at == 4) {
			t.Errorf("%+v", m)
		}
	}
	some := compared(t, e, of("m1"), of("m0", "m1"), 2)
	if some.ErrorUnknown != 1 || some.Authorities[4].ChangeLow.Known() || some.Authorities[4].Moves != CannotBeTold || !some.Authorities[3].ChangeLow.Known() || !some.SpearmanLow.Known() {
		t.Errorf("with errors of all but one: %d unknown, %+v", some.ErrorUnknown, some.Authorities[4])
	}
}
