package power_test

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"goodmeasure/internal/testkit"
	"goodmeasure/stats/power"
)

func plan(n int) power.Plan { return power.Plan{N: n, Alpha: 0.05, Power: 0.8, Tests: 1} }

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: got %.12g, want %.12g", what, got, want)
	}
}

func TestHandWorked(t *testing.T) {
	// z(0.975) + z(0.8) = 1.959963985 + 0.841621234 = 2.801585218; N = 103 makes √(N−3) = 10.
	r, err := power.PearsonR(plan(103))
	if err != nil {
		t.Fatal(err)
	}
	near(t, "r", r.Effect, math.Tanh(0.2801585218), 1e-9)
	rho, err := power.SpearmanRho(plan(103))
	if err != nil {
		t.Fatal(err)
	}
	near(t, "rho", rho.Effect, math.Tanh(0.2801585218*math.Sqrt(1.06)), 1e-9)

	// Four equal categories: 1 − 4/64 = 15/16, so N = 320 gives variance 3/300.
	or, err := power.OddsRatio(plan(320), []float64{0.25, 0.25, 0.25, 0.25})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "odds ratio", or.Effect, math.Exp(0.2801585218), 1e-9)

	// 14 tests: z(1 − 0.05/28) = 2.913726.
	family := plan(103)
	family.Tests = 14
	strict, err := power.PearsonR(family)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "alpha of one test", strict.Alpha, 0.05/14, 1e-15)
	near(t, "r in a family", strict.Effect, math.Tanh((2.913726+0.841621)/10), 1e-6)

	inside, err := power.Equivalent(0.1, 0.1, 0.3, 0.05)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "P", inside.P, 0.0227501319, 1e-9)
	near(t, "low", inside.Low, 0.1-0.1644853627, 1e-9)
	near(t, "high", inside.High, 0.1+0.1644853627, 1e-9)
	if !inside.Equivalent {
		t.Error("an interval of −0.06 to 0.26 lies within 0.3")
	}
}

// Where an indicator has little to do with the grade, the standard error of its fitted ordered logit is what the
// detectable odds ratio rests on.
func TestOddsRatioAgainstFittedModels(t *testing.T) {
	var want struct {
		Indicators map[string]struct {
			N     int
			Slope float64 `json:"po_slope_std"`
			SE    float64 `json:"po_se"`
		} `json:"per_indicator"`
	}
	testkit.GoldenJSON(t, "02_indicators_expected.json", &want)
	rows := testkit.GoldenCSV(t, "02_indicators_input.csv")
	for i := range 14 {
		name := fmt.Sprintf("I%02d", i+1)
		fitted := want.Indicators[name]
		shares := make([]float64, 4)
		for _, row := range rows {
			if row[name] != "" && row["judgement"] != "" {
				shares[row["judgement"][0]-'1'] += 1 / float64(fitted.N)
			}
		}
		got, err := power.OddsRatio(plan(fitted.N), shares)
		if err != nil {
			t.Fatal(err)
		}
		if se := math.Log(got.Effect) / 2.801585218; math.Abs(fitted.Slope) < 0.3 && math.Abs(se/fitted.SE-1) > 0.1 {
			t.Errorf("%s: standard error %v, fitted %v", name, se, fitted.SE)
		}
	}
}

func TestMoreCasesDetectLess(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := power.Plan{
			N:     rapid.IntRange(10, 1000).Draw(t, "n"),
			Alpha: rapid.Float64Range(0.001, 0.2).Draw(t, "alpha"),
			Power: rapid.Float64Range(0.3, 0.99).Draw(t, "power"),
			Tests: rapid.IntRange(1, 50).Draw(t, "tests"),
		}
		larger, more := p, p
		larger.N++
		more.Tests++
		for name, of := range map[string]func(power.Plan) (power.Detectable, error){
			"pearson": power.PearsonR, "spearman": power.SpearmanRho,
			"odds ratio": func(p power.Plan) (power.Detectable, error) { return power.OddsRatio(p, []float64{0.2, 0.5, 0.3}) },
		} {
			base, err1 := of(p)
			withCases, err2 := of(larger)
			withTests, err3 := of(more)
			if err1 != nil || err2 != nil || err3 != nil {
				t.Fatal(err1, err2, err3)
			}
			if !(withCases.Effect < base.Effect && base.Effect < withTests.Effect) {
				t.Fatalf("%s: %v with a case more, %v, %v with a test more", name, withCases.Effect, base.Effect, withTests.Effect)
			}
		}
	})
}

func TestEquivalentWhenTheIntervalIsInside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		estimate, se := rapid.Float64Range(-2, 2).Draw(t, "estimate"), rapid.Float64Range(0.01, 1).Draw(t, "se")
		margin := rapid.Float64Range(0.01, 3).Draw(t, "margin")
		got, err := power.Equivalent(estimate, se, margin, 0.05)
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(got.P-0.05) > 1e-9 && got.Equivalent != (got.Low > -margin && got.High < margin) {
			t.Fatalf("%+v", got)
		}
	})
}

func TestRefusals(t *testing.T) {
	detect := func(p power.Plan, shares ...float64) error {
		_, err := power.OddsRatio(p, shares)
		return err
	}
	correlate := func(p power.Plan) error {
		_, err := power.SpearmanRho(p)
		return err
	}
	equate := func(estimate, se, margin, alpha float64) error {
		_, err := power.Equivalent(estimate, se, margin, alpha)
		return err
	}
	for _, c := range []struct {
		err  error
		says string
	}{
		{correlate(plan(3)), "3 cases"},
		{correlate(power.Plan{N: 10, Alpha: 1, Power: 0.8, Tests: 1}), "alpha is 1"},
		{correlate(power.Plan{N: 10, Alpha: 0.05, Power: 0.01, Tests: 1}), "power is 0.01"},
		{correlate(power.Plan{N: 10, Alpha: 0.05, Power: 0.8}), "0 tests"},
		{detect(plan(1), 0.5, 0.5), "1 cases"},
		{detect(plan(9), 0.5, 0.6), "sum to 1.1"},
		{detect(plan(9), 1, 0), "1 categories in use"},
		{detect(plan(9), math.NaN(), 1), "category 0 is NaN"},
		{detect(power.Plan{N: 9, Alpha: -1, Power: 0.8, Tests: 1}, 0.5, 0.5), "alpha is -1"},
		{equate(math.NaN(), 1, 1, 0.05), "estimate is NaN"},
		{equate(0, 0, 1, 0.05), "standard error is 0"},
		{equate(0, 1, -1, 0.05), "margin is -1"},
		{equate(0, 1, 1, 0.5), "alpha is 0.5"},
	} {
		if c.err == nil || !strings.Contains(c.err.Error(), c.says) {
			t.Errorf("got error %v, want one that says %q", c.err, c.says)
		}
	}
}
