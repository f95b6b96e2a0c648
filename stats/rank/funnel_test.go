package rank

import (
	"math"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"

	"goodmeasure/internal/testkit"
)

type ratesSummary struct {
	Theta0  float64 `json:"theta0"`
	Phi     float64 `json:"phi_unwinsorised"`
	PhiW    float64 `json:"phi_winsorised10"`
	Tau2    float64 `json:"tau2_winsorised10_natural"`
	Arcsine struct {
		Target float64 `json:"target"`
		Phi    float64 `json:"phi_winsorised"`
		Tau2   float64 `json:"tau2"`
	} `json:"arcsine"`
	SMR struct {
		Rate    float64 `json:"expected_rate"`
		Phi     float64 `json:"phi"`
		PhiRoot float64 `json:"phi_sqrt_z_winsorised"`
	} `json:"smr"`
	BetaBinomial struct {
		Alpha, Beta, LogLik float64
	} `json:"betabinomial"`
	GammaPoisson struct {
		Shape, Rate, LogLik float64
	} `json:"gammapoisson"`
	Normal struct {
		REML struct{ Mu, SE, Tau2, Q, I2 float64 }
	} `json:"normal_normal_logit"`
}

// rates reads the units of the reference and what they give together.
func rates(t *testing.T) (numerator, denominator, events, expected []float64, want ratesSummary) {
	t.Helper()
	input := testkit.GoldenCSV(t, "06_rates_input.csv")
	testkit.GoldenJSON(t, "06_rates_summary_expected.json", &want)
	expected = column(t, input, "pop")
	for i := range expected {
		expected[i] *= want.SMR.Rate
	}
	return column(t, input, "num"), column(t, input, "den"), column(t, input, "events"), expected, want
}

func checkNumber(t *testing.T, name string, got, want, tolerance float64) {
	t.Helper()
	if !near(got, want, tolerance) {
		t.Errorf("%s: got %.15g, want %.15g", name, got, want)
	}
}

func TestScoresAgainstReference(t *testing.T) {
	numerator, denominator, events, expected, want := rates(t)
	rows := testkit.GoldenCSV(t, "06_funnel_z_expected.csv")
	check := func(s Scores, err error) func(winsorised float64, names ...string) (Scores, Dispersion) {
		return func(winsorised float64, names ...string) (Scores, Dispersion) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
			checkColumn(t, names[0], s.Z, column(t, rows, names[0]), 1e-9)
			if len(names) > 1 {
				checkColumn(t, names[1], winsorise(s.Z, winsorised), column(t, rows, names[1]), 1e-9)
			}
			d, err := Overdispersion(s.Z, s.SE, winsorised)
			if err != nil {
				t.Fatal(err)
			}
			return s, d
		}
	}
	plain, spread := check(ProportionScores(numerator, denominator))(0.1, "z", "z_winsorised10")
	checkNumber(t, "theta0", plain.Target, want.Theta0, 1e-9)
	checkNumber(t, "phi", spread.Phi, want.PhiW, 1e-9)
	checkNumber(t, "tau2", spread.Tau2, want.Tau2, 1e-9)
	unwinsorised, _ := Overdispersion(plain.Z, plain.SE, 0)
	checkNumber(t, "phi unwinsorised", unwinsorised.Phi, want.Phi, 1e-9)
	multiplicative, additive := make([]float64, len(rows)), make([]float64, len(rows))
	for i, se := range plain.SE {
		distance := plain.Z[i] * se
		multiplicative[i], additive[i] = distance/spread.Multiplicative(se), distance/spread.Additive(se)
	}
	checkColumn(t, "multiplicative", multiplicative, column(t, rows, "z_od_multiplicative"), 1e-9)
	checkColumn(t, "additive", additive, column(t, rows, "z_od_additive"), 1e-9)

	arcsine, spread := check(ArcsineScores(numerator, denominator))(0.1, "z_arcsine", "z_arcsine_winsorised")
	checkNumber(t, "arcsine target", arcsine.Target, want.Arcsine.Target, 1e-9)
	checkNumber(t, "arcsine phi", spread.Phi, want.Arcsine.Phi, 1e-9)
	checkNumber(t, "arcsine tau2", spread.Tau2, want.Arcsine.Tau2, 1e-9)

	_, spread = check(RatioScores(events, expected))(0, "z_poisson")
	checkNumber(t, "ratio phi", spread.Phi, want.SMR.Phi, 1e-9)
	_, spread = check(RootRatioScores(events, expected))(0.1, "z_sqrt")
	checkNumber(t, "root ratio phi", spread.Phi, want.SMR.PhiRoot, 1e-9)

	for i, row := range rows {
		distance, outside := plain.Z[i]*plain.SE[i], "Not significant"
		for level, mark := range map[float64]string{0.95: "(0.025)", 0.998: "(0.001)"} {
			limits, _ := NormalLimits(plain.Target, plain.SE[i], level)
			if p := plain.Target + distance; (p < limits.Lower || p > limits.Upper) && !strings.Contains(outside, "0.001") {
				outside = map[bool]string{true: "High ", false: "Low "}[p > limits.Upper] + mark
			}
		}
		if outside != row["phe_funnel_significance"] {
			t.Errorf("%s: got %q, want %q", row["la"], outside, row["phe_funnel_significance"])
		}
	}
}

