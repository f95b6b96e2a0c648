package regress

import (
	"math"
	"slices"
	"strings"
	"testing"

	"goodmeasure/internal/testkit"
)

type glmer struct {
	NAGQ    int                `json:"nAGQ"`
	Fixef   map[string]float64 `json:"fixef"`
	SE      map[string]float64 `json:"se"`
	SD      float64            `json:"sd_re"`
	LogLik  float64            `json:"logLik"`
	AIC     float64
	ICC     float64            `json:"icc_latent"`
	Mode    map[string]float64 `json:"ranef_mode"`
	CondVar map[string]float64 `json:"ranef_condvar"`
}

// The reference's optimiser stops within 1e-5 of its maximum, and takes the Hessian by differences.
func checkMixed(t *testing.T, fit *MixedLogisticFit, want glmer, constant float64) {
	t.Helper()
	for _, c := range fit.Coefficients {
		near(t, c.Term, c.Estimate, want.Fixef[c.Term], 1e-5)
		near(t, c.Term+" se", c.SE, want.SE[c.Term], 1e-3)
	}
	near(t, "sd", fit.SD, want.SD, 1e-5)
	near(t, "icc", fit.ICC, want.ICC, 1e-5)
	near(t, "logLik", fit.LogLik-constant, want.LogLik, tolLogLik)
	near(t, "AIC", fit.AIC+2*constant, want.AIC, tolLogLik)
	for _, g := range fit.Groups {
		near(t, "mode "+g.Group, g.Mode, want.Mode[g.Group], 1e-4)
		near(t, "variance "+g.Group, g.Variance, want.CondVar[g.Group], 1e-4)
	}
}

func panel(t testing.TB) (Binomial, []string, *Design) {
	t.Helper()
	rows := testkit.GoldenCSV(t, "11_glmm_input.csv")
	return Binomial{Successes: whole(t, rows, "y"), Trials: slices.Repeat([]int{1}, len(rows))}, texts(rows, "la"),
		design(t, column("x1", numbers(t, rows, "x1")), column("x2", numbers(t, rows, "x2")))
}

func TestMixedLogisticAgainstReference(t *testing.T) {
	var golden struct {
		Simulated struct {
			Laplace, AGQ7, AGQ15, AGQ25 glmer
			LR                          float64 `json:"LR_vs_glm"`
			LRP                         float64 `json:"LR_boundary_p_half_chi2"`
		}
		Laplace glmer `json:"cbpp_laplace"`
		AGQ9    glmer `json:"cbpp_agq9"`
	}
	testkit.GoldenJSON(t, "11_glmm_expected.json", &golden)
	y, group, d := panel(t)
	for _, want := range []glmer{golden.Simulated.Laplace, golden.Simulated.AGQ7, golden.Simulated.AGQ15, golden.Simulated.AGQ25} {
		fit, err := MixedLogistic(y, group, d, MixedOptions{Points: want.NAGQ})
		if err != nil {
			t.Fatal(err)
		}
		checkMixed(t, fit, want, 0)
		if want.NAGQ == 1 {
			near(t, "LR", fit.LR, golden.Simulated.LR, tolP)
			near(t, "LR p", fit.LRP, golden.Simulated.LRP, tolP)
		}
	}
	rows := testkit.GoldenCSV(t, "11b_cbpp_input.csv")
	grouped := Binomial{Successes: whole(t, rows, "incidence"), Trials: whole(t, rows, "size")}
	periods := design(t, factor(t, "period", texts(rows, "period")))
	split, err := grouped.split()
	if err != nil {
		t.Fatal(err)
	}
	for want, constant := range map[*glmer]float64{&golden.Laplace: 0, &golden.AGQ9: split.ways + split.full} {
		fit, err := MixedLogistic(grouped, texts(rows, "herd"), periods, MixedOptions{Points: want.NAGQ})
		if err != nil {
			t.Fatal(err)
		}
		checkMixed(t, fit, *want, constant)
	}
}

