package method

import (
	"context"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"goodmeasure/stats/rank"
	"goodmeasure/study"
)

// stated draws a definition on indicators m0 to m3 of a synthetic edition.
func stated(t *rapid.T, label string) *study.Definition {
	d := &study.Definition{Name: label, Combine: study.Combination{Scale: [2]study.Number{1, 100},
		Normalisation: rapid.SampledFrom([]study.Normalisation{study.NormalisePercentile, study.NormaliseMinMax, study.NormaliseZScore}).Draw(t, label+" normalisation"),
		Aggregation:   rapid.SampledFrom([]study.Aggregation{study.AggregateArithmetic, study.AggregateCopeland}).Draw(t, label+" aggregation"),
		Treatment:     rapid.SampledFrom([]study.Treatment{study.TreatNone, study.TreatWinsorise}).Draw(t, label+" treatment"),
		Imputation:    rapid.SampledFrom([]study.Imputation{study.ImputeNone, study.ImputeMedian}).Draw(t, label+" imputation")}}
	for _, id := range []string{"m0", "m1", "m2", "m3"} {
		if len(d.Indicators) > 0 && rapid.Bool().Draw(t, label+" without "+id) {
			continue
		}
		d.Indicators = append(d.Indicators, study.Criterion{ID: id, Weight: study.Weight{Value: study.Number(rapid.IntRange(1, 3).Draw(t, label+" weight of "+id))},
			Direction: rapid.SampledFrom([]study.Direction{study.HigherIsBetter, study.LowerIsBetter}).Draw(t, label+" reading of "+id)})
	}
	return d
}

// uneven is an edition with ties, gaps and doubt.
func uneven(t *testing.T) *study.Edition {
	return synthetic(t, 11, 4, func(k, a int) float64 {
		if k == 1 && a == 3 || k == 2 && a%5 == 4 {
			return math.NaN()
		}
		return float64(10 + (a*(2*k+3)+k*k)%37)
	})
}

