package normalise_test

import (
	"math"
	"strings"
	"testing"

	"goodmeasure/stats/composite/normalise"

	"pgregory.net/rapid"
)

var all = []normalise.Method{
	normalise.MinMax{Upper: 100}, normalise.ZScore{SD: 1}, normalise.Scaled{Upper: 60}, normalise.FractionOfMax{},
	normalise.Rank{}, normalise.Rank{Average: true}, normalise.PercentileRank{}, normalise.Borda{},
	normalise.DistanceToBest{}, normalise.DistanceToReference{}, normalise.DistanceToTarget{Target: 1e9},
	normalise.Goalposts{Lower: 0, Upper: 10, Scale: 100},
}

// TestNeverNaNForAKnownValue: whatever the column, a method refuses it or gives finite numbers where values are known
// and gaps where they are not.
func TestNeverNaNForAKnownValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.OneOf(rapid.Float64(), rapid.Float64Range(-5, 5), rapid.Just(math.NaN()), rapid.Just(0.0), rapid.Just(math.Inf(-1)))
		x := rapid.SliceOfN(value, 0, 6).Draw(t, "x")
		m := rapid.SampledFrom(all).Draw(t, "method")
		d := rapid.SampledFrom([]normalise.Direction{normalise.HigherIsBetter, normalise.LowerIsBetter}).Draw(t, "direction")
		got, err := normalise.Apply(m, x, d)
		if err != nil {
			return
		}
		for i, v := range got {
			if math.IsInf(v, 0) || math.IsNaN(v) != math.IsNaN(x[i]) {
				t.Fatalf("%v of %v, direction %d: %v", m, x, d, got)
			}
		}
	})
}

// TestBetterStaysBetter: a unit ahead of another in the direction given is not behind it on the common scale.
func TestBetterStaysBetter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.SliceOfN(rapid.Float64Range(0.5, 9), 3, 12).Draw(t, "x")
		m := rapid.SampledFrom(all).Draw(t, "method")
		d := rapid.SampledFrom([]normalise.Direction{normalise.HigherIsBetter, normalise.LowerIsBetter}).Draw(t, "direction")
		got, err := normalise.Apply(m, x, d)
		if err != nil {
			return
		}
		for a := range x {
			for b := range x {
				if float64(d)*x[a] > float64(d)*x[b] && got[a] < got[b] {
					t.Fatalf("%v, direction %d: %v and %v became %v and %v", m, d, x[a], x[b], got[a], got[b])
				}
			}
		}
	})
}

func TestValuesOutOfAllProportionAreRefused(t *testing.T) {
	for m, x := range map[normalise.Method][]float64{normalise.Scaled{Upper: 60}: {1, math.MaxFloat64}, normalise.FractionOfMax{}: {1e-220, -1e120}} {
		if _, err := normalise.Apply(m, x, normalise.HigherIsBetter); err == nil || !strings.Contains(err.Error(), "unit 2") {
			t.Errorf("%v: got %v, want unit 2 refused", m, err)
		}
	}
}

func TestRefusals(t *testing.T) {
	gap := math.NaN()
	for name, c := range map[string]struct {
		m    normalise.Method
		x    []float64
		d    normalise.Direction
		says string
	}{
		"constant":           {normalise.MinMax{Upper: 1}, []float64{3, 3, gap}, 1, "does not vary"},
		"one unit":           {normalise.ZScore{SD: 1}, []float64{3}, 1, "does not vary"},
		"one unit, ranked":   {normalise.PercentileRank{}, []float64{3}, 1, "at least 2"},
		"empty":              {normalise.Rank{}, []float64{gap, gap}, 1, "none of the 2 units"},
		"infinite":           {normalise.Rank{}, []float64{1, math.Inf(1)}, 1, "unit 2"},
		"no direction":       {normalise.Rank{}, []float64{1, 2}, 0, "direction is 0"},
		"crossed bounds":     {normalise.MinMax{Lower: 100, Upper: 0}, []float64{1, 2}, 1, "must be below"},
		"crossed posts":      {normalise.Goalposts{Lower: 70, Upper: 30, Scale: 100}, []float64{1, 2}, -1, "let the direction turn the scale"},
		"target already met": {normalise.DistanceToTarget{Target: 40}, []float64{50, 60}, 1, "already meets the target"},
		"reference missing":  {normalise.DistanceToReference{Unit: 1}, []float64{1, gap, 2}, 1, "no value"},
		"reference outside":  {normalise.DistanceToReference{Unit: 3}, []float64{1, 2, 3}, 1, "there are 3 units"},
		"fraction, turned":   {normalise.FractionOfMax{}, []float64{1, 2}, -1, "cannot turn"},
		"spread of zero":     {normalise.ZScore{}, []float64{1, 2}, 1, "above zero"},
	} {
		got, err := normalise.Apply(c.m, c.x, c.d)
		if err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v, %v; expected an error that says %q", name, got, err, c.says)
		}
	}
	_, err := normalise.Table([][]float64{{1, 2}, {5, 5}}, []normalise.Direction{1, 1}, normalise.MinMax{Upper: 1})
	if err == nil || !strings.Contains(err.Error(), "indicator 2") {
		t.Errorf("the indicator is not named: %v", err)
	}
}

// TestTiesAcrossRoundingStayTies: 0.1+0.2 and 0.3 are one figure.
func TestTiesAcrossRoundingStayTies(t *testing.T) {
	x := []float64{0.3, 0.1 + 0.2, 0.5}
	got, err := normalise.Apply(normalise.Rank{}, x, normalise.HigherIsBetter)
	if err != nil || got[0] != 1 || got[1] != 1 || got[2] != 3 {
		t.Errorf("ranks %v (%v)", got, err)
	}
}
