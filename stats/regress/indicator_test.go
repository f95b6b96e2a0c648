package regress

import (
	"math"
	"slices"
	"strconv"
	"testing"

	"goodmeasure/internal/testkit"
)

func TestIndicatorsAgainstReference(t *testing.T) {
	var golden struct {
		PerIndicator map[string]struct {
			N             int
			PoSlope       float64            `json:"po_slope_std"`
			PoSE          float64            `json:"po_se"`
			PoThresholds  map[string]float64 `json:"po_thresholds"`
			PoLogLik      float64            `json:"po_logLik"`
			PoLR          float64            `json:"po_LR"`
			PoP           float64            `json:"po_p"`
			PoOR          float64            `json:"po_OR_per_sd"`
			OLSSlope      float64            `json:"ols_slope"`
			OLSIntercept  float64            `json:"ols_intercept"`
			OLSSE         float64            `json:"ols_se"`
			OLSP          float64            `json:"ols_p"`
			OLSR2         float64            `json:"ols_R2"`
			OLSHC3        float64            `json:"ols_hc3_se"`
			AnovaF        float64            `json:"anova_F"`
			AnovaP        float64            `json:"anova_p"`
			LogitSlope    float64            `json:"logit_slope_std"`
			LogitSE       float64            `json:"logit_se"`
			LogitDeviance float64            `json:"logit_dev"`
			LogitP        float64            `json:"logit_LR_p"`
			FirthSlope    float64            `json:"firth_slope_std"`
			FirthSE       float64            `json:"firth_se"`
		} `json:"per_indicator"`
	}
	testkit.GoldenJSON(t, "02_indicators_expected.json", &golden)
	rows := testkit.GoldenCSV(t, "02_indicators_input.csv")
	for name, want := range golden.PerIndicator {
		t.Run(name, func(t *testing.T) {
			y, x := complete(t, rows, name)
			z := standardised(x)
			grade, good, group := make([]float64, len(y)), make([]bool, len(y)), make([]string, len(y))
			for i, g := range y {
				grade[i], good[i], group[i] = float64(g), g >= 3, strconv.Itoa(g)
			}
			onZ := design(t, column("z", z))
			po, err := Ordinal(y, onZ, OrdinalOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if po.N != want.N {
				t.Errorf("N = %d, want %d", po.N, want.N)
			}
			near(t, "po slope", po.Slopes[0].Estimate, want.PoSlope, tolEstimate)
			near(t, "po OR", math.Exp(po.Slopes[0].Estimate), want.PoOR, tolEstimate)
			near(t, "po se", po.Slopes[0].SE, want.PoSE, tolSE)
			for _, threshold := range po.Thresholds {
				near(t, threshold.Term, threshold.Estimate, want.PoThresholds[threshold.Term], tolEstimate)
			}
			near(t, "po logLik", po.LogLik, want.PoLogLik, tolLogLik)
			near(t, "po LR", po.LR, want.PoLR, tolP)
			near(t, "po p", po.LRP, want.PoP, tolP)

			ols, err := Linear(x, design(t, column("grade", grade)))
			if err != nil {
				t.Fatal(err)
			}
			near(t, "ols intercept", ols.Coefficients[0].Estimate, want.OLSIntercept, 1e-9)
			near(t, "ols slope", ols.Coefficients[1].Estimate, want.OLSSlope, 1e-9)
			near(t, "ols se", ols.Coefficients[1].SE, want.OLSSE, 1e-9)
			near(t, "ols p", ols.Coefficients[1].P, want.OLSP, 1e-9)
			near(t, "ols F p", ols.FP, want.OLSP, 1e-9)
			near(t, "ols R2", ols.R2, want.OLSR2, 1e-9)
			near(t, "ols HC3", ols.Robust[1].SE, want.OLSHC3, 1e-9)

			anova, err := Linear(x, design(t, factor(t, "grade", group)))
			if err != nil {
				t.Fatal(err)
			}
			near(t, "anova F", anova.F, want.AnovaF, 1e-9)
			near(t, "anova p", anova.FP, want.AnovaP, 1e-9)

			logit, err := Logistic(Binary(good), onZ)
			if err != nil {
				t.Fatal(err)
			}
			near(t, "logit slope", logit.Coefficients[1].Estimate, want.LogitSlope, tolEstimate)
			near(t, "logit se", logit.Coefficients[1].SE, want.LogitSE, tolSE)
			near(t, "logit deviance", logit.Deviance, want.LogitDeviance, tolLogLik)
			near(t, "logit p", logit.LRP, want.LogitP, tolP)

			penalised, err := Firth(Binary(good), onZ)
			if err != nil {
				t.Fatal(err)
			}
			near(t, "firth slope", penalised.Coefficients[1].Estimate, want.FirthSlope, tolEstimate)
			near(t, "firth se", penalised.Coefficients[1].SE, want.FirthSE, tolSE)
		})
	}
}

// complete are the judgements and values of the rows that have both.
func complete(t testing.TB, rows []map[string]string, indicator string) ([]int, []float64) {
	t.Helper()
	kept := slices.DeleteFunc(slices.Clone(rows), func(row map[string]string) bool {
		return row["judgement"] == "" || row[indicator] == ""
	})
	return whole(t, kept, "judgement"), numbers(t, kept, indicator)
}

func standardised(x []float64) []float64 {
	n, centre, square := float64(len(x)), 0.0, 0.0
	for _, v := range x {
		centre += v / n
	}
	for _, v := range x {
		square += (v - centre) * (v - centre)
	}
	sd := math.Sqrt(square / (n - 1))
	z := make([]float64, len(x))
	for i, v := range x {
		z[i] = (v - centre) / sd
	}
	return z
}
