package rank

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"goodmeasure/internal/testkit"
	"goodmeasure/stats/stream"
)

var tieRules = map[string]func([]float64, bool) []float64{"average": Average, "min": Min, "max": Max, "first": First}

func column(t testing.TB, rows []map[string]string, name string) []float64 {
	t.Helper()
	x := make([]float64, len(rows))
	for i, row := range rows {
		x[i] = math.NaN()
		if row[name] == "" {
			continue
		}
		v, err := strconv.ParseFloat(row[name], 64)
		if err != nil {
			t.Fatal(err)
		}
		x[i] = v
	}
	return x
}

func near(got, want, tolerance float64) bool {
	if math.IsNaN(want) || math.IsNaN(got) {
		return math.IsNaN(want) && math.IsNaN(got)
	}
	return math.Abs(got-want) <= tolerance*max(1e-12, math.Abs(want))
}

func checkColumn(t *testing.T, name string, got, want []float64, tolerance float64) {
	t.Helper()
	for i := range want {
		if !near(got[i], want[i], tolerance) {
			t.Errorf("%s, row %d: got %.15g, want %.15g", name, i+1, got[i], want[i])
		}
	}
}

func TestRanksAgainstReference(t *testing.T) {
	x := column(t, testkit.GoldenCSV(t, "12_ranks_input.csv"), "x")
	var want map[string]map[string][]*float64
	testkit.GoldenJSON(t, "12_ranks_expected.json", &want)
	for rule, directions := range want {
		for direction, expected := range directions {
			w := make([]float64, len(expected))
			for i, v := range expected {
				w[i] = math.NaN()
				if v != nil {
					w[i] = *v
				}
			}
			checkColumn(t, rule+" "+direction, tieRules[rule](x, direction == "descending"), w, 0)
		}
	}
}

func TestNearTiesAgainstReference(t *testing.T) {
	x := column(t, testkit.GoldenCSV(t, "12_float_ties_input.csv"), "x")
	var want struct {
		Ranks []float64 `json:"rank_min_descending_after_signif10"`
	}
	testkit.GoldenJSON(t, "12_float_ties_expected.json", &want)
	checkColumn(t, "min", Min(x, true), want.Ranks, 0)
}

func TestRanksHandWorked(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	checkColumn(t, "average", Average([]float64{0.1 + 0.2, 0.3, nan, 1}, true), []float64{2.5, 2.5, nan, 1}, 0)
	checkColumn(t, "infinities", Average([]float64{inf, 2, -inf, inf}, false), []float64{3.5, 2, 1, 3.5}, 0)
	checkColumn(t, "first of near ties", First([]float64{0.1 + 0.2, 0.3}, false), []float64{1, 2}, 0)
	checkColumn(t, "percentile", Percentile([]float64{10, nan, 30, 20, 20}, true), []float64{0, nan, 100, 50, 50}, 0)
	checkColumn(t, "percentile alone", Percentile([]float64{nan, 30}, true), []float64{nan, nan}, 0)
	checkColumn(t, "none", Average([]float64{nan, nan}, true), []float64{nan, nan}, 0)
	if got := Average(nil, true); len(got) != 0 {
		t.Errorf("ranks of nothing: %v", got)
	}
	for n, want := range map[int][2]int{0: {0, 0}, 1: {1, 1}, 10: {1, 3}, 11: {2, 3}, 151: {16, 38}, 153: {16, 39}} {
		if got := [2]int{Tenth(n), Quarter(n)}; got != want {
			t.Errorf("tenth and quarter of %d: %v, want %v", n, got, want)
		}
	}
}

func values(t *rapid.T) []float64 {
	element := rapid.OneOf(
		rapid.Float64Range(-10, 10),
		rapid.Float64(), // the whole range, with outliers that defeat equal buckets
		rapid.Map(rapid.IntRange(-5, 5), func(i int) float64 { return float64(i) / 10 }),
		rapid.Just(math.NaN()),
	)
	return rapid.SliceOfN(element, 0, 200).Draw(t, "x")
}

func TestSorterSorts(t *testing.T) {
	s := newSorter(200)
	rapid.Check(t, func(t *rapid.T) {
		x := values(t)
		higher := rapid.Bool().Draw(t, "higher")
		var want []place
		for i, v := range x {
			if higher {
				v = -v
			}
			if v == v {
				want = append(want, place{value: v, unit: int32(i)})
			}
		}
		slices.SortStableFunc(want, func(a, b place) int { return cmp.Compare(a.value, b.value) })
		for i, p := range s.sort(x, higher) {
			if p.value != want[i].value || p.unit != want[i].unit {
				t.Fatalf("position %d: got unit %d, want %d", i, p.unit, want[i].unit)
			}
		}
	})
}

func TestRankProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := values(t)
		higher := rapid.Bool().Draw(t, "higher")
		ranks := Average(x, higher)
		var n, sum float64
		for i, r := range ranks {
			if math.IsNaN(r) != math.IsNaN(x[i]) {
				t.Fatalf("value %v has rank %v", x[i], r)
			}
			if !math.IsNaN(r) {
				n++
				sum += r
			}
		}
		if sum != n*(n+1)/2 {
			t.Fatalf("%v ranks add up to %v", n, sum)
		}
		turned := Average(x, !higher)
		order := make([]int, len(x))
		for i := range order {
			order[i] = i
		}
		stream.Permute(stream.New(rapid.Uint64().Draw(t, "seed"), "", 0), order)
		shuffled := make([]float64, len(x))
		for k, i := range order {
			shuffled[k] = x[i]
		}
		again := Average(shuffled, higher)
		lowest, highest := Min(x, higher), Max(x, higher)
		for k, i := range order {
			if !near(again[k], ranks[i], 0) {
				t.Fatalf("ranks depend on the order of the units")
			}
			if !near(turned[i], n+1-ranks[i], 0) {
				t.Fatalf("rank %v turns into %v of %v", ranks[i], turned[i], n)
			}
			if !near(lowest[i]+highest[i], 2*ranks[i], 0) {
				t.Fatalf("average %v is not midway between %v and %v", ranks[i], lowest[i], highest[i])
			}
		}
	})
}
