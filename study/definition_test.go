package study

import (
	"math"
	"slices"
	"testing"
)

var measures = []Indicator{
	{ID: "moves", Domain: Outcome, Direction: LowerIsBetter, FirstPeriod: 2015, LastPeriod: 2025, Breaks: []Break{{2024, "They count otherwise."}}, Complements: []string{"settled"}},
	{ID: "settled", Domain: Outcome, Direction: HigherIsBetter, FirstPeriod: 2015, LastPeriod: 2025, Complements: []string{"moves"}},
	{ID: "home", Domain: Outcome, Direction: Contested, FirstPeriod: 2015, LastPeriod: 2025},
	{ID: "home_planned", Domain: Outcome, Direction: HigherIsBetter, FirstPeriod: 2015, LastPeriod: 2025, NestedIn: []string{"home"}},
	{ID: "poverty", Domain: Surround, Direction: NoDirection, FirstPeriod: 2015, LastPeriod: 2025},
}

func plain(ids ...string) *Definition {
	d := &Definition{Name: "Test", Whose: "us", Combine: Combination{Normalisation: NormalisePercentile, Scale: [2]Number{0, 100},
		Aggregation: AggregateArithmetic, Treatment: TreatNone, Imputation: ImputeNone, LeastShare: 0.7}}
	for _, id := range ids {
		d.Indicators = append(d.Indicators, Criterion{ID: id, Direction: HigherIsBetter, Because: "So.", Weight: Weight{Value: 1}})
	}
	return d
}

