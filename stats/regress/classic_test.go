package regress

import (
	"math"
	"testing"

	"goodmeasure/internal/testkit"
)

type classic struct {
	Housing struct {
		CLM    map[string]struct{ Est, SE, Z, P float64 }
		LogLik float64
		LR     float64 `json:"LR_vs_null"`
	}
	Wine struct {
		CLM        map[string]struct{ Est, SE, Z, P float64 }
		LogLik     float64
		LRContact  float64 `json:"LR_contact"`
		LRContactP float64 `json:"LR_contact_p"`
		Nominal    map[string]struct {
			LRT, P float64
			DF     int
		} `json:"nominal_LR"`
	}
}

func TestHousing(t *testing.T) {
	var golden classic
	testkit.GoldenJSON(t, "01b_classic_expected.json", &golden)
	rows := testkit.GoldenCSV(t, "01b_housing_input.csv")
	labels := []string{"Low", "Medium", "High", "Never"}
	code := map[string]int{"Low": 0, "Medium": 1, "High": 2}
	var y []int
	for _, level := range texts(rows, "Sat") {
		y = append(y, code[level])
	}
	d := design(t, factor(t, "Infl", texts(rows, "Infl"), "Low", "Medium", "High"),
		factor(t, "Type", texts(rows, "Type"), "Tower", "Apartment", "Atrium", "Terrace"),
		factor(t, "Cont", texts(rows, "Cont"), "Low", "High"))
	frequencies := whole(t, rows, "Freq")
	fit, err := Ordinal(y, d, OrdinalOptions{Labels: labels, Frequencies: frequencies})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range append(fit.Thresholds, fit.Slopes...) {
		want := golden.Housing.CLM[c.Term]
		near(t, c.Term, c.Estimate, want.Est, tolEstimate)
		near(t, c.Term+" se", c.SE, want.SE, tolSE)
		near(t, c.Term+" p", c.P/want.P, 1, 1e-4)
	}
	near(t, "logLik", fit.LogLik, golden.Housing.LogLik, tolLogLik)
	near(t, "LR", fit.LR, golden.Housing.LR, tolP)
	if fit.N != 1681 || len(fit.Warnings) != 1 {
		t.Errorf("N = %d, warnings %q", fit.N, fit.Warnings)
	}
	if _, err := Brant(fit); err != nil {
		t.Error(err)
	}
	frequencies[0] = 0 // as if the row were not there
	without, err := Ordinal(y, d, OrdinalOptions{Frequencies: frequencies})
	if err != nil {
		t.Fatal(err)
	}
	if without.N != fit.N-21 || math.Abs(without.Slopes[0].Estimate-fit.Slopes[0].Estimate) < 1e-6 {
		t.Errorf("N = %d, slope %v", without.N, without.Slopes[0])
	}
}

func TestWine(t *testing.T) {
	var golden classic
	testkit.GoldenJSON(t, "01b_classic_expected.json", &golden)
	rows := testkit.GoldenCSV(t, "01b_wine_input.csv")
	y := whole(t, rows, "rating")
	fit, err := Ordinal(y, wine(t, rows), OrdinalOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range append(fit.Thresholds, fit.Slopes...) {
		want := golden.Wine.CLM[c.Term]
		near(t, c.Term, c.Estimate, want.Est, tolEstimate)
		near(t, c.Term+" se", c.SE, want.SE, tolSE)
	}
	near(t, "logLik", fit.LogLik, golden.Wine.LogLik, tolLogLik)
	smaller, err := Ordinal(y, design(t, factor(t, "temp", texts(rows, "temp"))), OrdinalOptions{})
	if err != nil {
		t.Fatal(err)
	}
	lr := 2 * (fit.LogLik - smaller.LogLik)
	near(t, "LR of contact", lr, golden.Wine.LRContact, tolP)
	near(t, "p of contact", chiSquareTail(lr, 1)/golden.Wine.LRContactP, 1, tolP)
	for name, term := range map[string]string{"temp": "tempwarm", "contact": "contactyes"} {
		test, err := RelaxProportionalOdds(fit, term)
		if err != nil {
			t.Fatal(err)
		}
		want := golden.Wine.Nominal[name]
		near(t, name+" LRT", test.X2, want.LRT, tolP)
		near(t, name+" p", test.P, want.P, tolP)
		if separated := name == "temp"; separated != (len(test.Warnings) == 1) || test.DF != want.DF {
			t.Errorf("%s: %+v", name, test)
		}
	}
}