func TestLimitsAgainstReference(t *testing.T) {
	var want ratesSummary
	testkit.GoldenJSON(t, "06_rates_summary_expected.json", &want)
	check := func(row map[string]string, lower, upper string) func(Limits, error) {
		return func(got Limits, err error) {
			t.Helper()
			if err != nil {
				t.Fatal(err)
			}
			expected := []map[string]string{row}
			checkNumber(t, lower, got.Lower, column(t, expected, lower)[0], 1e-9)
			checkNumber(t, upper, got.Upper, column(t, expected, upper)[0], 1e-9)
		}
	}
	spread := Dispersion{want.PhiW, want.Tau2}
	for _, row := range testkit.GoldenCSV(t, "06_funnel_binomial_expected.csv") {
		n := column(t, []map[string]string{row}, "n")[0]
		se := math.Sqrt(want.Theta0 * (1 - want.Theta0) / n)
		check(row, "binom_exact_interp_lo95", "binom_exact_interp_hi95")(BinomialLimits(want.Theta0, n, 0.95))
		check(row, "binom_exact_interp_lo998", "binom_exact_interp_hi998")(BinomialLimits(want.Theta0, n, 0.998))
		check(row, "normal_lo95", "normal_hi95")(NormalLimits(want.Theta0, se, 0.95))
		check(row, "phe_wilson_lo998", "phe_wilson_hi998")(NormalLimits(want.Theta0, se, 0.998))
		check(row, "mult_lo95", "mult_hi95")(NormalLimits(want.Theta0, spread.Multiplicative(se), 0.95))
		check(row, "add_lo95", "add_hi95")(NormalLimits(want.Theta0, spread.Additive(se), 0.95))
		check(row, "arcsine_od_lo95", "arcsine_od_hi95")(ArcsineLimits(want.Theta0, n, want.Arcsine.Tau2, 0.95))
	}
	for _, row := range testkit.GoldenCSV(t, "06_funnel_poisson_expected.csv") {
		expected := column(t, []map[string]string{row}, "expected")[0]
		check(row, "poisson_lo95", "poisson_hi95")(PoissonQuantileLimits(expected, 0.95))
		check(row, "chisq_lo95", "chisq_hi95")(PoissonLimits(expected, 0.95))
		check(row, "chisq_lo998", "chisq_hi998")(PoissonLimits(expected, 0.998))
	}
}

// A count at the interpolated limit, rounded up, is the least with its tail's probability below it.
func TestBinomialLimitsCoverTheirLevel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := float64(rapid.IntRange(1, 2000).Draw(t, "n"))
		target := rapid.Float64Range(0.01, 0.99).Draw(t, "target")
		level := rapid.SampledFrom([]float64{0.8, 0.95, 0.998}).Draw(t, "level")
		got, err := BinomialLimits(target, n, level)
		if err != nil {
			t.Fatal(err)
		}
		binomial := distuv.Binomial{N: n, P: target}
		for limit, p := range map[float64]float64{got.Lower: (1 - level) / 2, got.Upper: (1 + level) / 2} {
			r := math.Ceil(limit*n - 1e-9)
			if binomial.CDF(r) < p-1e-9 || r > 0 && binomial.CDF(r-1) > p+1e-9 {
				t.Fatalf("limit %v of %v: %v below %v", limit, n, binomial.CDF(r), p)
			}
		}
	})
}

func TestFunnelRefuses(t *testing.T) {
	nan := math.NaN()
	for name, err := range map[string]error{
		"target 0":         second(BinomialLimits(0, 10, 0.95)),
		"target 1":         second(BinomialLimits(1, 10, 0.95)),
		"no denominator":   second(BinomialLimits(0.5, 0, 0.95)),
		"level 95":         second(BinomialLimits(0.5, 10, 95)),
		"nothing expected": second(PoissonLimits(0, 0.95)),
		"expected NaN":     second(PoissonQuantileLimits(nan, 0.95)),
		"sd below 0":       second(NormalLimits(0, -1, 0.95)),
		"arcsine target":   second(ArcsineLimits(2, 10, 0, 0.95)),
		"above its whole":  second(ProportionScores([]float64{3, 1}, []float64{2, 2})),
		"denominator 0":    second(ProportionScores([]float64{0, 1}, []float64{0, 2})),
		"one unit":         second(RatioScores([]float64{3, nan}, []float64{2, 2})),
		"count below 0":    second(RootRatioScores([]float64{-3, 1}, []float64{2, 2})),
		"lengths":          second(RatioScores([]float64{3}, []float64{2, 2})),
		"no error":         second(Overdispersion([]float64{1, 2}, []float64{0, 1}, 0)),
		"winsorised half":  second(Overdispersion([]float64{1, 2}, []float64{1, 1}, 0.5)),
		"one score":        second(Overdispersion([]float64{1, nan}, []float64{1, 1}, 0)),
		"uneven":           second(Overdispersion([]float64{1, 2}, []float64{1}, 0)),
	} {
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func second[T any](_ T, err error) error { return err }
