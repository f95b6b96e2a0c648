package multiple_test

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"testing"

	"gonum.org/v1/gonum/stat"
	"pgregory.net/rapid"

	"goodmeasure/internal/testkit"
	"goodmeasure/stats/multiple"
	"goodmeasure/stats/stream"
)

var methods = map[string]func([]float64) ([]float64, error){
	"holm": multiple.Holm, "hochberg": multiple.Hochberg, "hommel": multiple.Hommel,
	"bonferroni": multiple.Bonferroni, "BH": multiple.BenjaminiHochberg, "BY": multiple.BenjaminiYekutieli,
}

func near(got, want, tolerance float64) bool {
	if math.IsNaN(want) || math.IsNaN(got) {
		return math.IsNaN(want) && math.IsNaN(got)
	}
	return math.Abs(got-want) <= tolerance*max(1e-300, math.Abs(want))
}

func TestAdjustedAgainstReference(t *testing.T) {
	var p []float64
	for _, row := range testkit.GoldenCSV(t, "05_padjust_input.csv") {
		p = append(p, number(t, row["p"]))
	}
	var want map[string][]*float64
	testkit.GoldenJSON(t, "05_padjust_expected.json", &want)
	for name, method := range methods {
		got, err := method(p)
		if err != nil {
			t.Fatal(err)
		}
		for i, w := range want[name] {
			expected := math.NaN()
			if w != nil {
				expected = *w
			}
			if !near(got[i], expected, 1e-9) {
				t.Errorf("%s of number %d: got %v, want %v", name, i+1, got[i], expected)
			}
		}
	}
}

func TestHandWorked(t *testing.T) {
	got, _ := multiple.Holm([]float64{0.01, 0.04, math.NaN(), 0.03})
	for i, want := range []float64{0.03, 0.06, math.NaN(), 0.06} {
		if !near(got[i], want, 1e-12) {
			t.Errorf("number %d: got %v, want %v", i+1, got[i], want)
		}
	}
	for name, method := range methods {
		for _, bad := range []float64{-0.1, 1.1, math.Inf(1)} {
			if _, err := method([]float64{0.5, bad}); err == nil {
				t.Errorf("%s took %v", name, bad)
			}
		}
		if got, err := method(nil); err != nil || len(got) != 0 {
			t.Errorf("%s of nothing: %v, %v", name, got, err)
		}
	}
}

func TestAdjustedProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SliceOfN(rapid.Float64Range(0, 1), 1, 30).Draw(t, "p")
		order := make([]int, len(p))
		for i := range order {
			order[i] = i
		}
		stream.Permute(stream.New(rapid.Uint64().Draw(t, "seed"), "", 0), order)
		shuffled := make([]float64, len(p))
		for k, i := range order {
			shuffled[k] = p[i]
		}
		adjusted := map[string][]float64{}
		for name, method := range methods {
			got, err := method(p)
			if err != nil {
				t.Fatal(err)
			}
			adjusted[name] = got
			again, _ := method(shuffled)
			for k, i := range order {
				if again[k] != got[i] {
					t.Fatalf("%s depends on the order of the tests", name)
				}
			}
			for i := range p {
				if got[i] < p[i]-1e-15 || got[i] > 1 {
					t.Fatalf("%s made %v into %v", name, p[i], got[i])
				}
				for j := range p {
					if p[i] < p[j] && got[i] > got[j]+1e-15 {
						t.Fatalf("%s turned %v and %v round", name, p[i], p[j])
					}
				}
			}
			extended, _ := method(append([]float64{math.NaN()}, p...))
			if !slices.Equal(extended[1:], got) || !math.IsNaN(extended[0]) {
				t.Fatalf("%s counts a missing test", name)
			}
		}
		for i := range p {
			for _, pair := range [][2]string{
				{"hommel", "hochberg"}, {"hochberg", "holm"}, {"holm", "bonferroni"}, {"BH", "BY"}, {"BH", "hommel"},
			} {
				if adjusted[pair[0]][i] > adjusted[pair[1]][i]+1e-12 {
					t.Fatalf("%s is above %s", pair[0], pair[1])
				}
			}
		}
	})
}