func TestMixedLogisticWithoutVariation(t *testing.T) {
	var golden struct {
		Singular struct {
			GLM map[string]float64 `json:"glm"`
		}
	}
	testkit.GoldenJSON(t, "11_glmm_expected.json", &golden)
	rows := testkit.GoldenCSV(t, "11_glmm_singular_input.csv")
	y := Binomial{Successes: whole(t, rows, "y"), Trials: slices.Repeat([]int{1}, len(rows))}
	fit, err := MixedLogistic(y, texts(rows, "la"), design(t, column("x", numbers(t, rows, "x"))), MixedOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range fit.Coefficients {
		near(t, c.Term, c.Estimate, golden.Singular.GLM[c.Term], 1e-6)
	}
	if fit.SD != 0 || fit.LRP != 1 || !slices.Contains(fit.Warnings, NoGroupVariation) {
		t.Errorf("sd %v, p %v, warnings %q", fit.SD, fit.LRP, fit.Warnings)
	}
}

func TestMixedOrdinalAgainstReference(t *testing.T) {
	var golden struct {
		Wine struct {
			CLMM struct {
				Coef, Ranef map[string]float64
				LogLik, SD  float64
				CondVar     []float64
			} `json:"clmm_judge_nAGQ10"`
		}
	}
	testkit.GoldenJSON(t, "01b_classic_expected.json", &golden)
	want := golden.Wine.CLMM
	rows := testkit.GoldenCSV(t, "01b_wine_input.csv")
	fit, err := MixedOrdinal(whole(t, rows, "rating"), texts(rows, "judge"), wine(t, rows), MixedOptions{Points: 10})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range append(fit.Thresholds, fit.Slopes...) {
		near(t, c.Term, c.Estimate, want.Coef[c.Term], 1e-5)
	}
	near(t, "sd", fit.SD, want.SD, 1e-5)
	near(t, "logLik", fit.LogLik, want.LogLik, tolLogLik)
	for g, effect := range fit.Groups {
		near(t, "mode "+effect.Group, effect.Mode, want.Ranef[effect.Group], 1e-4)
		near(t, "variance "+effect.Group, effect.Variance, want.CondVar[g], 1e-4)
	}
}

func wine(t testing.TB, rows []map[string]string) *Design {
	return design(t, factor(t, "temp", texts(rows, "temp")), factor(t, "contact", texts(rows, "contact")))
}

func TestMixedModelsRefuseWhatCannotBeEstimated(t *testing.T) {
	x := column("x", []float64{1, 3, 2, 5, 4, 7, 6, 8, 2, 9, 1, 5})
	mixed := []bool{true, false, true, false, false, true, true, true, false, false, true, false}
	constant := []bool{true, true, true, true, false, false, false, false, true, true, false, false}
	groups := []string{"a", "a", "b", "b", "c", "c", "d", "d", "e", "e", "f", "f"}
	for name, c := range map[string]struct {
		y     []bool
		group []string
		says  string
	}{
		"one group":           {mixed, slices.Repeat([]string{"a"}, 12), "at least 2 are needed"},
		"one row each":        {mixed, strings.Split("abcdefghijkl", ""), "one observation"},
		"all or nothing":      {constant, groups, "hardly varies within groups"},
		"groups not for rows": {mixed, groups[:11], "11 groups for 12 rows"},
	} {
		_, err := MixedLogistic(Binary(c.y), c.group, design(t, x), MixedOptions{})
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func TestCoarseQuadratureWarns(t *testing.T) {
	y, group, d := panel(t)
	for points, warns := range map[int]bool{1: true, 15: false} {
		fit, err := MixedLogistic(y, group, d, MixedOptions{Points: points})
		if err != nil {
			t.Fatal(err)
		}
		if (len(fit.Warnings) > 0) != warns {
			t.Errorf("%d points: warnings %q", points, fit.Warnings)
		}
	}
}

func TestQuadratureGradientIsItsOwn(t *testing.T) {
	y, group, d := panel(t)
	split, err := y.split()
	if err != nil {
		t.Fatal(err)
	}
	code, names := enumerate(group)
	for _, points := range []int{1, 2, 7} {
		r := newRandomIntercept(split.cumulative(d), code, len(names), points)
		theta, gradient, scratch := []float64{0.3, 0.4, -0.2, 1.3}, make([]float64, 4), make([]float64, 4)
		r.gradient(theta, gradient)
		for j := range theta {
			const h = 1e-5
			moved := slices.Clone(theta)
			moved[j] += h
			up, _ := r.gradient(moved, scratch)
			moved[j] -= 2 * h
			down, _ := r.gradient(moved, scratch)
			if slope := (up - down) / (2 * h); math.Abs(slope-gradient[j]) > 1e-7*(1+math.Abs(slope)) {
				t.Errorf("%d points, parameter %d: gradient %v, by differences %v", points, j, gradient[j], slope)
			}
		}
	}
}

func BenchmarkMixedLogistic374Rows15Points(b *testing.B) {
	y, group, d := panel(b)
	for b.Loop() {
		if _, err := MixedLogistic(y, group, d, MixedOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
