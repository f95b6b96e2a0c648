package workbench_test

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"goodmeasure/definition"
	"goodmeasure/internal/workbench"
	"goodmeasure/method"
	"goodmeasure/study"
)

func TestEffectOfTheDefaultMovesNobody(t *testing.T) {
	bench, d := benchAndDefinition(t, "")
	e, err := bench.Effect(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	if !e.Usual || len(e.Movers(10)) != 0 || e.Alike != 1 || e.NewQuarter != 0 || e.N != len(e.Rows) || e.N < 140 {
		t.Errorf("usual %v, %d movers, alike %v, %d in another quarter, %d of %d rows", e.Usual, len(e.Movers(10)), e.Alike, e.NewQuarter, len(e.Rows), e.N)
	}
}

// TestEffectIsThatOfTheCommands compares with the use-cases that do the parts at length.
func TestEffectIsThatOfTheCommands(t *testing.T) {
	bench, d := benchAndDefinition(t, "rereferral.sw_agency~3.cpp_repeat~2.sw_vacancy--minmax")
	ctx := context.Background()
	e, err := bench.Effect(ctx, d)
	if err != nil {
		t.Fatal(err)
	}
	index, err := method.MakeIndex(ctx, bench.Edition, d, method.IndexDraws{Draws: e.Draws, Seed: e.Seed})
	if err != nil {
		t.Fatal(err)
	}
	usual, err := method.MakeIndex(ctx, bench.Edition, definition.Default(bench.Edition.Indicators), method.IndexDraws{Draws: 100, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	before := map[string]study.Number{}
	for _, r := range usual.Results {
		before[r.Unit] = r.Rank
	}
	for at, row := range e.Rows {
		r := index.Results[at]
		if row.Authority != r.Unit || row.Rank != r.Rank || row.RankLow != r.RankLow || row.RankHigh != r.RankHigh {
			t.Errorf("%+v, in the index %+v", row, r)
		}
		if was := before[row.Authority]; was.Known() != row.Moved.Known() || was != row.Usual && was.Known() {
			t.Errorf("%s moved %v from %v, in the index %v", row.Name, row.Moved, row.Usual, was)
		}
	}
	stress, err := bench.StressOf(ctx, d, e.Robustness.Draws)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(stress.Strong.P95, e.Robustness.Strong.P95) || !slices.Equal(stress.Weak.P80, e.Robustness.Weak.P80) || stress.Pairs != e.Robustness.Pairs {
		t.Errorf("%+v and %+v, in the stress test %+v and %+v", e.Robustness.Strong, e.Robustness.Pairs, stress.Strong, stress.Pairs)
	}
	movers := e.Movers(3)
	for _, row := range e.Rows {
		if math.Abs(float64(row.Moved)) > math.Abs(float64(movers[0].Moved)) {
			t.Errorf("%s moves %v, more than the first of the movers", row.Name, row.Moved)
		}
	}
}

// TestMovesAreThoseOfTheComparison takes a definition that leaves some unranked whom the default ranks: they move nobody.
func TestMovesAreThoseOfTheComparison(t *testing.T) {
	bench, d := benchAndDefinition(t, "rereferral.sw_agency~3.cla_missing-lower")
	ctx := context.Background()
	e, err := bench.Effect(ctx, d)
	if err != nil {
		t.Fatal(err)
	}
	compared, err := bench.CompareDefinitions(ctx, definition.Default(bench.Edition.Indicators), d)
	if err != nil {
		t.Fatal(err)
	}
	moved := 0
	for _, m := range compared.Comparison.Authorities {
		at := slices.IndexFunc(e.Rows, func(r workbench.EffectRow) bool { return r.Authority == m.Authority })
		if at < 0 || math.Abs(float64(e.Rows[at].Moved+m.Change)) > 0.5 { // ties share a place here, and the mean of theirs there
			t.Errorf("%s changes by %v, on the page of the definition moves %+v", m.Name, m.Change, e.Rows[max(at, 0)])
		}
		if m.Change != 0 {
			moved++
		}
	}
	if e.Both != len(compared.Comparison.Authorities) || e.Both >= e.UsualN {
		t.Errorf("%d ranked by both, %d compared, %d ranked by the default", e.Both, len(compared.Comparison.Authorities), e.UsualN)
	}
	if want := fmt.Sprintf("%d authorities stand elsewhere than under the default (among the %d that both rank)", moved, e.Both); !strings.Contains(e.Headline(), want) {
		t.Errorf("%q, want %q", e.Headline(), want)
	}
}

func TestMeasuresThatCountTheSameThingAreNamed(t *testing.T) {
	bench, d := benchAndDefinition(t, "cl_accom.cl_no_contact.placement_3plus.cla_absence.cla_persistent_absence")
	e, err := bench.Effect(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(e.Beware, func(words string) bool { return strings.Contains(words, "they largely count the same thing twice") }) {
		t.Errorf("nothing is said of measures that count two sides of one thing: %v", e.Beware)
	}
	for _, words := range e.Beware {
		if strings.Contains(words, "cla_") || strings.Contains(words, "cl_") {
			t.Errorf("an ID where a name should be: %s", words)
		}
	}
	at := slices.IndexFunc(e.Overlaps, func(o workbench.EffectOverlap) bool { return o.A == "cla_absence" && o.B == "cla_persistent_absence" })
	if at < 0 || !strings.Contains(e.Overlaps[at].Words, "largely count the same thing") {
		t.Errorf("%+v", e.Overlaps)
	}
}

func benchAndDefinition(t *testing.T, link string) (*workbench.Workbench, *study.Definition) {
	t.Helper()
	bench, err := workbench.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	d, err := definition.ParseLink(link, bench.Edition.Indicators)
	if err != nil {
		t.Fatal(err)
	}
	return bench, d
}

func TestReachIsThatOfTheStressTest(t *testing.T) {
	bench, d := benchAndDefinition(t, "rereferral.sw_agency~3.cpp_repeat~2.sw_vacancy")
	ctx := context.Background()
	found, err := bench.Reach(ctx, d)
	if err != nil {
		t.Fatal(err)
	}
	stress, err := bench.StressOf(ctx, d, 200)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, a := range stress.Authorities {
		if a.CanBeFirst == nil {
			continue
		}
		n++
		at := slices.IndexFunc(found.Authorities, func(r method.ReachedAuthority) bool { return r.Authority == a.Authority })
		if at < 0 {
			t.Fatalf("%s is missing", a.Name)
		}
		r := found.Authorities[at]
		if r.CanBeFirst != *a.CanBeFirst || r.CanBeLast != *a.CanBeLast || r.Best != a.BestRankFound || r.WorstBound != a.WorstRankBound || r.Rank != a.RankNominal {
			t.Errorf("%+v, in the stress test %+v", r, a)
		}
		if r.Best < r.BestBound || r.Worst > r.WorstBound || r.Rank < r.BestBound {
			t.Errorf("%+v does not fit together", r)
		}
	}
	if n != len(found.Authorities) || n == 0 {
		t.Errorf("%d authorities, in the stress test %d", len(found.Authorities), n)
	}
	if words := found.Headline(); !strings.Contains(words, "can be made first") {
		t.Error(words)
	}
}
