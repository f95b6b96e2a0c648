package anyweights_test

import (
	"math"
	"slices"
	"testing"

	"goodmeasure/stats/composite/anyweights"
	"goodmeasure/stats/stream"

	"pgregory.net/rapid"
)

func region(t *testing.T, units [][]float64, lower, upper []float64) *anyweights.Region {
	t.Helper()
	r, err := anyweights.NewRegion(transposed(units), lower, upper)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func transposed(units [][]float64) [][]float64 {
	out := make([][]float64, len(units[0]))
	for j := range out {
		for _, u := range units {
			out[j] = append(out[j], u[j])
		}
	}
	return out
}

// The third unit is nowhere dominated, yet a mixture of the first two beats it whatever the weights; the fourth is
// dominated by it.
var four = [][]float64{{10, 0}, {0, 10}, {4, 4}, {3, 3.5}}

func TestHandWorked(t *testing.T) {
	r := region(t, four, nil, nil)
	for unit, want := range []bool{true, true, false, false} {
		got, err := r.First(unit)
		if err != nil {
			t.Fatal(err)
		}
		if got.Possible != want {
			t.Errorf("unit %d first: %+v", unit+1, got)
		}
	}
	third, err := r.First(2)
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(third.Margin+1) > 1e-9 || math.Abs(third.Rivals[0]-0.5) > 1e-9 || math.Abs(third.Rivals[1]-0.5) > 1e-9 {
		t.Errorf("at best half and half of the first two is 1 ahead: %+v", third)
	}
	fourth, err := r.Last(3)
	if err != nil || !fourth.Possible || fourth.Shared {
		t.Errorf("fourth last: %+v (%v)", fourth, err)
	}
	if third, err = r.Last(2); err != nil || third.Possible {
		t.Errorf("third last, although always ahead of the fourth: %+v (%v)", third, err)
	}
	d := r.Dominance()
	if !slices.Equal(d.AlwaysAhead[3], []int{2}) || d.AlwaysAhead[2] != nil || !slices.Equal(d.AlwaysBehind[2], []int{3}) {
		t.Errorf("%+v", d)
	}
	found, err := r.Search(1)
	if err != nil {
		t.Fatal(err)
	}
	for unit, want := range [][2]int{{1, 4}, {1, 4}, {2, 3}, {3, 4}} {
		if f := found[unit]; f.Best != want[0] || f.Worst != want[1] {
			t.Errorf("unit %d: ranks %d to %d, expected %v", unit+1, f.Best, f.Worst, want)
		}
	}
}

func TestBoundsOnWeightsDecide(t *testing.T) {
	// With at most 0.55 on either indicator the first has at best 5.5 and never leaves 4.5 behind.
	r := region(t, [][]float64{{10, 0}, {5, 5.6}, {5, 5}}, []float64{0, 0}, []float64{0.55, 0.55})
	first, err := r.First(0)
	if err != nil || !first.Possible || math.Abs(first.Margin-(5.5-(0.55*5+0.45*5.6))) > 1e-9 {
		t.Errorf("%+v (%v)", first, err)
	}
	r = region(t, [][]float64{{10, 0}, {5, 5.6}, {5, 5}}, []float64{0.5, 0}, []float64{0.52, 1})
	if first, err = r.First(0); err != nil || first.Possible {
		t.Errorf("%+v (%v)", first, err)
	}
	if d := r.Dominance(); !slices.Contains(d.AlwaysAhead[2], 1) || !slices.Contains(d.AlwaysAhead[0], 1) {
		t.Errorf("%+v", d)
	}
}

func TestCopiesShare(t *testing.T) {
	r := region(t, [][]float64{{1, 2}, {1, 2}, {0, 0}}, nil, nil)
	got, err := r.First(0)
	if err != nil || !got.Possible || !got.Shared || got.Margin != 0 {
		t.Errorf("%+v (%v)", got, err)
	}
	r = region(t, [][]float64{{1, 2}, {1, 2}}, nil, nil)
	if got, err = r.Last(1); err != nil || !got.Possible || !got.Shared {
		t.Errorf("%+v (%v)", got, err)
	}
	if got, err = region(t, [][]float64{{1, 2}}, nil, nil).First(0); err != nil || !got.Possible {
		t.Errorf("one unit: %+v (%v)", got, err)
	}
}

// The first unit is behind the last under all weights, and behind either of each pair of others but in a strip too narrow to be
// found without knowing where the three cross.
func TestSearchHoldsWhatGivenWeightsReach(t *testing.T) {
	weights, narrow := []float64{0.2, 0.3, 0.5}, 1e-4
	units := [][]float64{{0, 0, 0}}
	for _, across := range [][]float64{{3, -2, 0}, {5, 0, -2}, {0, 5, -3}} {
		var one, other []float64
		for _, lead := range across {
			one, other = append(one, lead-narrow), append(other, -lead-narrow)
		}
		units = append(units, one, other)
	}
	r := region(t, append(units, []float64{3, 3, 3}), nil, nil)
	if best, _ := r.Places(0, weights); best != 2 {
		t.Fatalf("the weights give place %d", best)
	}
	found, err := r.Search(1, weights)
	if err != nil || found[0].Best != 2 {
		t.Errorf("best place %d (%v), expected 2", found[0].Best, err)
	}
}

// TestProofs: certificates hold, the bounds hold everywhere, and what the programme calls impossible is not found by a
// search. Whole numbers make ties and degenerate programmes common.
func TestProofs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, k := rapid.IntRange(2, 9).Draw(t, "units"), rapid.IntRange(1, 4).Draw(t, "indicators")
		x := make([][]float64, k)
		lower, upper := make([]float64, k), make([]float64, k)
		for j := range x {
			for range n {
				x[j] = append(x[j], float64(rapid.IntRange(0, 6).Draw(t, "x")))
			}
			lower[j] = rapid.SampledFrom([]float64{0, 0, 0.1, 0.2}).Draw(t, "lower")
			upper[j] = rapid.SampledFrom([]float64{1, 1, 0.6}).Draw(t, "upper")
		}
		r, err := anyweights.NewRegion(x, lower, upper)
		if err != nil {
			if k == 1 {
				t.Skip("one weight must be one")
			}
			t.Fatal(err)
		}
		found, err := r.Search(3)
		if err != nil {
			t.Fatal(err)
		}
		random := stream.New(1, "proofs", 0)
		for unit, f := range found {
			best, _ := r.Places(unit, f.BestWeights)
			_, worst := r.Places(unit, f.WorstWeights)
			if best != f.Best || worst != f.Worst {
				t.Fatalf("unit %d: the weights give places %d and %d, not %d and %d", unit, best, worst, f.Best, f.Worst)
			}
			if f.Best < f.Bounds.Best || f.Worst > f.Bounds.Worst {
				t.Fatalf("unit %d: %+v is beyond its bounds", unit, f)
			}
			first, err := r.First(unit)
			if err != nil {
				t.Fatal(err)
			}
			if first.Possible != (f.Best == 1) {
				t.Fatalf("unit %d: first %v, but best rank found %d", unit, first.Possible, f.Best)
			}
			inside(t, first.Weights, lower, upper)
			inside(t, f.BestWeights, lower, upper)
			inside(t, f.WorstWeights, lower, upper)
			if !first.Possible {
				proves(t, r, random, lower, upper, unit, first.Rivals)
			}
		}
	})
}

