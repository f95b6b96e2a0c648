package agree_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"goodmeasure/stats/agree"
)

// turn makes one slice per rater from one row per item.
func turn(items [][]float64) [][]float64 {
	raters := make([][]float64, len(items[0]))
	for _, item := range items {
		for j, v := range item {
			raters[j] = append(raters[j], v)
		}
	}
	return raters
}

func TestCohenByHand(t *testing.T) {
	// 20 both yes, 5 and 10 apart, 15 both no: observed 0.7, chance 0.5, kappa 0.4.
	var a, b []float64
	for _, cell := range []struct {
		a, b  float64
		times int
	}{{1, 1, 20}, {1, 0, 5}, {0, 1, 10}, {0, 0, 15}} {
		a = append(a, slices.Repeat([]float64{cell.a}, cell.times)...)
		b = append(b, slices.Repeat([]float64{cell.b}, cell.times)...)
	}
	for _, by := range []agree.Disagreement{agree.Unweighted, agree.Linear, agree.Quadratic} {
		got, err := agree.CohenKappa(append(a, nan), append(b, 1), by)
		check(t, err, got.N, 50)
		near(t, "observed", got.Observed, 0.7, 1e-12)
		near(t, "chance", got.Chance, 0.5, 1e-12)
		near(t, "kappa", got.Kappa, 0.4, 1e-12)
	}
	lone, err := agree.CohenKappa([]float64{1, 1, 1}, []float64{1, 2, 3}, agree.Linear)
	check(t, err, lone.N, 3)
	if math.Abs(lone.Kappa) > 1e-12 || lone.Z != 0 || lone.P != 1 {
		t.Errorf("one rater without variation: %+v", lone)
	}
}

// Grade 3 was given to nobody: the step from 2 to 4 stays twice the step from 1 to 2.
func TestKappaKeepsTheDistanceOverAnUnusedGrade(t *testing.T) {
	got, err := agree.CohenKappa([]float64{1, 2, 4, 4}, []float64{1, 2, 2, 4}, agree.Linear)
	check(t, err, got.N, 4)
	// Disagreement seen 2/4; expected (1·2+3·1+1·1+2·1+3·2+2·4)/16 = 22/16 by rater shares ¼¼½ and ¼½¼.
	near(t, "kappa", got.Kappa, 1-0.5/(22.0/16), 1e-12)
}

func TestFleissByHand(t *testing.T) {
	// Three items, three raters: 3-0, 2-1, 0-3. Alike (1 + 1/3 + 1)/3 = 7/9; shares 5/9 and 4/9, chance 41/81.
	got, err := agree.FleissKappa(turn([][]float64{{1, 1, 1}, {1, 2, 1}, {2, 2, 2}, {1, nan, 1}}))
	check(t, err, got.N, 3)
	near(t, "kappa", got.Kappa, (7.0/9-41.0/81)/(40.0/81), 1e-12)
	near(t, "kappa of either of two categories", got.ByCategory[0].Kappa, got.Kappa, 1e-12)
}

// The example of Shrout and Fleiss (1979): six targets, four judges.
func TestICCAsPublished(t *testing.T) {
	got, err := agree.ICC(turn([][]float64{
		{9, 2, 5, 8}, {6, 1, 3, 2}, {8, 4, 6, 8}, {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7},
	}))
	check(t, err, got.N, 6)
	for i, form := range []agree.ICCForm{got.ICC1, got.ICC2, got.ICC3, got.ICC1K, got.ICC2K, got.ICC3K} {
		if want := []float64{0.17, 0.29, 0.71, 0.44, 0.62, 0.91}[i]; math.Abs(form.ICC-want) > 0.005 {
			t.Errorf("form %d: %v, want %v to two places", i, form.ICC, want)
		}
	}
}

// Krippendorff's own example: four observers, twelve units, gaps.
func TestKrippendorffAsPublished(t *testing.T) {
	raters := [][]float64{
		{1, 2, 3, 3, 2, 1, 4, 1, 2, nan, nan, nan},
		{1, 2, 3, 3, 2, 2, 4, 1, 2, 5, nan, 3},
		{nan, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, nan},
		{1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, nan},
	}
	for scale, want := range []float64{0.743, 0.815, 0.849, 0.797} {
		got, err := agree.KrippendorffAlpha(raters, agree.Scale(scale))
		check(t, err, got.N, 11)
		if math.Abs(got.Alpha-want) > 0.0006 || got.M != 4 || got.Ratings != 40 {
			t.Errorf("scale %d: %+v, want alpha %v of 40 ratings", scale, got, want)
		}
	}
}

func TestAlphaWhenIndicatorsCancel(t *testing.T) {
	got, err := agree.CronbachAlpha([][]float64{{1, 2, 3}, {3, 2, 1}, {1, 3, 2}})
	check(t, err, got.N, 3)
	if !math.IsNaN(got.Indicators[2].ItemRest) || !math.IsNaN(got.Indicators[2].RawIfDeleted) {
		t.Errorf("the other two sum to a constant: %+v", got.Indicators[2])
	}
}

// scores draws ratings with few ties, each rater varying.
func scores(t *rapid.T) [][]float64 {
	n := rapid.IntRange(4, 15).Draw(t, "items")
	raters := make([][]float64, rapid.IntRange(2, 5).Draw(t, "raters"))
	for j := range raters {
		order := make([]int, n)
		for i := range order {
			order[i] = i
		}
		for _, i := range rapid.Permutation(order).Draw(t, "rater") {
			raters[j] = append(raters[j], float64(i))
		}
	}
	return raters
}

func TestAgreementIdentities(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		raters := scores(t)
		m := float64(len(raters))
		w, err := agree.KendallConcordance(raters)
		if err != nil {
			t.Fatal(err)
		}
		mean, err := agree.MeanSpearman(raters)
		if err != nil {
			t.Fatal(err)
		}
		// Without ties mean rho = (mW − 1)/(m − 1), and nothing is corrected.
		if want := (m*w.Uncorrected.W - 1) / (m - 1); math.Abs(mean.Mean-want) > 1e-9 || math.Abs(w.MeanRho-want) > 1e-9 ||
			math.Abs(w.TieCorrected.W-w.Uncorrected.W) > 1e-12 {
			t.Fatal(w, mean)
		}
		if mean.MinN != len(raters[0]) || mean.MaxN != mean.MinN || mean.N != mean.MinN || mean.Pairs != len(raters)*(len(raters)-1)/2 {
			t.Fatal(mean)
		}
		// Alpha is the two-way mixed reliability of the mean.
		alpha, err1 := agree.CronbachAlpha(raters)
		icc, err2 := agree.ICC(raters)
		if err1 == nil && err2 == nil && math.Abs(alpha.Raw-icc.ICC3K.ICC) > 1e-6*max(1, math.Abs(alpha.Raw)) {
			t.Fatal(alpha.Raw, icc.ICC3K)
		}
		// One rater repeated agrees with itself in every way.
		for _, by := range []agree.Disagreement{agree.Unweighted, agree.Linear, agree.Quadratic} {
			if k, err := agree.CohenKappa(raters[0], raters[0], by); err != nil || math.Abs(k.Kappa-1) > 1e-12 {
				t.Fatal(k, err)
			}
		}
		same := [][]float64{raters[0], raters[0], raters[0]}
		fleiss, _ := agree.FleissKappa(same)
		krippendorff, _ := agree.KrippendorffAlpha(same, agree.Interval)
		if math.Abs(fleiss.Kappa-1) > 1e-12 || krippendorff.Alpha != 1 {
			t.Fatal(fleiss, krippendorff)
		}
	})
}
