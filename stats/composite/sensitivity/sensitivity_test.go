package sensitivity_test

import (
	"math"
	"testing"

	"goodmeasure/internal/testkit"
	"goodmeasure/stats/composite/sensitivity"
)

// TestReferenceEstimates: N = 32 rows are far too few for good estimates but check the arithmetic.
func TestReferenceEstimates(t *testing.T) {
	var want struct {
		N, D   int
		Y      []float64 `json:"y_mean_abs_rank_shift"`
		First  []float64 `json:"COINr_Si"`
		Total  []float64 `json:"COINr_STi"`
		Others struct {
			Saltelli []float64 `json:"S_saltelli2010"`
			Jansen   []float64 `json:"S_jansen"`
			Sobol    []float64 `json:"S_sobol1993_centred"`
		} `json:"other_estimators"`
	}
	testkit.GoldenJSON(t, "10_sa_expected.json", &want)
	n := want.N
	r := sensitivity.Runs{A: want.Y[:n], B: want.Y[n : 2*n]}
	for k := range want.D {
		r.AB = append(r.AB, want.Y[(2+k)*n:(3+k)*n])
	}
	for by, first := range map[sensitivity.Estimator][]float64{
		sensitivity.Saltelli: want.First, sensitivity.Jansen: want.Others.Jansen, sensitivity.Sobol: want.Others.Sobol,
	} {
		got, err := sensitivity.Indices(r, by)
		if err != nil {
			t.Fatal(err)
		}
		for k := range got {
			if math.Abs(got[k].First-first[k]) > 1e-9 || math.Abs(got[k].Total-want.Total[k]) > 1e-9 {
				t.Errorf("estimator %d, choice %d: %+v, expected %v and %v", by, k+1, got[k], first[k], want.Total[k])
			}
		}
	}
}

// TestClosedForms: with many rows every estimator comes near the indices that are known exactly.
func TestClosedForms(t *testing.T) {
	type form struct {
		A         []float64
		S, ST, Vi []float64
	}
	var want struct {
		Ishigami struct {
			S, ST []float64
		}
		SobolG form `json:"sobol_g"`
	}
	testkit.GoldenJSON(t, "10_analytic_sobol_expected.json", &want)
	ishigami := func(u []float64) (float64, error) {
		x := func(k int) float64 { return math.Pi * (2*u[k] - 1) }
		return math.Sin(x(0)) + 7*math.Pow(math.Sin(x(1)), 2) + 0.1*math.Pow(x(2), 4)*math.Sin(x(0)), nil
	}
	sobolG := func(u []float64) (float64, error) {
		y := 1.0
		for k, a := range want.SobolG.A {
			y *= (math.Abs(4*u[k]-2) + a) / (1 + a)
		}
		return y, nil
	}
	for name, of := range map[string]struct {
		f            func([]float64) (float64, error)
		first, total []float64
	}{
		"Ishigami": {ishigami, want.Ishigami.S, want.Ishigami.ST}, "Sobol g": {sobolG, want.SobolG.S, nil},
	} {
		design, err := sensitivity.NewDesign(40_000, len(of.first), 7)
		if err != nil {
			t.Fatal(err)
		}
		runs, err := design.Run(of.f)
		if err != nil {
			t.Fatal(err)
		}
		for _, by := range []sensitivity.Estimator{sensitivity.JanonMonod, sensitivity.Saltelli, sensitivity.Jansen, sensitivity.Sobol} {
			got, err := sensitivity.Indices(runs, by)
			if err != nil {
				t.Fatal(err)
			}
			for k := range got {
				if math.Abs(got[k].First-of.first[k]) > 0.03 {
					t.Errorf("%s, estimator %d, choice %d: first-order %v, exactly %v", name, by, k+1, got[k].First, of.first[k])
				}
				if of.total != nil && math.Abs(got[k].Total-of.total[k]) > 0.02 {
					t.Errorf("%s, choice %d: total %v, exactly %v", name, k+1, got[k].Total, of.total[k])
				}
			}
		}
	}
}

func TestAChoiceWithoutEffectHasIndicesOfExactlyZero(t *testing.T) {
	design, err := sensitivity.NewDesign(50, 3, 1)
	if err != nil {
		t.Fatal(err)
	}
	runs, err := design.Run(func(u []float64) (float64, error) {
		return u[0] + float64(sensitivity.Option(u[1], 1)) + u[0]*u[2], nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, by := range []sensitivity.Estimator{sensitivity.JanonMonod, sensitivity.Saltelli, sensitivity.Jansen, sensitivity.Sobol} {
		got, err := sensitivity.Indices(runs, by)
		if err != nil {
			t.Fatal(err)
		}
		if got[1] != (sensitivity.Index{}) {
			t.Errorf("estimator %d: %+v", by, got[1])
		}
	}
	intervals, err := sensitivity.Bootstrap(runs, sensitivity.JanonMonod, 100, 1)
	if err != nil {
		t.Fatal(err)
	}
	if intervals[1] != (sensitivity.Intervals{}) {
		t.Errorf("interval %+v", intervals[1])
	}
}

func TestBootstrapCoversTheTruthAndNarrows(t *testing.T) {
	width := func(n int) float64 {
		design, err := sensitivity.NewDesign(n, 2, 3)
		if err != nil {
			t.Fatal(err)
		}
		runs, err := design.Run(func(u []float64) (float64, error) { return 2*u[0] + u[1], nil })
		if err != nil {
			t.Fatal(err)
		}
		got, err := sensitivity.Bootstrap(runs, sensitivity.JanonMonod, 200, 5)
		if err != nil {
			t.Fatal(err)
		}
		for k, truth := range []float64{0.8, 0.2} {
			if i := got[k].First; i.Lower > truth || i.Upper < truth {
				t.Errorf("%d rows, choice %d: %+v does not cover %v", n, k+1, i, truth)
			}
		}
		return got[0].First.Upper - got[0].First.Lower
	}
	if few, many := width(50), width(5000); many > few/5 {
		t.Errorf("width %v of 50 rows, %v of 5000", few, many)
	}
}

func TestRefusals(t *testing.T) {
	ok := []float64{1, 2, 3}
	for name, r := range map[string]sensitivity.Runs{
		"no variance":   {A: []float64{1, 1}, B: []float64{1, 1}, AB: [][]float64{{1, 1}}},
		"failed run":    {A: ok, B: []float64{1, math.NaN(), 3}, AB: [][]float64{ok}},
		"other lengths": {A: ok, B: ok, AB: [][]float64{{1, 2}}},
		"no choices":    {A: ok, B: ok},
		"one row":       {A: ok[:1], B: ok[:1], AB: [][]float64{ok[:1]}},
	} {
		if got, err := sensitivity.Indices(r, sensitivity.JanonMonod); err == nil {
			t.Errorf("%s gave %v", name, got)
		}
	}
}
