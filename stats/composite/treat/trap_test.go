package treat_test

import (
	"math"
	"slices"
	"testing"

	"goodmeasure/stats/composite/treat"

	"pgregory.net/rapid"
)

func TestRefusals(t *testing.T) {
	gap := math.NaN()
	for name, x := range map[string][]float64{
		"constant": {2, 2, 2, 2, 2}, "empty": {gap, gap}, "nothing": nil, "infinite": {1, 2, 3, 4, math.Inf(1)},
	} {
		if got, err := treat.UsualRule.Apply(x); err == nil {
			t.Errorf("%s treated: %v", name, got)
		}
		if got, err := treat.Log.Apply(x); err == nil {
			t.Errorf("logarithm of %s: %v", name, got)
		}
		if got, err := treat.BoxCox(x, 0.5, true); err == nil {
			t.Errorf("Box-Cox of %s: %v", name, got)
		}
	}
	if _, err := treat.Measure([]float64{1, 2, 3}); err == nil {
		t.Error("three values have no kurtosis")
	}
	if _, err := treat.BoxCox([]float64{0, 1, 2}, 0, false); err == nil {
		t.Error("the logarithm of zero was accepted")
	}
	if _, err := treat.Quantiles([]float64{1}, 1.5); err == nil {
		t.Error("a probability above one was accepted")
	}
}

// TestTiedExtremesMoveTogetherOrNotAtAll: five values tie at the top and only three may be drawn in.
func TestTiedExtremesMoveTogetherOrNotAtAll(t *testing.T) {
	x := []float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 900, 900, 900}
	limits := treat.Limits{Skewness: 0.5, Kurtosis: 0.5}
	two, err := treat.Winsorise(x, limits, 2)
	if err != nil || !slices.Equal(two.Values, x) {
		t.Errorf("two of three: %v (%v)", two.Values, err)
	}
	three, err := treat.Winsorise(x, limits, 3)
	if err != nil || three.Values[20] != 20 || three.Values[22] != 20 || three.Points() != 3 {
		t.Errorf("all three: %v (%v)", three.Values, err)
	}
}

// TestOrderIsKept: treatment may tie values, never swap them, and leaves gaps where they were.
func TestOrderIsKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.SliceOfN(rapid.OneOf(rapid.Float64Range(0, 10), rapid.Float64Range(0, 1e4), rapid.Just(math.NaN())), 4, 30).Draw(t, "x")
		got, err := treat.UsualRule.Apply(x)
		if err != nil {
			return
		}
		for a := range x {
			if math.IsNaN(x[a]) != math.IsNaN(got.Values[a]) {
				t.Fatalf("gap %d of %v became %v", a, x, got.Values)
			}
			for b := range x {
				if x[a] > x[b] && got.Values[a] < got.Values[b] {
					t.Fatalf("%v became %v", x, got.Values)
				}
			}
		}
	})
}
