package agree_test

import (
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat"

	"goodmeasure/internal/testkit"
	"goodmeasure/stats/agree"
)

type agreementAnswers struct {
	Kappa map[string]struct{ Kappa, Z, P float64 } `json:"kappa2_r1_r2"`
	Cohen struct {
		Unweighted float64 `json:"var_kappa"`
	} `json:"psych_cohen"`
	Fleiss struct {
		Kappa, Z, P float64
		ByCategory  map[string][]float64 `json:"by_category"`
	}
	W           struct{ W, Chi2, P float64 } `json:"kendall_W_tie_corrected"`
	Uncorrected struct{ W, Chi2, P float64 } `json:"kendall_W_uncorrected"`
	ICC         map[string]struct{ ICC, F, DF1, DF2, P, Lo95, Hi95 float64 }
	AlphaRaw    float64            `json:"cronbach_raw"`
	AlphaStd    float64            `json:"cronbach_std"`
	AlphaDrop   map[string]float64 `json:"cronbach_drop_raw"`
	ItemRest    map[string]float64 `json:"item_total_r_drop"`
	Missing     map[string]float64 `json:"krippendorff_missing_file"`
}

var raterNames = []string{"r1", "r2", "r3", "r4"}

func ratings(t *testing.T) (agreementAnswers, [][]float64) {
	t.Helper()
	var want agreementAnswers
	testkit.GoldenJSON(t, "03_agreement_expected.json", &want)
	return want, columns(t, "03_ratings_input.csv", raterNames...)
}

func TestKappaOfTwoRaters(t *testing.T) {
	want, raters := ratings(t)
	for key, by := range map[string]agree.Disagreement{
		"unweighted": agree.Unweighted, "equal": agree.Linear, "squared": agree.Quadratic,
	} {
		got, err := agree.CohenKappa(raters[0], raters[1], by)
		check(t, err, got.N, 40)
		near(t, key+" kappa", got.Kappa, want.Kappa[key].Kappa, closedForm)
		near(t, key+" z", got.Z, want.Kappa[key].Z, closedForm)
		near(t, key+" p", got.P, want.Kappa[key].P, probability)
		if by == agree.Unweighted {
			near(t, "variance", got.SE*got.SE, want.Cohen.Unweighted, closedForm)
		}
		// The package that made the weighted variance here departs from the published formula; leaving out one item at a
		// time does not.
		if jackknife := jackknifedVariance(t, raters[0], raters[1], by); math.Abs(got.SE*got.SE/jackknife-1) > 0.15 {
			t.Errorf("%s variance: got %v, by jackknife %v", key, got.SE*got.SE, jackknife)
		}
	}
}

func jackknifedVariance(t *testing.T, a, b []float64, by agree.Disagreement) (variance float64) {
	n := len(a)
	kappas := make([]float64, n)
	for i := range n {
		left, err := agree.CohenKappa(slices.Delete(slices.Clone(a), i, i+1), slices.Delete(slices.Clone(b), i, i+1), by)
		if err != nil {
			t.Fatal(err)
		}
		kappas[i] = left.Kappa
	}
	return stat.PopVariance(kappas, nil) * float64(n-1)
}

func TestKappaOfSeveralRaters(t *testing.T) {
	want, raters := ratings(t)
	got, err := agree.FleissKappa(raters)
	check(t, err, got.N, 40)
	near(t, "kappa", got.Kappa, want.Fleiss.Kappa, closedForm)
	near(t, "z", got.Z, want.Fleiss.Z, closedForm)
	near(t, "p", got.P, want.Fleiss.P, probability)
	names := []string{"1", "2", "3", "4"}
	for i, category := range got.ByCategory {
		for j, value := range []float64{category.Kappa, category.Z, category.P} {
			if w := want.Fleiss.ByCategory[names[i]][j]; value < w-0.00051 || value > w+0.00051 {
				t.Errorf("category %s: got %v, want %v to three places", names[i], value, w)
			}
		}
	}
}

func TestConcordanceOfRaters(t *testing.T) {
	want, raters := ratings(t)
	got, err := agree.KendallConcordance(raters)
	check(t, err, got.N, 40)
	near(t, "W", got.TieCorrected.W, want.W.W, closedForm)
	near(t, "chi-square", got.TieCorrected.ChiSquare, want.W.Chi2, closedForm)
	near(t, "p", got.TieCorrected.P, want.W.P, probability)
	near(t, "uncorrected W", got.Uncorrected.W, want.Uncorrected.W, closedForm)
	near(t, "uncorrected chi-square", got.Uncorrected.ChiSquare, want.Uncorrected.Chi2, closedForm)
	near(t, "uncorrected p", got.Uncorrected.P, want.Uncorrected.P, probability)
}

func TestIntraclassCorrelations(t *testing.T) {
	want, raters := ratings(t)
	got, err := agree.ICC(raters)
	check(t, err, got.N, 40)
	for key, form := range map[string]agree.ICCForm{
		"ICC1": got.ICC1, "ICC2": got.ICC2, "ICC3": got.ICC3, "ICC1k": got.ICC1K, "ICC2k": got.ICC2K, "ICC3k": got.ICC3K,
	} {
		w := want.ICC[key]
		near(t, key, form.ICC, w.ICC, closedForm)
		near(t, key+" F", form.F, w.F, closedForm)
		near(t, key+" df1", form.DF1, w.DF1, closedForm)
		near(t, key+" df2", form.DF2, w.DF2, closedForm)
		near(t, key+" p", form.P, w.P, probability)
		near(t, key+" low", form.Low, w.Lo95, closedForm)
		near(t, key+" high", form.High, w.Hi95, closedForm)
	}
}

func TestAlphaOfRaters(t *testing.T) {
	want, raters := ratings(t)
	got, err := agree.CronbachAlpha(raters)
	check(t, err, got.N, 40)
	near(t, "raw", got.Raw, want.AlphaRaw, closedForm)
	near(t, "standardised", got.Standardised, want.AlphaStd, closedForm)
	for j, name := range raterNames {
		near(t, name+" deleted", got.Indicators[j].RawIfDeleted, want.AlphaDrop[name], closedForm)
		near(t, name+" with the rest", got.Indicators[j].ItemRest, want.ItemRest[name], closedForm)
	}
}

func TestAlphaWithMissingRatings(t *testing.T) {
	want, _ := ratings(t)
	raters := columns(t, "03_ratings_missing_input.csv", raterNames...)
	for key, scale := range map[string]agree.Scale{
		"nominal": agree.Nominal, "ordinal": agree.Ordinal, "interval": agree.Interval, "ratio": agree.Ratio,
	} {
		got, err := agree.KrippendorffAlpha(raters, scale)
		if err != nil {
			t.Fatal(err)
		}
		near(t, key, got.Alpha, want.Missing[key], closedForm)
	}
}
