package study_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"goodmeasure/study"
)

// Whatever order observations come in, an edition gives each of them back, in order, and knows its periods.
func TestAnEditionGivesBackItsObservations(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		type place struct {
			authority string
			period    study.Period
		}
		places := rapid.SliceOfDistinct(rapid.Custom(func(t *rapid.T) place {
			return place{fmt.Sprint("E", rapid.IntRange(1, 6).Draw(t, "authority")), study.Period(rapid.IntRange(2013, 2018).Draw(t, "period"))}
		}), func(p place) place { return p }).Draw(t, "places")
		var given []study.Observation
		known := map[study.Period]int{}
		for n, at := range places {
			o := study.Observation{Authority: at.authority, Indicator: "x", Period: at.period, Value: study.Number(n), Numerator: study.Missing, Denominator: study.Missing,
				Status: rapid.SampledFrom([]study.Status{study.Published, study.Suppressed}).Draw(t, "status"), Source: "s"}
			if !o.Status.HasValue() {
				o.Value = study.Missing
			} else {
				known[at.period]++
			}
			given = append(given, o)
		}
		var e study.Edition
		e.SetObservations("x", given)
		all := slices.Collect(e.Observations("x"))
		if len(all) != len(given) {
			t.Fatalf("%d observations of %d", len(all), len(given))
		}
		for n := 1; n < len(all); n++ {
			if a, b := all[n-1], all[n]; a.Period > b.Period || a.Period == b.Period && a.Authority >= b.Authority {
				t.Fatalf("%v %v before %v %v", a.Authority, a.Period, b.Authority, b.Period)
			}
		}
		for _, o := range given {
			if got := e.Observation(o.Authority, "x", o.Period); fmt.Sprint(got) != fmt.Sprint(o) {
				t.Fatalf("%v, expected %v", got, o)
			}
		}
		if o := e.Observation("E0", "x", 2015); o.Status != study.NotCollected {
			t.Fatalf("nobody's figure: %v", o)
		}
		var periods []study.Period
		for period := study.Period(2012); period < 2020; period++ {
			if e.Known("x", period) != known[period] {
				t.Fatalf("%d: %d known, expected %d", period, e.Known("x", period), known[period])
			}
			if known[period] > 0 {
				periods = append(periods, period)
			}
		}
		if !slices.Equal(e.Periods("x"), periods) {
			t.Fatalf("periods %v, expected %v", e.Periods("x"), periods)
		}
	})
}
