package normalise_test

import (
	"math"
	"strconv"
	"testing"

	"goodmeasure/internal/testkit"
	"goodmeasure/stats/composite/normalise"
)

var goldenMethods = map[string]normalise.Method{
	"minmax_0_100":                         normalise.MinMax{Upper: 100},
	"minmax_1_100":                         normalise.MinMax{Lower: 1, Upper: 100},
	"zscore_0_1":                           normalise.ZScore{SD: 1},
	"zscore_100_15":                        normalise.ZScore{Mean: 100, SD: 15},
	"rank_min":                             normalise.Rank{},
	"rank_average":                         normalise.Rank{Average: true},
	"prank":                                normalise.PercentileRank{},
	"borda":                                normalise.Borda{},
	"dist2max":                             normalise.DistanceToBest{},
	"dist2ref_row5":                        normalise.DistanceToReference{Unit: 4},
	"dist2targ_t40_cap0":                   normalise.DistanceToTarget{Target: 40},
	"dist2targ_t40_cap1":                   normalise.DistanceToTarget{Target: 40, Cap: true},
	"dist2targ_t55_cap0":                   normalise.DistanceToTarget{Target: 55},
	"dist2targ_t55_cap1":                   normalise.DistanceToTarget{Target: 55, Cap: true},
	"scaled_0_60_100":                      normalise.Scaled{Upper: 60},
	"goalposts_30_70_100_trunc0":           normalise.Goalposts{Lower: 30, Upper: 70, Scale: 100},
	"goalposts_30_70_100_trunc1":           normalise.Goalposts{Lower: 30, Upper: 70, Scale: 100, Truncate: true},
	"fracmax_COINr_meaningless_for_minus1": normalise.FractionOfMax{},
}

func TestReferenceAnswers(t *testing.T) {
	columns := map[string][]float64{}
	for _, row := range testkit.GoldenCSV(t, "07_normalise_input.csv") {
		for _, name := range []string{"a", "b", "c", "d", "e"} {
			columns[name] = append(columns[name], number(t, row[name]))
		}
	}
	type task struct{ method, direction, column string }
	want := map[task][]float64{}
	for _, row := range testkit.GoldenCSV(t, "07_normalise_expected.csv") {
		key := task{row["method"], row["direction"], row["column"]}
		want[key] = append(want[key], number(t, row["value"]))
	}
	for key, expected := range want {
		method, ok := goldenMethods[key.method]
		if !ok {
			t.Errorf("no method for %s", key.method)
			continue
		}
		direction := normalise.HigherIsBetter
		if key.direction == "-1" {
			direction = normalise.LowerIsBetter
		}
		got, err := normalise.Apply(method, columns[key.column], direction)
		if _, fraction := method.(normalise.FractionOfMax); fraction && (direction < 0 || key.column == "d") {
			if err == nil {
				t.Errorf("%v: a fraction of a largest value below zero was not refused", key)
			}
			continue
		}
		if undefined(expected) {
			if err == nil {
				t.Errorf("%v: no finite answer exists, but %v came back", key, got)
			}
			continue
		}
		if err != nil {
			t.Errorf("%v: %v", key, err)
			continue
		}
		for i, w := range expected {
			if math.IsNaN(w) != math.IsNaN(got[i]) || math.Abs(got[i]-w) > 1e-9*math.Max(1, math.Abs(w)) {
				t.Errorf("%v unit %d: %v, expected %v", key, i+1, got[i], w)
			}
		}
	}
}

// undefined tells that the reference gives no finite number for any unit.
func undefined(expected []float64) bool {
	for _, v := range expected {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			return false
		}
	}
	return true
}

func number(t *testing.T, s string) float64 {
	t.Helper()
	if s == "" || s == "NA" || s == "NaN" {
		return math.NaN()
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