func TestMaxTAgainstReference(t *testing.T) {
	units := map[string]map[string]string{}
	for _, row := range testkit.GoldenCSV(t, "02_indicators_input.csv") {
		units[row["la"]] = row
	}
	records, err := readCSV(testkit.Golden(t, "02_permutations_input.csv"))
	if err != nil {
		t.Fatal(err)
	}
	rows := records[1:]
	judgement := make([]float64, len(rows))
	indicators := make([][]float64, 14)
	for i, record := range rows {
		judgement[i] = number(t, units[record[0]]["judgement"])
		for j := range indicators {
			indicators[j] = append(indicators[j], number(t, units[record[0]][fmt.Sprintf("I%02d", j+1)]))
		}
	}
	judged := averageRanks(judgement)
	for j := range indicators {
		indicators[j] = averageRanks(indicators[j])
	}
	statistics := func(judged []float64) []float64 {
		out := make([]float64, len(indicators))
		for j, x := range indicators {
			out[j] = math.Abs(stat.Correlation(x, judged, nil))
		}
		return out
	}
	var permuted [][]float64
	for b := 1; b < len(records[0]); b++ {
		shuffled := make([]float64, len(rows))
		for i, record := range rows {
			shuffled[i] = judged[int(number(t, record[b]))-1]
		}
		permuted = append(permuted, statistics(shuffled))
	}
	got, err := multiple.MaxT(statistics(judged), permuted)
	if err != nil {
		t.Fatal(err)
	}
	var want struct {
		Raw    map[string]float64 `json:"p_raw"`
		Single map[string]float64 `json:"p_maxT_single_step"`
		Down   map[string]float64 `json:"p_maxT_step_down"`
	}
	testkit.GoldenJSON(t, "02_permutations_expected.json", &want)
	for j := range indicators {
		name := fmt.Sprintf("I%02d", j+1)
		if !near(got.Raw[j], want.Raw[name], 1e-9) || !near(got.SingleStep[j], want.Single[name], 1e-9) ||
			!near(got.StepDown[j], want.Down[name], 1e-9) {
			t.Errorf("%s: got %v %v %v, want %v %v %v", name, got.Raw[j], got.SingleStep[j], got.StepDown[j],
				want.Raw[name], want.Single[name], want.Down[name])
		}
	}
}

func TestMaxTLeavesOutMissingTests(t *testing.T) {
	nan := math.NaN()
	got, err := multiple.MaxT([]float64{2, nan, 1}, [][]float64{{0, 9, 1.5}, {3, nan, 0}, {0, 9, 0}})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []float64{0.5, nan, 0.5} {
		if !near(got.Raw[i], want, 1e-12) {
			t.Errorf("raw %d: got %v, want %v", i, got.Raw[i], want)
		}
	}
	for i, want := range []float64{0.5, nan, 0.75} {
		if !near(got.SingleStep[i], want, 1e-12) {
			t.Errorf("single step %d: got %v, want %v", i, got.SingleStep[i], want)
		}
	}
	for i, want := range []float64{0.5, nan, 0.5} {
		if !near(got.StepDown[i], want, 1e-12) {
			t.Errorf("step down %d: got %v, want %v", i, got.StepDown[i], want)
		}
	}
	if _, err := multiple.MaxT([]float64{1, 2}, [][]float64{{1}}); err == nil {
		t.Error("took a short row")
	}
	if _, err := multiple.MaxT([]float64{1, 2}, [][]float64{{1, nan}}); err == nil {
		t.Error("took a permutation without a statistic")
	}
}

func number(t *testing.T, cell string) float64 {
	t.Helper()
	if cell == "" {
		return math.NaN()
	}
	x, err := strconv.ParseFloat(cell, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func averageRanks(x []float64) []float64 {
	ranks := make([]float64, len(x))
	for i, a := range x {
		var below, equal float64
		for _, b := range x {
			if b < a {
				below++
			} else if b == a {
				equal++
			}
		}
		ranks[i] = below + (equal+1)/2
	}
	return ranks
}

func readCSV(path string) ([][]string, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return csv.NewReader(file).ReadAll()
}
