package regress

import (
	"math"
	"strings"
	"testing"
)

// Worked by hand: x-bar 3, y-bar 4, Sxx 10, Sxy 6, Syy 6, so slope 0.6, intercept 2.2, R2 0.6, residual sum 2.4.
func TestLinearByHand(t *testing.T) {
	fit, err := Linear([]float64{2, 4, 5, 4, 5}, design(t, column("x", []float64{1, 2, 3, 4, 5})))
	if err != nil {
		t.Fatal(err)
	}
	near(t, "intercept", fit.Coefficients[0].Estimate, 2.2, 1e-12)
	near(t, "slope", fit.Coefficients[1].Estimate, 0.6, 1e-12)
	near(t, "slope se", fit.Coefficients[1].SE, math.Sqrt(0.8/10), 1e-12)
	near(t, "R2", fit.R2, 0.6, 1e-12)
	near(t, "F", fit.F, 4.5, 1e-12)
	near(t, "logLik", fit.LogLik, -2.5*(math.Log(2*math.Pi*2.4/5)+1), 1e-12)
	near(t, "LR", fit.LR, 5*math.Log(6/2.4), 1e-12)
	near(t, "high", fit.Coefficients[1].High, 0.6+3.182446305284263*math.Sqrt(0.08), 1e-9)
	near(t, "leverage", fit.Leverage[0], 0.6, 1e-12)
}

func TestLinearWarnsWhereStandardErrorsMeanNothing(t *testing.T) {
	x := column("x", []float64{1, 2, 3, 4, 5})
	perfect, err := Linear([]float64{3, 5, 7, 9, 11}, design(t, x))
	if err != nil {
		t.Fatal(err)
	}
	if len(perfect.Warnings) != 1 || !strings.Contains(perfect.Warnings[0], "perfect") {
		t.Errorf("warnings %q", perfect.Warnings)
	}
	alone, err := Linear([]float64{3, 5, 6, 9, 2}, design(t, x, column("last", []float64{0, 0, 0, 0, 1})))
	if err != nil {
		t.Fatal(err)
	}
	if alone.Robust != nil || len(alone.Warnings) != 1 || !strings.Contains(alone.Warnings[0], "HC3") {
		t.Errorf("robust %v, warnings %q", alone.Robust, alone.Warnings)
	}
}

func TestLinearRefusesOutcomesItCannotUse(t *testing.T) {
	d := design(t, column("x", []float64{1, 2, 3, 4}))
	if _, err := Linear([]float64{1, math.NaN(), 2, 3}, d); err == nil || !strings.Contains(err.Error(), "row 2") {
		t.Errorf("error %v", err)
	}
	if _, err := Linear([]float64{5, 5, 5, 5}, d); err == nil || !strings.Contains(err.Error(), "does not vary") {
		t.Errorf("error %v", err)
	}
}