// proves checks rivals at random weights of the region.
func proves(t *rapid.T, r *anyweights.Region, random interface{ Float64() float64 }, lower, upper []float64, unit int, rivals []float64) {
	for range 20 {
		w, left := slices.Clone(lower), 1.0
		for _, l := range lower {
			left -= l
		}
		for j := range w {
			more := math.Min(left*random.Float64(), upper[j]-lower[j])
			w[j], left = w[j]+more, left-more
		}
		for j := range w {
			more := math.Min(left, upper[j]-w[j])
			w[j], left = w[j]+more, left-more
		}
		scores := r.Scores(w)
		var mixed float64
		for m, share := range rivals {
			mixed += share * scores[m]
		}
		if mixed < scores[unit]-1e-9 {
			t.Fatalf("under %v the rivals have %v, unit %d %v", w, mixed, unit, scores[unit])
		}
	}
}

func inside(t *rapid.T, w, lower, upper []float64) {
	var sum float64
	for j, v := range w {
		if v < lower[j]-1e-12 || v > upper[j]+1e-12 {
			t.Fatalf("weight %d is %v, bounds %v and %v", j, v, lower[j], upper[j])
		}
		sum += v
	}
	if math.Abs(sum-1) > 1e-12 {
		t.Fatalf("weights sum to %v", sum)
	}
}

func TestRefusals(t *testing.T) {
	ok := [][]float64{{1, 2}, {2, 1}}
	for name, of := range map[string]func() error{
		"gap":            func() error { _, err := anyweights.NewRegion([][]float64{{1, math.NaN()}}, nil, nil); return err },
		"nothing":        func() error { _, err := anyweights.NewRegion(nil, nil, nil); return err },
		"ragged":         func() error { _, err := anyweights.NewRegion([][]float64{{1, 2}, {1}}, nil, nil); return err },
		"least above 1":  func() error { _, err := anyweights.NewRegion(ok, []float64{0.6, 0.6}, nil); return err },
		"largest below":  func() error { _, err := anyweights.NewRegion(ok, nil, []float64{0.4, 0.4}); return err },
		"crossed":        func() error { _, err := anyweights.NewRegion(ok, []float64{0.5, 0}, []float64{0.4, 1}); return err },
		"bounds missing": func() error { _, err := anyweights.NewRegion(ok, []float64{0}, nil); return err },
	} {
		if of() == nil {
			t.Errorf("%s: not refused", name)
		}
	}
}

func BenchmarkAll153x14(b *testing.B) {
	random := stream.New(1, "bench", 0)
	x := make([][]float64, 14)
	for j := range x {
		for range 153 {
			x[j] = append(x[j], random.NormFloat64())
		}
	}
	for b.Loop() {
		r, err := anyweights.NewRegion(x, nil, nil)
		if err != nil {
			b.Fatal(err)
		}
		found, err := r.Search(1)
		if err != nil {
			b.Fatal(err)
		}
		exact, places := 0, 0
		for _, f := range found {
			if f.BestExact {
				exact++
			}
			places += f.Best
		}
		b.ReportMetric(float64(exact), "best-exact")
		b.ReportMetric(float64(places), "sum-of-best")
	}
}
