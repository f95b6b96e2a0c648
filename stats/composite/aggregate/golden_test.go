package aggregate_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"testing"

	"goodmeasure/internal/testkit"
	"goodmeasure/stats/composite/aggregate"
	"goodmeasure/stats/rank"
)

var names = []string{"x1", "x2", "x3", "x4", "x5", "x6"}

type goldenWeights struct {
	Weights      []float64
	NDominant    int
	FracDominant float64
}

func TestMethodsAgainstReference(t *testing.T) {
	var given goldenWeights
	testkit.GoldenJSON(t, "08_weights_expected.json", &given)
	for file, columns := range map[string][]string{
		"08_aggregate":    {"amean", "gmean", "hmean", "genmean_p2", "genmean_pm1", "genmean_p.5", "median_unw", "min", "copeland", "copeland_equal_w", "mpi_penalty_minus", "mpi_penalty_plus", "wroclaw_zscored", "bod_dea", "topsis_vector_norm"},
		"08_aggregate_na": {"amean", "gmean", "hmean", "genmean_p2", "genmean_pm1", "genmean_p.5", "median_unw", "min"},
	} {
		x := table(t, testkit.GoldenCSV(t, file+"_input.csv"), names)
		expected := testkit.GoldenCSV(t, file+"_expected.csv")
		for _, column := range columns {
			method, weights := methodOf(column), given.Weights
			switch column {
			case "median_unw", "min", "copeland_equal_w", "mpi_penalty_minus", "mpi_penalty_plus", "wroclaw_zscored", "bod_dea":
				weights = nil
			}
			got, err := method.Scores(x, weights)
			if err != nil {
				t.Errorf("%s: %v", column, err)
				continue
			}
			for i, row := range expected {
				testkit.Near(t, fmt.Sprintf("%s %s %s", file, column, row["u"]), got[i], testkit.Number(t, row[column]))
			}
			if column == "amean" && file == "08_aggregate" {
				for i, r := range rank.Min(got, true) {
					testkit.Near(t, "rank", r, testkit.Number(t, expected[i]["rank_amean_min"]))
				}
			}
		}
	}
}

func methodOf(column string) aggregate.Method {
	return map[string]aggregate.Method{
		"amean": aggregate.Arithmetic{}, "gmean": aggregate.Geometric{}, "hmean": aggregate.Harmonic{},
		"genmean_p2": aggregate.Power{P: 2}, "genmean_pm1": aggregate.Power{P: -1}, "genmean_p.5": aggregate.Power{P: 0.5},
		"median_unw": aggregate.Median{}, "min": aggregate.Least{}, "copeland": aggregate.Copeland{},
		"copeland_equal_w": aggregate.Copeland{}, "mpi_penalty_minus": aggregate.MazziottaPareto{},
		"mpi_penalty_plus": aggregate.MazziottaPareto{Reward: true}, "wroclaw_zscored": aggregate.Wroclaw{},
		"bod_dea": aggregate.BenefitOfTheDoubt{}, "topsis_vector_norm": aggregate.TOPSIS{},
	}[column]
}

func TestOutrankingAgainstReference(t *testing.T) {
	var given goldenWeights
	testkit.GoldenJSON(t, "08_weights_expected.json", &given)
	x := table(t, testkit.GoldenCSV(t, "08_aggregate_input.csv"), names)
	got, err := aggregate.Outranking(x, given.Weights)
	if err != nil {
		t.Fatal(err)
	}
	dominant := 0
	rows := testkit.GoldenCSV(t, "08_outrank_expected.csv")
	for a, row := range rows {
		for b := range rows {
			testkit.Near(t, fmt.Sprint("outranking ", a, b), got[a][b], testkit.Number(t, row[rows[b]["u"]]))
			if got[a][b] > 1-1e-12 {
				dominant++
			}
		}
	}
	if dominant != given.NDominant {
		t.Errorf("%d dominant pairs, expected %d", dominant, given.NDominant)
	}
}

