package method_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"goodmeasure/catalogue"
	"goodmeasure/definition"
	"goodmeasure/method"
	"goodmeasure/study"
)

// defined is a definition of a few indicators of the embedded edition.
func defined(t *testing.T, ids ...string) (*study.Edition, *study.Definition) {
	t.Helper()
	edition, err := catalogue.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	var known []study.Indicator
	for _, id := range ids {
		i, found := edition.Indicator(id)
		if !found {
			t.Fatalf("no indicator %s", id)
		}
		known = append(known, i)
	}
	return edition, definition.Of(known)
}

func matrix(t *testing.T, edition *study.Edition, d *study.Definition) *method.Matrix {
	t.Helper()
	m, err := method.NewMatrix(edition, d)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestMatrixTakesMeansOverYears(t *testing.T) {
	edition, d := defined(t, "rereferral", "cl_eet")
	d.Indicators[0].Years = 3
	m := matrix(t, edition, d)
	period := m.Frame.Measures[0].Period
	for at, a := range m.Frame.Authorities {
		var sum float64
		n := 0
		for ago := range study.Period(3) {
			if x := edition.Observation(a.Code, "rereferral", period-ago).Exact(study.Proportion); x.Known() {
				sum += float64(x)
				n++
			}
		}
		if got := m.Values[0][at]; math.IsNaN(got) != (n == 0) || n > 0 && math.Abs(got-sum/float64(n)) > 1e-9 {
			t.Errorf("%s: %v, expected the mean of %d periods, %v", a.Name, got, n, sum/float64(n))
		}
	}
}

// TestDrawsSurroundTheFigures holds the draws to the unit of the figures and to their size.
func TestDrawsSurroundTheFigures(t *testing.T) {
	edition, d := defined(t, "rereferral", "cl_eet", "assess_45", "sw_absence")
	for _, years := range []int{1, 3} {
		d.Indicators[0].Years = years
		m := matrix(t, edition, d)
		values, means := make([][]float64, 4), make([][]float64, 4)
		for k := range values {
			values[k], means[k] = make([]float64, len(m.Units)), make([]float64, len(m.Units))
		}
		r := rand.New(rand.NewPCG(1, 2))
		const draws = 400
		for range draws {
			m.Draw(r, values)
			for k := range values {
				for at, v := range values[k] {
					means[k][at] += v / draws
				}
			}
		}
		for k := range values {
			for at, value := range m.Values[k] {
				if math.IsNaN(value) != math.IsNaN(means[k][at]) || math.Abs(means[k][at]-value) > 6 {
					t.Errorf("%s of %s over %d years: draws of %v have the mean %v", m.Indicators[k].Code, m.Units[at].Name, years, value, means[k][at])
				}
				if m.Models[k][at] == method.ErrorUnknown && values[k][at] != value {
					t.Errorf("%s of %s: no sampling error is known, and %v was drawn as %v", m.Indicators[k].Code, m.Units[at].Name, value, values[k][at])
				}
			}
		}
	}
}

func TestShrinkageDrawsTowardsTheMean(t *testing.T) {
	edition, d := defined(t, "rereferral", "cl_eet")
	plain := matrix(t, edition, d)
	d.Combine.Shrinkage = true
	shrunk := matrix(t, edition, d)
	for k := range plain.Values {
		before, after := spread(plain.Values[k]), spread(shrunk.Values[k])
		if !(after < before) {
			t.Errorf("%s: spread %v after shrinkage, %v before", plain.Indicators[k].Code, after, before)
		}
		for at := range plain.Values[k] {
			if math.IsNaN(plain.Values[k][at]) != math.IsNaN(shrunk.Values[k][at]) {
				t.Errorf("%s of %s: known before or after shrinkage only", plain.Indicators[k].Code, plain.Units[at].Name)
			}
		}
	}
}

func spread(x []float64) float64 {
	var sum, squares, n float64
	for _, v := range x {
		if !math.IsNaN(v) {
			sum, squares, n = sum+v, squares+v*v, n+1
		}
	}
	return squares/n - sum/n*sum/n
}

func TestCarriedFiguresAreTheLatestEarlierOnes(t *testing.T) {
	edition, d := defined(t, "cla_substance", "cl_eet")
	d.Combine.Imputation, d.Combine.CarryYears = study.ImputeCarry, 2
	m := matrix(t, edition, d)
	period, filled := m.Frame.Measures[0].Period, 0
	for at, a := range m.Frame.Authorities {
		if !math.IsNaN(m.Values[0][at]) {
			continue
		}
		want := edition.Observation(a.Code, "cla_substance", period-1).Exact(study.Proportion)
		if !want.Known() {
			want = edition.Observation(a.Code, "cla_substance", period-2).Exact(study.Proportion)
		}
		got := study.Number(m.Carried[0][at])
		if got.Known() != want.Known() || got.Known() && math.Abs(float64(got-want)) > 1e-9 {
			t.Errorf("%s: carried %v, expected %v", a.Name, got, want)
		}
		if got.Known() {
			filled++
		}
	}
	if filled == 0 {
		t.Error("no gap was filled")
	}
}

func TestIndexSaysWhatStandsInItsWay(t *testing.T) {
	least := func(id string) study.Number {
		edition, d := defined(t, id)
		return study.Number(slices.Min(slices.DeleteFunc(slices.Clone(matrix(t, edition, d).Values[0]), math.IsNaN)))
	}
	for what, change := range map[string]func(d *study.Definition){
		`no indicator is called "rereferrals": the nearest are rereferral`: func(d *study.Definition) { d.Indicators[0].ID = "rereferrals" },
		"rereferral: no figures for 1990":                                  func(d *study.Definition) { d.Indicators[0].Period = 1990 },
		"state a reading":                                                  func(d *study.Definition) { d.Indicators[0].Direction = "" },
		"that is the name of the top":                                      func(d *study.Definition) { d.Groups = []study.Group{{ID: "index"}} },
		"sum to 0": func(d *study.Definition) {
			d.Indicators[0].Weight.Value, d.Indicators[1].Weight.Value = 0, 0
		},
		"draw ": func(d *study.Definition) { // the figures are above the lower post, and draws of them below
			d.Combine.Aggregation = study.AggregateGeometric
			d.Indicators = d.Indicators[1:]
			d.Indicators[0].Normalisation = study.NormaliseGoalposts
			d.Indicators[0].Goalposts = []study.Number{least("cl_eet") - 0.01, 90}
		},
	} {
		edition, d := defined(t, "rereferral", "cl_eet")
		change(d)
		_, err := method.MakeIndex(t.Context(), edition, d, method.IndexDraws{Draws: 400, Seed: 1})
		if err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("found %v, expected an error that says %q", err, what)
		}
	}
}