func TestWarnings(t *testing.T) {
	for _, c := range []struct {
		ids    []string
		change func(*Definition)
		want   string
	}{
		{[]string{"settled", "moves"}, nil, `indicator "moves": it counts the other side of the same thing as settled; they largely count the same thing twice: leave one out, or put both in a group of their own`},
		{[]string{"home", "home_planned"}, func(d *Definition) { d.Vary.Readings = true }, `indicator "home_planned": it is counted as part of the same thing as home; they largely count the same thing twice: leave one out, or put both in a group of their own`},
		{[]string{"settled", "poverty"}, nil, `indicator "poverty": it is about the surroundings; authorities are scored for where they are; leave it out unless that is meant`},
		{[]string{"settled", "home"}, nil, `vary, readings: 1 contested indicator read in one way only; write readings = true to see what the other reading would change`},
		{[]string{"settled"}, func(d *Definition) { d.Vary.Readings = true }, `vary, readings: it changes nothing: no indicator is contested; leave it out`},
		{[]string{"settled"}, func(d *Definition) { d.Whose = " " }, `whose: nobody is named; write whose = "..."`},
		{[]string{"moves"}, func(d *Definition) { d.Vary.YearsBack = 2 }, `indicator "moves": its years lie on both sides of a break at 2024; They count otherwise.`},
		{[]string{"settled", "home_planned", "moves"}, func(d *Definition) {
			d.Indicators[1].Weight.Value = 3
			d.Indicators[2].Period, d.Indicators[0].Group, d.Indicators[2].Group = 2020, "a", "a"
			d.Groups = []Group{{ID: "a", Weight: Weight{Value: 1}}}
		}, `indicator "home_planned", group: it has none, and others have one; it stands beside the groups and weighs as much as a whole group of the same weight` + "\n" +
			`indicator "home_planned", weight: it has 75% of all weight; the index will largely follow this one; lower its weight unless that is meant`},
		{[]string{"settled", "home_planned"}, func(d *Definition) {
			d.Indicators[0].Group, d.Indicators[1].Group = "a", "b"
			d.Groups = []Group{{ID: "a", Weight: Weight{Value: 1}}, {ID: "b", Weight: Weight{Value: 1}}, {ID: "c", Weight: Weight{Value: 1}}}
			d.Groups[0].Parent, d.Indicators = "c", append(d.Indicators, Criterion{ID: "own", Direction: HigherIsBetter, Weight: Weight{Value: 1}, Group: "c"})
		}, `group "a": it holds one indicator; so the group is only another name for it, and its weight is the indicator’s` + "\n" +
			`group "b": it holds one indicator; so the group is only another name for it, and its weight is the indicator’s`},
		{[]string{"settled"}, func(d *Definition) {
			d.Combine.Aggregation = AggregateCopeland
			d.Vary.Normalisations = []Normalisation{NormaliseRank, NormalisePercentile}
		}, `vary, normalisation: it changes nothing: "copeland" looks only at the order of the authorities; leave it out, or vary the aggregation, too`},
		{[]string{"settled"}, func(d *Definition) { d.Vary.Treatments = []Treatment{TreatLog, TreatUsual} }, `vary, treatment: it lacks "none", which the definition itself takes; add it unless the stress test is meant to be of other definitions only`},
		{[]string{"settled"}, func(d *Definition) { d.Indicators[0].SD = 0.1 }, `vary, weights: nothing uses the ranges of the weights; add "within" to weights`},
		{[]string{"settled"}, func(d *Definition) { d.Indicators[0].Goalposts = []Number{0, 1} }, `indicator "settled", goalposts: nothing uses them; write normalisation = "goalposts" for it, or leave them out`},
	} {
		d := plain(c.ids...)
		if c.change != nil {
			c.change(d)
		}
		got := ""
		for n, f := range d.Warnings(measures) {
			if n > 0 {
				got += "\n"
			}
			got += f.Error()
		}
		if got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}

func TestSharesGoDownTheHierarchy(t *testing.T) {
	d := plain("moves", "settled", "home", "poverty")
	d.Groups = []Group{{ID: "top", Weight: Weight{Value: 3}}, {ID: "inner", Parent: "top", Weight: Weight{Value: 1}}}
	d.Indicators[0].Group, d.Indicators[1].Group, d.Indicators[2].Group = "inner", "inner", "top"
	d.Indicators[1].Weight.Value = 3
	// The index holds top (3) and poverty (1); top holds inner (1) and home (1); inner holds moves (1) and settled (3).
	want := []float64{3. / 4 / 2 / 4, 3. / 4 / 2 * 3 / 4, 3. / 4 / 2, 1. / 4}
	for at, got := range d.Shares() {
		if math.Abs(got-want[at]) > 1e-15 {
			t.Errorf("%s has %v, want %v", d.Indicators[at].ID, got, want[at])
		}
	}
}

func TestSpanCountsTheDefinitions(t *testing.T) {
	d := plain("moves", "settled", "home", "poverty")
	if got := d.Span(measures); got.Distinct != 1 || len(got.Unbounded) != 0 {
		t.Errorf("without ranges it spans %v", got)
	}
	d.Vary = Ranges{Normalisations: []Normalisation{NormaliseRank, NormaliseZScore}, Weights: []Weighing{WeighStated, WeighEqual, WeighDirichlet},
		LeaveOut: 2, Readings: true, YearsBack: 1, Shrinkage: true, SamplingError: true}
	// 2 scales, 3 weighings, 1+4+6 sets left out, 2 readings of home, 2 years, with and without shrinkage.
	got := d.Span(measures)
	if got.Distinct != 2*3*11*2*2*2 {
		t.Errorf("it spans %v", got.Distinct)
	}
	if !slices.Equal(got.Unbounded, []string{"weights spread around the stated ones", "figures drawn within their sampling error"}) {
		t.Errorf("without end: %v", got.Unbounded)
	}
	d.Vary.MayLeaveOut = []string{"moves"}
	if got := d.Span(measures).Distinct; got != 2*3*2*2*2*2 {
		t.Errorf("with one that may be left out it spans %v", got)
	}
}

func TestGeometricMeansNeedValuesAboveZero(t *testing.T) {
	for _, n := range Normalisations {
		d := plain("settled", "home_planned")
		posts, target := []Number{0, 100}, Number(95)
		for at := range d.Indicators {
			d.Indicators[at].Goalposts, d.Indicators[at].Target = posts, &target
		}
		d.Combine.Normalisation, d.Combine.Reference, d.Combine.Aggregation = n, "383", AggregateGeometric
		refused := len(d.Faults(measures)) > 0
		allowed := n == NormaliseRank || n == NormaliseGoalposts || n == NormaliseFraction
		if refused == allowed {
			t.Errorf("%s: refused %v", n, refused)
		}
		if n == NormaliseMinMax {
			d.Combine.Scale = [2]Number{1, 100}
			if faults := d.Faults(measures); len(faults) > 0 {
				t.Errorf("minmax from 1: %v", faults)
			}
		}
	}
	d := plain("settled", "home_planned")
	d.Combine.Normalisation, d.Combine.Aggregation = NormaliseRank, AggregateHarmonic
	d.Groups = []Group{{ID: "a", Weight: Weight{Value: 1}, Aggregation: AggregateCopeland}}
	d.Indicators[0].Group = "a"
	want := `combine, aggregation: found "harmonic" over the group a, which is combined by "copeland", which gives wins less losses, zero and below, expected values above zero; combine that group by "arithmetic"`
	if faults := d.Faults(measures); len(faults) != 1 || faults[0].Error() != want {
		t.Errorf("got %v", faults)
	}
}

func TestNearest(t *testing.T) {
	words := []string{"weight", "weight_low", "whose", "name"}
	if got := Nearest("Wieght", words, 1); !slices.Equal(got, []string{"weight"}) {
		t.Errorf("got %v", got)
	}
	if got := Nearest("zzz", words, 3); len(got) != 0 {
		t.Errorf("got %v", got)
	}
}
