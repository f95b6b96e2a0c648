package impute_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"goodmeasure/stats/composite/impute"
	"goodmeasure/stats/composite/treat"

	"pgregory.net/rapid"
)

var gap = math.NaN()

func TestGroups(t *testing.T) {
	g := impute.NewGroups([]string{"n", "s", "n", "s", "n", "s"})
	x := []float64{1, 10, gap, 20, 4, gap}
	got, err := g.Mean(x)
	if err != nil {
		t.Fatal(err)
	}
	if want := []float64{1, 10, 2.5, 20, 4, 15}; !slices.Equal(got, want) {
		t.Errorf("%v, expected %v", got, want)
	}
	if !math.IsNaN(x[2]) {
		t.Error("the original lost its gap")
	}
	_, err = impute.NewGroups([]string{"a", "a", "b"}).Median([]float64{1, 2, gap})
	if err == nil || !strings.Contains(err.Error(), `unit 3 is in group "b"`) {
		t.Errorf("a group without values: %v", err)
	}
}

func TestCarryForward(t *testing.T) {
	got, err := impute.CarryForward([][]float64{{1, 2, 3, gap}, {gap, 5, gap, gap}, {7, gap, gap, gap}}, 1)
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []float64{7, 5, gap, gap} {
		if got.Values[i] != want && !(math.IsNaN(want) && math.IsNaN(got.Values[i])) {
			t.Errorf("unit %d: %v, expected %v", i+1, got.Values[i], want)
		}
	}
	if want := []int{0, 1, -1, -1}; !slices.Equal(got.Age, want) {
		t.Errorf("ages %v, expected %v", got.Age, want)
	}
}

func TestRefusals(t *testing.T) {
	for _, x := range [][]float64{nil, {gap, gap}, {1, math.Inf(1)}} {
		if got, err := impute.Mean(x); err == nil {
			t.Errorf("mean of %v gave %v", x, got)
		}
		if got, err := impute.Median(x); err == nil {
			t.Errorf("median of %v gave %v", x, got)
		}
	}
	if _, err := impute.Row([][]float64{{1, gap}, {2, gap}}); err == nil || !strings.Contains(err.Error(), "unit 2") {
		t.Errorf("a unit without any value: %v", err)
	}
	if _, err := impute.CarryForward(nil, 1); err == nil {
		t.Error("no periods were accepted")
	}
}

func TestMedianIsTheQuantile(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.SliceOfN(rapid.Map(rapid.IntRange(-9, 9), func(v int) float64 { return float64(v) / 4 }), 1, 30).Draw(t, "x")
		got, err := impute.Median(append([]float64{gap}, x...))
		if err != nil {
			t.Fatal(err)
		}
		want, err := treat.Quantiles(x, 0.5)
		if err != nil {
			t.Fatal(err)
		}
		if got[0] != want[0] {
			t.Fatalf("median of %v: %v, expected %v", x, got[0], want[0])
		}
	})
}