func TestGroupsCombineInTheirOwnWays(t *testing.T) {
	m := &method.Matrix{Units: []method.IndexUnit{{Code: "u", Name: "u"}, {Code: "v", Name: "v"}, {Code: "w", Name: "w"}},
		Indicators: []method.IndexIndicator{{Code: "a", Direction: study.HigherIsBetter}, {Code: "b", Direction: study.LowerIsBetter}, {Code: "c", Direction: study.HigherIsBetter}},
		Values:     [][]float64{{1, 2, 3}, {4, 8, 6}, {10, math.NaN(), 30}}}
	r := &method.Recipe{Scales: scales(3), Treatments: make([]method.Treatment, 3), Weights: []float64{1, 1, 2}, Parents: []string{"g", "g", "top"},
		Groups: []method.IndexGroup{{Code: "g", Parent: "top", Weight: 1, Method: method.Combiner(study.AggregateLeast, 0)}, {Code: "top", Weight: 1, Method: method.Combiner(study.AggregateArithmetic, 0)}}}
	x, err := method.MakeTableIndex(m, r)
	if err != nil {
		t.Fatal(err)
	}
	// g is the worse of a and b on 0 to 1: 0, 0, 0.5; the index is (g + 2c)/3, and g alone where c is not known.
	for at, want := range []float64{0, 0, 2.5 / 3} {
		if got := x.Stages.Index()[at]; math.Abs(got-want) > 1e-12 {
			t.Errorf("unit %d: %v, expected %v", at, got, want)
		}
	}
	if x.Results[0].Unit != "w" || x.Results[1].Rank != 2 || x.Results[2].Rank != 2 {
		t.Errorf("results %+v", x.Results)
	}
	if got := x.Weights[0].Effective; math.Abs(float64(got)-1.0/6) > 1e-12 {
		t.Errorf("effective weight of a: %v, expected 1/6", got)
	}
}
