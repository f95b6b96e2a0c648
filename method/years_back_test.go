package method

import (
	"context"
	"slices"
	"testing"

	"goodmeasure/definition"
	"goodmeasure/study"
)

func TestYearsBefore(t *testing.T) {
	e := embedded(t)
	d := definition.Default(e.Indicators)
	now, without, err := YearsBefore(e, d, 0)
	if err != nil || len(without) > 0 || len(now.Indicators) != len(d.Indicators) {
		t.Fatal(err, without)
	}
	past, without, err := YearsBefore(e, d, 2)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range past.Indicators {
		was, _ := now.Criterion(c.ID)
		if c.Period != was.Period-2 || slices.Contains(without, c.ID) || c.Weight != was.Weight {
			t.Errorf("%+v, now %+v", c, was)
		}
	}
	if len(past.Indicators)+len(without) != len(d.Indicators) {
		t.Errorf("indicators are lost: %v", without)
	}
	if _, _, err := YearsBefore(e, d, 40); err == nil {
		t.Error("figures of 1985 were found")
	}
}

func TestYearsBeforeLeavesNoEmptyGroup(t *testing.T) {
	e := synthetic(t, 12, 4, scattered)
	var earlier []study.Observation
	for o := range e.Observations("m0") {
		o.Period = 2023
		earlier = append(earlier, o)
	}
	e.SetObservations("m0", slices.AppendSeq(earlier, e.Observations("m0")))
	d := definition.Of(e.Indicators)
	definition.ByDomain(d, e.Indicators)
	d.Combine.LeastShare = 0.2
	d.Vary.MayLeaveOut, d.Vary.LeaveOut = []string{"m1", "m2"}, 2
	past, without, err := YearsBefore(e, d, 1)
	if err != nil {
		t.Fatal(err)
	}
	if len(past.Indicators) != 1 || len(past.Groups) != 1 || past.Vary.LeaveOut != 0 || len(without) != 3 {
		t.Errorf("left %+v, without %v", past, without)
	}
	past.Vary.YearsBack = 0
	if _, err := StressRanks(context.Background(), e, past, StressDraws{Draws: 200, Seed: 1}); err != nil {
		t.Error(err)
	}
}

func TestStressRanksAreThoseOfAStressTest(t *testing.T) {
	e, d := ladder(t)
	d.Vary.SamplingError = true
	whole := stressed(t, e, d, StressDraws{Draws: 300, Seed: 5})
	part, err := StressRanks(context.Background(), e, d, StressDraws{Draws: 300, Seed: 5, Workers: 3})
	if err != nil {
		t.Fatal(err)
	}
	for at, a := range part.Authorities {
		b := whole.Authorities[at]
		if a.Authority != b.Authority || a.RankMedian != b.RankMedian || a.RankLow95 != b.RankLow95 || a.RankHigh95 != b.RankHigh95 || a.PBestQuarter != b.PBestQuarter {
			t.Errorf("%+v, in the whole test %+v", a, b)
		}
	}
	if _, err := StressRanks(context.Background(), e, d, StressDraws{Draws: 10}); err == nil {
		t.Error("10 draws were taken")
	}
}

// The default definition is the study’s composite, so that its index agrees with inspection as the composite does.
func TestIndexAgreesWithInspectionAsTheCompositeDoes(t *testing.T) {
	e := embedded(t)
	c, err := SetUp(Latest, e)
	if err != nil {
		t.Fatal(err)
	}
	c.Draws = 200
	r, err := Run(context.Background(), e, c)
	if err != nil {
		t.Fatal(err)
	}
	x, err := MakeIndex(context.Background(), e, definition.Default(e.Indicators), IndexDraws{Draws: 200, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	f, err := NewFrame(e, c)
	if err != nil {
		t.Fatal(err)
	}
	got, want := AgreeOnIndex(f, x, 10), r.Agreement[All]
	near(t, "Spearman", got.Spearman, float64(want.Spearman), 1e-9)
	near(t, "kappa", got.Kappa, float64(want.Kappa), 1e-9)
	if got.N != want.N || got.Scored != want.Scored || got.Measures != 14 {
		t.Errorf("n %d of %d, expected %d of %d", got.N, got.Scored, want.N, want.Scored)
	}
	for at, row := range got.Table {
		for g, cell := range row.Grades {
			if !slices.Equal(cell.Authorities, want.Table[at].Grades[g].Authorities) {
				t.Errorf("%s, %s: %v, expected %v", row.Place, cell.Grade.Words(), cell.Authorities, want.Table[at].Grades[g].Authorities)
			}
		}
	}
}