func compared(t rapid.TB, e *study.Edition, a, b *study.Definition, workers int) *Comparison {
	t.Helper()
	c, err := Compare(context.Background(), e, a, b, IndexDraws{Draws: 200, Seed: 3, Workers: workers})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestNobodyMovesFromADefinitionToItself(t *testing.T) {
	e := uneven(t)
	rapid.Check(t, func(t *rapid.T) {
		a := stated(t, "a")
		shuffled := *a
		shuffled.Indicators = slices.Clone(a.Indicators)
		slices.Reverse(shuffled.Indicators)
		shuffled.Name, shuffled.Because = "the same in other words", "any reason"
		c := compared(t, e, a, &shuffled, 1)
		if len(c.Steps) != 0 || c.Up+c.Down+c.NewQuarter != 0 || c.NotTold != c.Compared || len(c.OnlyA)+len(c.OnlyB) != 0 {
			t.Fatalf("%+v", c)
		}
		for _, m := range c.Authorities {
			if m.Change != 0 || m.ChangeLow != 0 || m.ChangeHigh != 0 || m.PBestQuarterA != m.PBestQuarterB {
				t.Fatalf("%+v moves", m)
			}
		}
	})
}

func TestTheWayBackIsTheWayThereTurnedRound(t *testing.T) {
	e := uneven(t)
	rapid.Check(t, func(t *rapid.T) {
		a, b := stated(t, "a"), stated(t, "b")
		there, back := compared(t, e, a, b, 1), compared(t, e, b, a, 2)
		if there.Up != back.Down || there.Down != back.Up || there.Spearman != back.Spearman && there.Spearman.Known() || len(there.Steps) != len(back.Steps) ||
			there.NewQuarter != back.NewQuarter || !reflect.DeepEqual(there.OnlyA, back.OnlyB) {
			t.Fatalf("there %+v\nback %+v", there, back)
		}
		for s := range there.Steps {
			if there.Steps[s].Part != back.Steps[s].Part || !alike(there.Steps[s].MeanShift, back.Steps[s].MeanShift) {
				t.Fatalf("step %+v, back %+v", there.Steps[s], back.Steps[s])
			}
		}
		for at, m := range there.Authorities {
			n := back.Authorities[at]
			if m.RankALow != n.RankBLow || m.RankAHigh != n.RankBHigh || !(m.RankALow >= 1 && m.RankALow <= m.RankAHigh && m.RankAHigh <= study.Number(there.Compared)) {
				t.Fatalf("ranks under A lie between %v and %v, and on the way back between %v and %v", m.RankALow, m.RankAHigh, n.RankBLow, n.RankBHigh)
			}
			if m.Change != -n.Change || !alike(m.ChangeLow, -n.ChangeHigh) || !alike(m.ChangeHigh, -n.ChangeLow) || m.PBestQuarterA != n.PBestQuarterB {
				t.Fatalf("there %+v\nback %+v", m, n)
			}
			sum := 0.0
			for p, shift := range m.ByPart {
				sum += float64(shift.Change)
				if !alike(shift.Change, -n.ByPart[p].Change) {
					t.Fatalf("%s by %s: %v, back %v", m.Authority, shift.Part, shift.Change, n.ByPart[p].Change)
				}
			}
			if math.Abs(sum-float64(m.Change)) > 1e-9 && !math.IsNaN(sum) {
				t.Fatalf("%s: parts add to %v, the change is %v", m.Authority, sum, m.Change)
			}
		}
	})
}

func alike(x, y study.Number) bool {
	return x == y || !x.Known() && !y.Known() || math.Abs(float64(x-y)) < 1e-9
}

func TestComparisonDoesNotDependOnWorkers(t *testing.T) {
	e := uneven(t)
	a := &study.Definition{Combine: study.Combination{Normalisation: study.NormaliseZScore, Aggregation: study.AggregateArithmetic},
		Indicators: []study.Criterion{{ID: "m0", Direction: study.HigherIsBetter, Weight: study.Weight{Value: 1}}, {ID: "m1", Direction: study.LowerIsBetter, Weight: study.Weight{Value: 2}}}}
	b := *a
	b.Indicators = append(slices.Clone(a.Indicators), study.Criterion{ID: "m3", Direction: study.HigherIsBetter, Weight: study.Weight{Value: 1}})
	one, two := compared(t, e, a, &b, 1), compared(t, e, a, &b, 3)
	if !reflect.DeepEqual(one, two) {
		t.Error("another number of workers gives another comparison")
	}
}

// With one indicator each, the changes of rank can be worked out by hand.
func TestOneIndicatorForAnother(t *testing.T) {
	e := synthetic(t, 12, 2, func(k, a int) float64 {
		if k == 0 {
			return float64(5 + 8*a)
		}
		if a == 11 {
			return math.NaN()
		}
		return float64(5 + 8*((a*5)%11))
	})
	of := func(id string) *study.Definition {
		return &study.Definition{Name: id, Combine: study.Combination{Normalisation: study.NormalisePercentile, Aggregation: study.AggregateArithmetic, LeastShare: 1},
			Indicators: []study.Criterion{{ID: id, Direction: study.HigherIsBetter, Weight: study.Weight{Value: 1}}}}
	}
	c := compared(t, e, of("m0"), of("m1"), 2)
	if c.Compared != 11 || len(c.OnlyA) != 1 || c.OnlyA[0].Authority != "311" || c.OnlyA[0].Rank != 1 || len(c.OnlyB) != 0 {
		t.Fatalf("compared %d, only in A %v, only in B %v", c.Compared, c.OnlyA, c.OnlyB)
	}
	if one := c.OnlyA[0]; !(one.RankLow >= 1 && one.RankLow <= one.RankHigh && one.RankHigh <= 12) || one.RankHigh == 12 {
		t.Errorf("who only A scores ranks between %v and %v", one.RankLow, one.RankHigh)
	}
	first, second := make([]float64, 11), make([]float64, 11)
	for a := range 11 {
		first[a], second[a] = float64(a), float64((a*5)%11)
	}
	before, after := rank.Average(first, true), rank.Average(second, true)
	for a, m := range c.Authorities {
		if float64(m.Change) != after[a]-before[a] || len(m.ByPart) != 1 || m.ByPart[0].Part != PartIndicators || m.ByPart[0].Change != m.Change {
			t.Errorf("%+v: from %v to %v", m, before[a], after[a])
		}
		if m.Moves == MovesUp && m.Change >= 0 || m.Moves == MovesDown && m.Change <= 0 {
			t.Errorf("%s %s by %v", m.Authority, m.Moves, m.Change)
		}
	}
	if got := changes(of("m0"), of("m1"), PartIndicators, strings.ToUpper); !slices.Equal(got, []string{"M0 is out", "M1 is in"}) {
		t.Error(got)
	}
	grouped := of("m0")
	grouped.Indicators[0].Group, grouped.Groups = "care", []study.Group{{ID: "care", Name: "Care", Weight: study.Weight{Value: 1}}}
	if got := changes(of("m0"), grouped, PartGroups, strings.ToUpper); !slices.Contains(got, "M0 is in the group “Care” instead of no group") {
		t.Error(got)
	}
}

func TestAStepWithoutAnAnswerIsWalkedRound(t *testing.T) {
	e := uneven(t)
	d := func(n study.Normalisation, g study.Aggregation) *study.Definition {
		return &study.Definition{Combine: study.Combination{Normalisation: n, Scale: [2]study.Number{1, 100}, Aggregation: g, LeastShare: 0.5},
			Indicators: []study.Criterion{{ID: "m0", Direction: study.HigherIsBetter, Weight: study.Weight{Value: 1}}, {ID: "m2", Direction: study.HigherIsBetter, Weight: study.Weight{Value: 1}}}}
	}
	c := compared(t, e, d(study.NormaliseZScore, study.AggregateArithmetic), d(study.NormaliseMinMax, study.AggregateGeometric), 1)
	if len(c.Steps) != 2 || c.StepsRefused != "" || !c.Steps[0].MeanShift.Known() {
		t.Errorf("z-scores have no geometric mean, but min-max first does: %+v, %s", c.Steps, c.StepsRefused)
	}
	// From geometric over min-max to harmonic over z-scores there is no answer at the end, which is refused.
	if _, err := Compare(context.Background(), e, d(study.NormaliseMinMax, study.AggregateGeometric), d(study.NormaliseZScore, study.AggregateHarmonic),
		IndexDraws{Draws: 100, Seed: 1}); err == nil {
		t.Error("a harmonic mean of z-scores has an answer")
	}
}

// What B has besides weighs nothing, so that only draws that are not the same for both could move anybody.
func TestCommonFiguresAreDrawnAlike(t *testing.T) {
	e := uneven(t)
	how := study.Combination{Normalisation: study.NormaliseZScore, Aggregation: study.AggregateArithmetic}
	a := &study.Definition{Combine: how, Indicators: []study.Criterion{{ID: "m3", Direction: study.HigherIsBetter, Weight: study.Weight{Value: 1}}}}
	b := &study.Definition{Combine: how, Indicators: []study.Criterion{{ID: "m2", Direction: study.LowerIsBetter}, a.Indicators[0]}}
	c := compared(t, e, a, b, 2)
	for _, m := range c.Authorities {
		if m.Change != 0 || m.ChangeLow != 0 || m.ChangeHigh != 0 {
			t.Errorf("%s moves by %v (%v to %v)", m.Authority, m.Change, m.ChangeLow, m.ChangeHigh)
		}
	}
	if c.SpearmanLow < 1-1e-12 {
		t.Errorf("Spearman’s correlation is %v on some draws", c.SpearmanLow)
	}
}
