package dimension

import (
	"fmt"
	"math"
	"strconv"
	"testing"

	"goodmeasure/internal/testkit"
)

// The rotation in the reference answers stopped some 1e-8 radians short of the best angle.
const closedForm, iterative = 1e-9, 1e-6

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance*max(math.Abs(want), 1e-3)) {
		t.Errorf("%s: got %.15g, want %.15g", what, got, want)
	}
}

func nearAll(t *testing.T, what string, got, want []float64, tolerance float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d values, want %d", what, len(got), len(want))
	}
	for i := range want {
		near(t, fmt.Sprintf("%s %d", what, i), got[i], want[i], tolerance)
	}
}

type answers struct {
	Eigenvalues, Share []float64
	Loadings           [][]float64 `json:"loadings_unrotated_eig_gt_1"`
	Kaiser             int         `json:"n_kaiser"`
	Varimax            [][]float64 `json:"varimax_kaiser_normalised_loadings_columns_any_order_sign"`
	KMO                float64     `json:"KMO_overall"`
	KMOEach            []float64   `json:"KMO_each"`
	Bartlett           struct{ Chi2, DF, P float64 }
	FirstWeights       []float64               `json:"pc1_weights_unit_norm"`
	OECDWeights        []float64               `json:"oecd_pca_weights"`
	ParallelMean       []float64               `json:"parallel_mean"`
	ParallelQuantile   []float64               `json:"parallel_q95"`
	ParallelRetained   int                     `json:"parallel_n_retained_q95"`
	Omega              struct{ SMC []float64 } `json:"omega_alpha"`
}

func reference(t *testing.T) (answers, [][]float64) {
	t.Helper()
	var want answers
	testkit.GoldenJSON(t, "04_pca_expected.json", &want)
	indicators := make([][]float64, 9)
	for i, row := range testkit.GoldenCSV(t, "04_pca_input.csv") {
		for j := range indicators {
			v, err := strconv.ParseFloat(row[fmt.Sprintf("v%d", j+1)], 64)
			if err != nil {
				t.Fatalf("row %d: %v", i, err)
			}
			indicators[j] = append(indicators[j], v)
		}
	}
	return want, indicators
}

func column(rows [][]float64, j int) (values []float64) {
	for _, row := range rows {
		values = append(values, row[j])
	}
	return values
}

// nearUpToSign compares two columns of loadings, whose sign is arbitrary.
func nearUpToSign(t *testing.T, what string, got, want []float64, tolerance float64) {
	t.Helper()
	dot := 0.0
	for i := range want {
		dot += got[i] * want[i]
	}
	turned := make([]float64, len(got))
	for i, v := range got {
		turned[i] = math.Copysign(1, dot) * v
	}
	nearAll(t, what, turned, want, tolerance)
}

func TestComponents(t *testing.T) {
	want, indicators := reference(t)
	got, err := PCA(indicators)
	if err != nil {
		t.Fatal(err)
	}
	nearAll(t, "eigenvalue", got.Eigenvalues, want.Eigenvalues, closedForm)
	nearAll(t, "share", got.Share, want.Share, closedForm)
	nearUpToSign(t, "first vector", column(got.Vectors, 0), want.FirstWeights, closedForm)
	if got.Kaiser() != want.Kaiser {
		t.Errorf("%d eigenvalues above one, want %d", got.Kaiser(), want.Kaiser)
	}
	loadings, err := got.Loadings(got.Kaiser())
	if err != nil {
		t.Fatal(err)
	}
	for j := range want.Kaiser {
		nearUpToSign(t, "loading", column(loadings, j), column(want.Loadings, j), closedForm)
	}
	turned, err := Varimax(loadings)
	if err != nil {
		t.Fatal(err)
	}
	for j := range want.Kaiser {
		best, overlap := 0, 0.0
		for k := range want.Kaiser {
			dot := 0.0
			for i := range turned {
				dot += turned[i][k] * want.Varimax[i][j]
			}
			if math.Abs(dot) > overlap {
				best, overlap = k, math.Abs(dot)
			}
		}
		nearUpToSign(t, "varimax loading", column(turned, best), column(want.Varimax, j), iterative)
	}
	weights, err := OECDWeights(turned)
	if err != nil {
		t.Fatal(err)
	}
	nearAll(t, "weight", weights, want.OECDWeights, iterative)
}

func TestAdequacy(t *testing.T) {
	want, indicators := reference(t)
	got, err := Adequate(indicators)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "KMO", got.KMO, want.KMO, closedForm)
	nearAll(t, "KMO of", got.IndicatorKMO, want.KMOEach, closedForm)
	nearAll(t, "SMC of", got.SMC, want.Omega.SMC, closedForm)
	near(t, "chi-square", got.Bartlett.ChiSquare, want.Bartlett.Chi2, closedForm)
	near(t, "df", got.Bartlett.DF, want.Bartlett.DF, closedForm)
	near(t, "p", got.Bartlett.P/want.Bartlett.P, 1, 1e-6)
}

func TestParallelAnalysis(t *testing.T) {
	want, indicators := reference(t)
	got, err := Parallel(indicators, 10_000, 1)
	if err != nil {
		t.Fatal(err)
	}
	for j := range want.ParallelMean {
		if math.Abs(got.Mean[j]-want.ParallelMean[j]) > 0.01 || math.Abs(got.Quantile95[j]-want.ParallelQuantile[j]) > 0.01 {
			t.Errorf("place %d: mean %v and quantile %v, want %v and %v", j, got.Mean[j], got.Quantile95[j], want.ParallelMean[j], want.ParallelQuantile[j])
		}
	}
	if got.Retained != want.ParallelRetained {
		t.Errorf("%d retained, want %d", got.Retained, want.ParallelRetained)
	}
}
