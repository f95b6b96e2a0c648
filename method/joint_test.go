package method

import (
	"context"
	"slices"
	"testing"

	"goodmeasure/study"
)

// shareFigure publishes one figure for two authorities of a region together, the first's.
func shareFigure(e *study.Edition, first, second int) {
	for _, i := range e.Indicators {
		rows := slices.Collect(e.Observations(i.ID))
		for at := range rows {
			if rows[at].Authority == e.Authorities[second].Code {
				one := e.Observation(e.Authorities[first].Code, i.ID, rows[at].Period)
				rows[at].Value, rows[at].Numerator, rows[at].Denominator = one.Value, one.Numerator, one.Denominator
			}
			if rows[at].Authority == e.Authorities[first].Code || rows[at].Authority == e.Authorities[second].Code {
				rows[at].Status = study.Joint
			}
		}
		e.SetObservations(i.ID, rows)
	}
}

// sharing is a made-up edition in which the authorities 0 and 3 have joint figures alone, over two years.
func sharing(t *testing.T) *study.Edition {
	e := synthetic(t, 40, 3, scattered)
	for _, i := range e.Indicators {
		rows := slices.Collect(e.Observations(i.ID))
		for _, o := range rows {
			o.Period--
			rows = append(rows, o)
		}
		e.SetObservations(i.ID, rows)
	}
	shareFigure(e, 0, 3)
	return e
}

func TestAJointFigureHasOnePlace(t *testing.T) {
	e := sharing(t)
	same := func(what string, rows []Rank) {
		t.Helper()
		a, b := rows[0], rows[3]
		if !a.RankLow.Known() || a.RankLow != b.RankLow || a.RankHigh != b.RankHigh || a.RankMedian != b.RankMedian || a.RankLow50 != b.RankLow50 || a.PTopTenth != b.PTopTenth {
			t.Errorf("%s: places %v to %v and %v to %v of one figure", what, a.RankLow, a.RankHigh, b.RankLow, b.RankHigh)
		}
	}
	one, err := RankOne(e, Chosen{ID: "m0", Period: 2024, Direction: study.HigherIsBetter}, 1000, 1)
	if err != nil {
		t.Fatal(err)
	}
	same("a measure", one)
	same("a study", runOn(t, e, nil).Ranks)
}

func ofMeasures(ids ...string) *study.Definition {
	d := &study.Definition{Combine: study.Combination{Normalisation: study.NormaliseZScore, Aggregation: study.AggregateArithmetic}}
	for _, id := range ids {
		d.Indicators = append(d.Indicators, study.Criterion{ID: id, Direction: study.HigherIsBetter, Weight: study.Weight{Value: 1}})
	}
	return d
}

func TestADefinitionOfJointFiguresHasOnePlace(t *testing.T) {
	e := sharing(t)
	for what, change := range map[string]func(*study.Definition){
		"as they are": func(d *study.Definition) {},
		"means":       func(d *study.Definition) { d.Indicators[0].Years, d.Indicators[1].Years = 2, 2 },
		"shrunk":      func(d *study.Definition) { d.Combine.Shrinkage = true },
	} {
		d := ofMeasures("m0", "m1")
		change(d)
		x, err := MakeIndex(context.Background(), e, d, IndexDraws{Draws: 500, Seed: 1})
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		at := map[string]IndexResult{}
		for _, r := range x.Results {
			at[r.Unit] = r
		}
		a, b := at[e.Authorities[0].Code], at[e.Authorities[3].Code]
		if !a.RankLow.Known() || a.RankLow != b.RankLow || a.RankHigh != b.RankHigh {
			t.Errorf("%s: places %v to %v and %v to %v of the same figures", what, a.RankLow, a.RankHigh, b.RankLow, b.RankHigh)
		}
	}
	other := ofMeasures("m0", "m2")
	c := compared(t, e, ofMeasures("m0", "m1"), other, 2)
	if a, b := c.Authorities[0], c.Authorities[3]; a.RankALow != b.RankALow || a.ChangeLow != b.ChangeLow || a.ChangeHigh != b.ChangeHigh || a.ChangeLow == a.ChangeHigh {
		t.Errorf("the same figures move by %v to %v and by %v to %v", a.ChangeLow, a.ChangeHigh, b.ChangeLow, b.ChangeHigh)
	}
}

// Over years of which one is an authority's own, its mean is its own too.
func TestAMeanOfFiguresThatWereNotAllJointIsDrawnApart(t *testing.T) {
	e := sharing(t)
	rows := slices.Collect(e.Observations("m0"))
	for at := range rows {
		if rows[at].Period == 2023 && rows[at].Authority == e.Authorities[3].Code {
			rows[at].Status = study.Published
		}
	}
	e.SetObservations("m0", rows)
	f := &Frame{Edition: e, Authorities: e.Authorities}
	m := Matrix{Frame: f}
	var periods []Measure
	for _, period := range []study.Period{2024, 2023} {
		periods = append(periods, measure(e, f.Authorities, Chosen{ID: "m0", Period: period, Direction: study.HigherIsBetter}))
	}
	for years, want := range map[int]bool{1: true, 2: false} {
		out, err := m.figures(periods[:years], false)
		if err != nil {
			t.Fatal(err)
		}
		if earlier, shared := out.posteriors[3].Shared(); shared != want || shared && earlier != 0 {
			t.Errorf("over %d years: shared with %d, %v, expected %v", years, earlier, shared, want)
		}
	}
}
