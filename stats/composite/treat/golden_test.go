package treat_test

import (
	"fmt"
	"math"
	"strconv"
	"testing"

	"goodmeasure/internal/testkit"
	"goodmeasure/stats/composite/treat"
)

var goldenNames = []string{"a", "b", "c", "d", "e"}

func goldenColumns(t *testing.T) map[string][]float64 {
	columns := map[string][]float64{}
	for _, row := range testkit.GoldenCSV(t, "07_normalise_input.csv") {
		for _, name := range goldenNames {
			columns[name] = append(columns[name], testkit.Number(t, row[name]))
		}
	}
	return columns
}

func TestShapeAndQuantilesAgainstReference(t *testing.T) {
	var want struct {
		Skew, Kurt []float64
		Pass       []bool               `json:"pass_s2_k3.5"`
		Points     []int                `json:"nwin_max5"`
		Quantiles  map[string][]float64 `json:"quantiles_type7"`
	}
	testkit.GoldenJSON(t, "07_stats_expected.json", &want)
	columns := goldenColumns(t)
	for j, name := range goldenNames {
		s, err := treat.Measure(columns[name])
		if err != nil {
			t.Fatal(err)
		}
		// The reference gives this one skewness in the form that is not corrected for bias (type 3).
		n := float64(known(columns[name]))
		testkit.Near(t, name+" skewness", s.Skewness*(n-2)/math.Sqrt(n*(n-1))*math.Pow(1-1/n, 1.5), want.Skew[j])
		testkit.Near(t, name+" kurtosis", s.Kurtosis, want.Kurt[j])
		if treat.UsualLimits.Pass(s) != want.Pass[j] {
			t.Errorf("%s passes: %v", name, !want.Pass[j])
		}
		w, err := treat.Winsorise(columns[name], treat.UsualLimits, 5)
		if err != nil {
			t.Fatal(err)
		}
		if w.Points() != want.Points[j] {
			t.Errorf("%s: %d points drawn in, expected %d", name, w.Points(), want.Points[j])
		}
		q, err := treat.Quantiles(columns[name], 0.05, 0.25, 0.5, 0.75, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		for i := range q {
			testkit.Near(t, name+" quantile", q[i], want.Quantiles[name][i])
		}
	}
}

func TestTreatmentsAgainstReference(t *testing.T) {
	columns := goldenColumns(t)
	winsorise := func(skewness, kurtosis float64, most int) func([]float64) ([]float64, []string, error) {
		return func(x []float64) ([]float64, []string, error) {
			w, err := treat.Winsorise(x, treat.Limits{Skewness: skewness, Kurtosis: kurtosis}, most)
			marks := make([]string, len(x))
			for _, i := range w.High {
				marks[i] = "winhi"
			}
			for _, i := range w.Low {
				marks[i] = "winlo"
			}
			return w.Values, marks, err
		}
	}
	unmarked := func(f func([]float64) ([]float64, error)) func([]float64) ([]float64, []string, error) {
		return func(x []float64) ([]float64, []string, error) {
			values, err := f(x)
			return values, nil, err
		}
	}
	boxCox := func(lambda float64) func([]float64) ([]float64, error) {
		return func(x []float64) ([]float64, error) { return treat.BoxCox(x, lambda, true) }
	}
	methods := map[string]func([]float64) ([]float64, []string, error){
		"winsorise_max5_s2_k3.5":     winsorise(2, 3.5, 5),
		"winsorise_nolimit":          winsorise(2, 3.5, -1),
		"winsorise_max3_s1_k2":       winsorise(1, 2, 3),
		"log_CT":                     unmarked(treat.Log.Apply),
		"log_CT_plus":                unmarked(treat.LogEitherSide.Apply),
		"log_CT_orig":                unmarked(treat.LogFromOne.Apply),
		"log_GII_documented_formula": unmarked(treat.LogIndex.Apply),
		"boxcox_lambda-1_makepos":    unmarked(boxCox(-1)),
		"boxcox_lambda0_makepos":     unmarked(boxCox(0)),
		"boxcox_lambda0.5_makepos":   unmarked(boxCox(0.5)),
		"boxcox_lambda2_makepos":     unmarked(boxCox(2)),
	}
	type task struct{ method, column string }
	want, marks := map[task][]float64{}, map[task][]string{}
	for _, row := range testkit.GoldenCSV(t, "07_treat_expected.csv") {
		key := task{row["method"], row["column"]}
		want[key] = append(want[key], testkit.Number(t, row["value"]))
		marks[key] = append(marks[key], row["treated"])
	}
	for key, expected := range want {
		got, marked, err := methods[key.method](columns[key.column])
		if key.method == "log_GII_documented_formula" && known(expected) < known(columns[key.column]) {
			if err == nil {
				t.Errorf("%v: a logarithm of values below zero was not refused", key)
			}
			continue
		}
		if err != nil {
			t.Errorf("%v: %v", key, err)
			continue
		}
		for i, w := range expected {
			testkit.Near(t, fmt.Sprint(key, i+1), got[i], w)
			if marked != nil && marked[i] != marks[key][i] {
				t.Errorf("%v unit %d: marked %q, expected %q", key, i+1, marked[i], marks[key][i])
			}
		}
	}
}

// TestDecisionsAgainstReference replays the sequence of checks and treatments on two published tables.
func TestDecisionsAgainstReference(t *testing.T) {
	for _, files := range []struct{ before, after, table string }{
		{"09_coin_stage_Imputed.csv", "09_coin_stage_Treated.csv", "09_coin_treat_table.csv"},
		{"asem/stage_Imputed.csv", "asem/stage_Treated.csv", "asem/treat_table.csv"},
	} {
		before, after := testkit.GoldenCSV(t, files.before), testkit.GoldenCSV(t, files.after)
		for _, row := range testkit.GoldenCSV(t, files.table) {
			name := row["iCode"]
			treated, err := treat.UsualRule.Apply(read(t, before, name))
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			for i, w := range read(t, after, name) {
				testkit.Near(t, fmt.Sprintf("%s unit %d", name, i+1), treated.Values[i], w)
			}
			testkit.Near(t, name+" skewness", treated.Before.Skewness, testkit.Number(t, row["check_SkewKurt0.Skew"]))
			testkit.Near(t, name+" kurtosis", treated.Before.Kurtosis, testkit.Number(t, row["check_SkewKurt0.Kurt"]))
			checked(t, name, row["check_SkewKurt0.Pass"], &treated.PassBefore)
			if row["winsorise.nwin"] == "" {
				if treated.Winsorised != nil {
					t.Errorf("%s was treated without need", name)
				}
				continue
			}
			if got := strconv.Itoa(treated.Winsorised.Points()); got != row["winsorise.nwin"] {
				t.Errorf("%s: %s points drawn in, expected %s", name, got, row["winsorise.nwin"])
			}
			testkit.Near(t, name+" winsorised skewness", treated.Winsorised.After.Skewness, testkit.Number(t, row["check_SkewKurt1.Skew"]))
			testkit.Near(t, name+" winsorised kurtosis", treated.Winsorised.After.Kurtosis, testkit.Number(t, row["check_SkewKurt1.Kurt"]))
			checked(t, name, row["check_SkewKurt1.Pass"], &treated.PassWinsorised)
			if row["check_SkewKurt2.Pass"] != "" {
				testkit.Near(t, name+" transformed skewness", treated.Transformed.Skewness, testkit.Number(t, row["check_SkewKurt2.Skew"]))
				checked(t, name, row["check_SkewKurt2.Pass"], &treated.PassTransformed)
			}
		}
	}
}

func known(x []float64) (n int) {
	for _, v := range x {
		if !math.IsNaN(v) {
			n++
		}
	}
	return n
}

func checked(t *testing.T, name, want string, got *bool) {
	t.Helper()
	if (want == "TRUE") != *got {
		t.Errorf("%s: passes %v, expected %s", name, *got, want)
	}
}

func read(t *testing.T, rows []map[string]string, name string) []float64 {
	t.Helper()
	var out []float64
	for _, row := range rows {
		out = append(out, testkit.Number(t, row[name]))
	}
	return out
}
