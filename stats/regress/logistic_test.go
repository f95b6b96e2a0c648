package regress

import (
	"math"
	"strings"
	"testing"
)

// One binary predictor is a 2 x 2 table, whose log odds ratio and standard error are known.
func TestLogisticOfTwoByTwoTable(t *testing.T) {
	x := column("x", []float64{0, 1})
	fit, err := Logistic(Binomial{Successes: []int{12, 30}, Trials: []int{40, 50}}, design(t, x))
	if err != nil {
		t.Fatal(err)
	}
	slope := fit.Coefficients[1]
	near(t, "log odds ratio", slope.Estimate, math.Log(30.0*28/(12*20)), 1e-9)
	near(t, "se", slope.SE, math.Sqrt(1.0/12+1.0/28+1.0/30+1.0/20), 1e-9)
	near(t, "intercept", fit.Coefficients[0].Estimate, math.Log(12.0/28), 1e-9)
	if fit.N != 90 || math.Abs(fit.Deviance) > 1e-9 || len(fit.Warnings) != 0 {
		t.Errorf("N %d, deviance %v, warnings %q", fit.N, fit.Deviance, fit.Warnings)
	}
}

func TestLogisticRefusesImpossibleCounts(t *testing.T) {
	x := column("x", []float64{0, 1, 2, 5})
	for says, y := range map[string]Binomial{
		"row 2 has 5 successes in 4 trials": {Successes: []int{1, 5, 0, 1}, Trials: []int{4, 4, 4, 4}},
		"row 3 has 0 successes in 0 trials": {Successes: []int{1, 2, 0, 1}, Trials: []int{4, 4, 0, 4}},
		"0 of 16 trials succeeded":          {Successes: []int{0, 0, 0, 0}, Trials: []int{4, 4, 4, 4}},
		"design has 4 rows":                 {Successes: []int{1, 2, 3}, Trials: []int{4, 4, 4}},
	} {
		if _, err := Logistic(y, design(t, x)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("error %v does not say %q", err, says)
		}
	}
}

func TestLogisticWarnsOfFewEvents(t *testing.T) {
	fit, err := Logistic(Binomial{Successes: []int{2, 3}, Trials: []int{40, 50}}, design(t, column("x", []float64{0, 1})))
	if err != nil {
		t.Fatal(err)
	}
	if len(fit.Warnings) != 1 || !strings.Contains(fit.Warnings[0], "Only 5 observations") {
		t.Errorf("warnings %q", fit.Warnings)
	}
}
