package rank

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"goodmeasure/internal/testkit"
	"goodmeasure/stats/stream"
)

func checkShrunk(t *testing.T, got []Shrunk, mean, lower, upper []float64, tolerance float64) {
	t.Helper()
	for i, s := range got {
		checkNumber(t, "mean", s.Mean, mean[i], tolerance)
		if lower != nil {
			checkNumber(t, "lower", s.Lower95, lower[i], tolerance)
			checkNumber(t, "upper", s.Upper95, upper[i], tolerance)
		}
	}
}

func TestShrinkageAgainstReference(t *testing.T) {
	numerator, denominator, events, expected, want := rates(t)
	rows := testkit.GoldenCSV(t, "06_shrinkage_expected.csv")

	prior, got, err := ShrinkProportions(numerator, denominator)
	if err != nil {
		t.Fatal(err)
	}
	checkNumber(t, "alpha", prior.A, want.BetaBinomial.Alpha, 1e-6)
	checkNumber(t, "beta", prior.B, want.BetaBinomial.Beta, 1e-6)
	checkNumber(t, "log-likelihood", prior.LogLikelihood, want.BetaBinomial.LogLik, 1e-8)
	checkShrunk(t, got, column(t, rows, "bb_post_mean"), column(t, rows, "bb_post_lo95"), column(t, rows, "bb_post_hi95"), 1e-6)

	prior, got, err = ShrinkRatios(events, expected)
	if err != nil {
		t.Fatal(err)
	}
	// The reference stopped short of the maximum: ours must be higher, in a neighbourhood as flat as that.
	const stoppedShort = 2e-4
	if prior.LogLikelihood <= want.GammaPoisson.LogLik {
		t.Errorf("log-likelihood %.12g is not above %.12g", prior.LogLikelihood, want.GammaPoisson.LogLik)
	}
	checkNumber(t, "log-likelihood", prior.LogLikelihood, want.GammaPoisson.LogLik, 1e-8)
	checkNumber(t, "shape", prior.A, want.GammaPoisson.Shape, stoppedShort)
	checkNumber(t, "rate", prior.B, want.GammaPoisson.Rate, stoppedShort)
	checkShrunk(t, got, column(t, rows, "gp_post_smr"), column(t, rows, "gp_post_lo95"), column(t, rows, "gp_post_hi95"), stoppedShort)

	v := column(t, rows, "logit_v")
	pooled, got, err := ShrinkEstimates(column(t, rows, "logit_y"), v)
	if err != nil {
		t.Fatal(err)
	}
	reml := want.Normal.REML
	checkNumber(t, "mu", pooled.Mean, reml.Mu, 1e-6)
	checkNumber(t, "se", pooled.SE, reml.SE, 1e-6)
	checkNumber(t, "tau2", pooled.Tau2, reml.Tau2, 1e-6)
	checkNumber(t, "Q", pooled.Q, reml.Q, 1e-9)
	checkNumber(t, "I2", pooled.I2, reml.I2, 1e-6)
	checkShrunk(t, got, column(t, rows, "nn_reml_shrunk_logit"), nil, nil, 1e-6)
	factor := column(t, rows, "nn_shrink_factor")
	for i := range v {
		checkNumber(t, "factor", pooled.Tau2/(pooled.Tau2+v[i]), factor[i], 1e-6)
	}
}

// Counts drawn from a known prior: the fit must find it, and the intervals cover the truth.
func TestShrinkageRecoversItsPrior(t *testing.T) {
	const units = 2000
	r := stream.New(11, "shrink", 0)
	numerator, denominator, truth := make([]float64, units), make([]float64, units), make([]float64, units)
	for i := range truth {
		truth[i] = stream.Beta(r, 8, 24)
		denominator[i] = float64(20 + r.IntN(200))
		for range int(denominator[i]) {
			if r.Float64() < truth[i] {
				numerator[i]++
			}
		}
	}
	prior, got, err := ShrinkProportions(numerator, denominator)
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(prior.A-8) > 1.2 || math.Abs(prior.B-24) > 3.6 {
		t.Errorf("prior %+v, want 8 and 24", prior)
	}
	var covered float64
	for i, s := range got {
		if s.Lower95 < truth[i] && truth[i] < s.Upper95 {
			covered++
		}
	}
	if share := covered / units; math.Abs(share-0.95) > 0.02 {
		t.Errorf("intervals cover %v of the truths", share)
	}
}

func TestNoVariation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.SliceOfN(rapid.IntRange(1, 20000), 2, 60).Draw(t, "n")
		denominator, numerator := make([]float64, len(n)), make([]float64, len(n))
		for i := range n {
			numerator[i], denominator[i] = float64(n[i]), float64(4*n[i]) // all have a quarter exactly
		}
		if _, _, err := ShrinkProportions(numerator, denominator); !errors.Is(err, ErrNoVariation) {
			t.Fatalf("proportions: %v", err)
		}
		if _, _, err := ShrinkRatios(numerator, denominator); !errors.Is(err, ErrNoVariation) {
			t.Fatalf("ratios: %v", err)
		}
	})
	if _, _, err := ShrinkProportions([]float64{0, 0}, []float64{5, 9}); !errors.Is(err, ErrNoVariation) {
		t.Errorf("nothing counted: %v", err)
	}
	pooled, got, err := ShrinkEstimates([]float64{1, 1.1, math.NaN()}, []float64{1, 1, 1})
	if err != nil || pooled.Tau2 != 0 || !near(got[0].Mean, 1.05, 1e-12) || !math.IsNaN(got[2].Mean) {
		t.Errorf("%+v, %+v, %v", pooled, got, err)
	}
}

func TestShrunkLiesBetweenFigureAndMean(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		units := rapid.IntRange(10, 50).Draw(t, "units")
		r := stream.New(rapid.Uint64().Draw(t, "seed"), "", 0)
		x, n := make([]float64, units), make([]float64, units)
		for i := range x {
			n[i] = float64(10 + r.IntN(3000))
			x[i] = math.Round(n[i] * stream.Beta(r, 3, 5))
		}
		prior, got, err := ShrinkProportions(x, n)
		if err != nil {
			t.Fatal(err)
		}
		mean := prior.A / (prior.A + prior.B)
		for i, s := range got {
			low, high := min(mean, x[i]/n[i]), max(mean, x[i]/n[i])
			if s.Mean < low-1e-12 || s.Mean > high+1e-12 || !(s.Lower95 < s.Mean && s.Mean < s.Upper95) {
				t.Fatalf("%v of %v with mean %v: %+v", x[i], n[i], mean, s)
			}
		}
		if _, _, err := ShrinkRatios(x, n); err != nil {
			t.Fatal(err)
		}
	})
}

func TestShrinkEstimatesRefuses(t *testing.T) {
	for _, bad := range [][2][]float64{
		{{1, 2}, {1}}, {{1, 2}, {1, 0}}, {{1, math.Inf(1)}, {1, 1}}, {{1, math.NaN()}, {1, 1}},
	} {
		if _, _, err := ShrinkEstimates(bad[0], bad[1]); err == nil {
			t.Errorf("took %v", bad)
		}
	}
}
