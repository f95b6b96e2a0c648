package agree_test

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"testing"

	"goodmeasure/internal/testkit"
	"goodmeasure/stats/agree"
)

const closedForm, probability = 1e-9, 1e-6

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance*max(math.Abs(want), 1e-3)) {
		t.Errorf("%s: got %.15g, want %.15g", what, got, want)
	}
}

func columns(t *testing.T, name string, keys ...string) [][]float64 {
	t.Helper()
	rows := testkit.GoldenCSV(t, name)
	cols := make([][]float64, len(keys))
	for j, key := range keys {
		for i, row := range rows {
			v := math.NaN()
			if row[key] != "" {
				var err error
				if v, err = strconv.ParseFloat(row[key], 64); err != nil {
					t.Fatalf("%s row %d column %s: %v", name, i, key, err)
				}
			}
			cols[j] = append(cols[j], v)
		}
	}
	return cols
}

func indicatorNames() (names []string) {
	for i := range 14 {
		names = append(names, fmt.Sprintf("I%02d", i+1))
	}
	return names
}

type associations struct {
	N         int
	AUC       float64 `json:"auc"`
	Spearman  float64 `json:"spearman"`
	SpearmanP float64 `json:"spearman_p_t"`
	TauB      float64 `json:"kendall_tau_b"`
	KendallZ  float64 `json:"kendall_z"`
	KendallP  float64 `json:"kendall_p"`
	SomersXJ  float64 `json:"somers_d_x_given_j"`
	SomersJX  float64 `json:"somers_d_j_given_x"`
	Gamma     float64 `json:"gamma"`
	KruskalH  float64 `json:"kruskal_H"`
	KruskalP  float64 `json:"kruskal_p"`
	Trend     struct {
		JT, Mean, Z float64
		Variance    float64 `json:"var_tie_corrected"`
		P           float64 `json:"p_two_sided"`
	} `json:"jonckheere"`
}

func TestAssociationWithJudgement(t *testing.T) {
	var want struct {
		Indicators map[string]associations `json:"per_indicator"`
	}
	testkit.GoldenJSON(t, "02_indicators_expected.json", &want)
	judgement := columns(t, "02_indicators_input.csv", "judgement")[0]
	good := make([]float64, len(judgement))
	for i, grade := range judgement {
		switch {
		case math.IsNaN(grade):
			good[i] = grade
		case grade >= 3:
			good[i] = 1
		}
	}
	for _, name := range indicatorNames() {
		t.Run(name, func(t *testing.T) {
			w, x := want.Indicators[name], columns(t, "02_indicators_input.csv", name)[0]
			spearman, err := agree.Spearman(x, judgement)
			check(t, err, spearman.N, w.N)
			near(t, "rho", spearman.Rho, w.Spearman, closedForm)
			near(t, "rho p", spearman.P, w.SpearmanP, probability)
			kendall, err := agree.Kendall(x, judgement)
			check(t, err, kendall.N, w.N)
			near(t, "tau-b", kendall.TauB, w.TauB, closedForm)
			near(t, "tau-b z", kendall.Z, w.KendallZ, closedForm)
			near(t, "tau-b p", kendall.P, w.KendallP, probability)
			somers, err := agree.SomersD(x, judgement)
			check(t, err, somers.N, w.N)
			near(t, "D of x given judgement", somers.XGivenY, w.SomersXJ, closedForm)
			near(t, "D of judgement given x", somers.YGivenX, w.SomersJX, closedForm)
			gamma, err := agree.Gamma(x, judgement)
			check(t, err, gamma.N, w.N)
			near(t, "gamma", gamma.Gamma, w.Gamma, closedForm)
			auc, err := agree.AUC(x, good)
			check(t, err, auc.N, w.N)
			near(t, "auc", auc.AUC, w.AUC, closedForm)
			kruskal, err := agree.KruskalWallis(x, judgement)
			check(t, err, kruskal.N, w.N)
			near(t, "H", kruskal.H, w.KruskalH, closedForm)
			near(t, "H p", kruskal.P, w.KruskalP, probability)
			trend, err := agree.Jonckheere(x, judgement)
			check(t, err, trend.N, w.N)
			near(t, "JT", trend.JT, w.Trend.JT, closedForm)
			near(t, "JT mean", trend.Mean, w.Trend.Mean, closedForm)
			near(t, "JT variance", trend.Variance, w.Trend.Variance, closedForm)
			near(t, "JT z", trend.Z, w.Trend.Z, closedForm)
			near(t, "JT p", trend.P, w.Trend.P, probability)
		})
	}
}

func check(t *testing.T, err error, n, want int) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if n != want {
		t.Errorf("N: got %d, want %d", n, want)
	}
}

func TestCorrelationTables(t *testing.T) {
	var want map[string]json.RawMessage
	testkit.GoldenJSON(t, "02_correlations_expected.json", &want)
	variables := columns(t, "02_indicators_input.csv", indicatorNames()...)
	for key, by := range map[string]agree.Coefficient{
		"pearson": agree.PearsonR, "spearman": agree.SpearmanRho, "kendall": agree.KendallTauB,
	} {
		var matrix [][]float64
		if err := json.Unmarshal(want[key], &matrix); err != nil {
			t.Fatal(err)
		}
		table, err := agree.Correlations(variables, by)
		if err != nil {
			t.Fatal(err)
		}
		for i := range matrix {
			for j := range matrix[i] {
				near(t, fmt.Sprintf("%s of %d and %d", key, i, j), table.R[i][j], matrix[i][j], closedForm)
			}
		}
	}
}