func TestValuesThatHaveNoMeanAreNamed(t *testing.T) {
	x := [][]float64{{1, 2, 3}, {4, 0, 6}, {7, 8, -9}}
	for _, m := range []aggregate.Method{aggregate.Geometric{}, aggregate.Harmonic{}, aggregate.Power{P: 2}} {
		_, err := m.Scores(x, nil)
		var at *aggregate.ValueError
		if !errors.As(err, &at) || at.Unit != 1 || at.Indicator != 1 || at.Value != 0 {
			t.Errorf("%v: %v, expected the error to name unit 2 and indicator 2", m, err)
		}
		// An indicator that weighs nothing stands in nobody's way.
		if _, err := m.Scores(x, []float64{1, 0, 0}); err != nil {
			t.Errorf("%v: %v", m, err)
		}
	}
}

func TestRefusals(t *testing.T) {
	x := [][]float64{{1, 2}, {3, 4}}
	for _, weights := range [][]float64{{0, 0}, {1, -0.04}, {1}, {math.NaN(), 1}, {math.Inf(1), 1}} {
		if _, err := (aggregate.Arithmetic{}).Scores(x, weights); err == nil {
			t.Errorf("weights %v were accepted", weights)
		}
	}
	for _, m := range []aggregate.Method{aggregate.Median{}, aggregate.Least{}, aggregate.MazziottaPareto{}, aggregate.Wroclaw{}} {
		if _, err := m.Scores(x, []float64{2, 1}); err == nil {
			t.Errorf("%v passed over its weights in silence", m)
		}
	}
	for _, m := range []aggregate.Method{aggregate.Wroclaw{}, aggregate.TOPSIS{}, aggregate.BenefitOfTheDoubt{}} {
		if _, err := m.Scores([][]float64{{1, math.NaN()}, {3, 4}}, nil); err == nil {
			t.Errorf("%v accepted a gap", m)
		}
	}
	for _, m := range []aggregate.Method{aggregate.Arithmetic{}, aggregate.Copeland{}, aggregate.Least{}} {
		if _, err := m.Scores([][]float64{{1, math.Inf(1)}}, nil); err == nil {
			t.Errorf("%v accepted an infinite value", m)
		}
		if _, err := m.Scores(nil, nil); err == nil {
			t.Errorf("%v accepted no indicators", m)
		}
	}
}

func TestTooFewKnownIndicatorsGiveNoScore(t *testing.T) {
	x := [][]float64{{1, 1, math.NaN()}, {2, math.NaN(), math.NaN()}, {3, math.NaN(), 0}}
	got, err := aggregate.Sufficient(aggregate.Geometric{}, x, nil, 2.0/3)
	if err != nil {
		t.Fatal(err)
	}
	testkit.Near(t, "complete", got[0], math.Cbrt(6))
	testkit.Near(t, "one of three", got[1], math.NaN())
	testkit.Near(t, "one of three, and zero", got[2], math.NaN())
}

// TestCopelandWithGaps: pairs are compared on what both have, in whatever order the units come.
func TestCopelandWithGaps(t *testing.T) {
	gap := math.NaN()
	x := [][]float64{{3, 1, gap, gap}, {gap, 2, 1, gap}, {5, 5, 9, gap}}
	// The first and second meet on measures 1 and 3, the first and third on 3 alone, the second and third on 2 and 3.
	want := []float64{0, -1, 1, gap}
	got, err := (aggregate.Copeland{}).Scores(x, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range want {
		testkit.Near(t, fmt.Sprint("unit ", i+1), got[i], want[i])
	}
	for _, column := range x {
		slices.Reverse(column)
	}
	turned, err := (aggregate.Copeland{}).Scores(x, nil)
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(turned)
	for i := range want {
		testkit.Near(t, fmt.Sprint("turned unit ", i+1), turned[i], want[i])
	}
}

func table(t *testing.T, rows []map[string]string, columns []string) [][]float64 {
	t.Helper()
	out := make([][]float64, len(columns))
	for j, name := range columns {
		for _, row := range rows {
			out[j] = append(out[j], testkit.Number(t, row[name]))
		}
	}
	return out
}
