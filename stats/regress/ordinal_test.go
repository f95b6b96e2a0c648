package regress

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"goodmeasure/internal/testkit"
)

type clm struct {
	N                      int
	Thresholds, Slopes, SE map[string]float64
	VCov                   [][]float64
	LogLik                 float64 `json:"logLik"`
	NullLogLik             float64 `json:"logLik_null"`
	AIC, BIC, LR           float64
	LRP                    float64                                    `json:"LR_p"`
	Wald                   map[string]struct{ Est, SE, Z, P float64 } `json:"wald"`
	Fitted                 [][]float64                                `json:"fitted_probs_first5"`
	Profile                map[string][2]float64                      `json:"profile_ci"`
}

func simulated(t testing.TB) ([]int, *Design) {
	t.Helper()
	rows := testkit.GoldenCSV(t, "01_ordinal_input.csv")
	return whole(t, rows, "y"), design(t, column("x1", numbers(t, rows, "x1")),
		column("x2", numbers(t, rows, "x2")), factor(t, "g", texts(rows, "g")))
}

func checkOrdinal(t *testing.T, fit *OrdinalFit, want clm) {
	t.Helper()
	if fit.N != want.N {
		t.Errorf("N = %d, want %d", fit.N, want.N)
	}
	for _, c := range append(append([]Coefficient(nil), fit.Thresholds...), fit.Slopes...) {
		w, ok := want.Wald[c.Term]
		if !ok {
			t.Fatalf("no reference for %q", c.Term)
		}
		near(t, c.Term, c.Estimate, w.Est, tolEstimate)
		near(t, c.Term+" se", c.SE, w.SE, tolSE)
		near(t, c.Term+" z", c.Z, w.Z, tolSE)
		near(t, c.Term+" p", c.P, w.P, tolSE)
	}
	for i, row := range want.VCov {
		for j, v := range row {
			near(t, fmt.Sprintf("vcov[%d][%d]", i, j), fit.VCov[i][j], v, tolSE)
		}
	}
	near(t, "logLik", fit.LogLik, want.LogLik, tolLogLik)
	near(t, "null logLik", fit.NullLogLik, want.NullLogLik, tolLogLik)
	near(t, "AIC", fit.AIC, want.AIC, tolLogLik)
	near(t, "BIC", fit.BIC, want.BIC, tolLogLik)
	near(t, "LR p", fit.LRP, want.LRP, tolP)
}

func TestOrdinalAgainstReference(t *testing.T) {
	var golden struct {
		Logit   clm `json:"clm_logit"`
		Probit  clm `json:"clm_probit"`
		CLogLog clm `json:"clm_cloglog"`
	}
	testkit.GoldenJSON(t, "01_ordinal_expected.json", &golden)
	y, d := simulated(t)
	for link, want := range map[Link]clm{Logit: golden.Logit, Probit: golden.Probit, CLogLog: golden.CLogLog} {
		t.Run(link.String(), func(t *testing.T) {
			fit, err := Ordinal(y, d, OrdinalOptions{Link: link})
			if err != nil {
				t.Fatal(err)
			}
			checkOrdinal(t, fit, want)
			profiled, err := ProfileIntervals(fit)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range profiled {
				near(t, "profile low "+c.Term, c.Low, want.Profile[c.Term][0], 1e-3)
				near(t, "profile high "+c.Term, c.High, want.Profile[c.Term][1], 1e-3)
			}
			for i, row := range want.Fitted {
				x := make([]float64, 4)
				for j := range x {
					x[j] = d.columns[j].Values[i]
				}
				for k, p := range fit.Probabilities(x) {
					near(t, fmt.Sprintf("P(y[%d]=%d)", i, k+1), p, row[k], tolEstimate)
				}
			}
		})
	}
}

func TestOrdinalDropsLevelThatDoesNotOccur(t *testing.T) {
	var golden struct {
		Dropped clm `json:"empty_category_dropped"`
	}
	testkit.GoldenJSON(t, "01_edge_expected.json", &golden)
	rows := testkit.GoldenCSV(t, "01_empty_category.csv")
	fit, err := Ordinal(whole(t, rows, "y"), design(t, column("x1", numbers(t, rows, "x1"))), OrdinalOptions{})
	if err != nil {
		t.Fatal(err)
	}
	checkOrdinal(t, fit, golden.Dropped)
}

func TestOrdinalReportsSeparation(t *testing.T) {
	for _, kind := range []string{"complete", "quasi"} {
		rows := testkit.GoldenCSV(t, "01_separation_"+kind+".csv")
		_, err := Ordinal(whole(t, rows, "y"), design(t, column("x", numbers(t, rows, "x"))), OrdinalOptions{})
		var separated *SeparationError
		if !errors.As(err, &separated) {
			t.Fatalf("%s: error %v, want separation", kind, err)
		}
		if separated.Complete != (kind == "complete") || len(separated.Terms) != 1 || separated.Terms[0] != "x" {
			t.Errorf("%s: %+v", kind, separated)
		}
	}
}

// Moving and stretching a predictor moves the estimates as it must, also far from zero; turning the levels round turns
// the signs.
func TestOrdinalKeepsItsSymmetries(t *testing.T) {
	y, d := simulated(t)
	base, err := Ordinal(y, d, OrdinalOptions{})
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		shift := rapid.Float64Range(-1e6, 1e6).Draw(t, "shift")
		stretch := math.Exp(rapid.Float64Range(-5, 5).Draw(t, "stretch"))
		columns := slices.Clone(d.columns)
		columns[1].Values = slices.Clone(columns[1].Values)
		for i, v := range columns[1].Values {
			columns[1].Values[i] = shift + stretch*v
		}
		moved, err := NewDesign(columns...)
		if err != nil {
			t.Fatal(err)
		}
		turned := make([]int, len(y))
		for i, level := range y {
			turned[i] = 5 - level
		}
		fit, err := Ordinal(turned, moved, OrdinalOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for j, want := range base.Slopes {
			unit := 1.0
			if j == 1 {
				unit = stretch
			}
			if got := -fit.Slopes[j].Estimate * unit; math.Abs(got-want.Estimate) > 1e-6*math.Abs(want.Estimate) {
				t.Fatalf("%s: %v, want %v", want.Term, got, want.Estimate)
			}
			if got := fit.Slopes[j].SE * unit; math.Abs(got-want.SE) > 1e-6*want.SE {
				t.Fatalf("%s se: %v, want %v", want.Term, got, want.SE)
			}
		}
		wantThreshold := -base.Thresholds[2].Estimate + fit.Slopes[1].Estimate*shift
		if got := fit.Thresholds[0].Estimate; math.Abs(got-wantThreshold) > 1e-6*(1+math.Abs(wantThreshold)) {
			t.Fatalf("threshold: %v, want %v", got, wantThreshold)
		}
	})
}
