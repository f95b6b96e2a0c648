package rank

import (
	"math"
	"math/bits"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"
)

func TestAtLeastCountsAllOutcomes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SliceOfN(rapid.Float64Range(0, 1), 0, 10).Draw(t, "p")
		want := make([]float64, len(p)+1)
		for outcome := range uint(1) << len(p) {
			chance := 1.0
			for i, q := range p {
				if outcome>>i&1 == 1 {
					chance *= q
				} else {
					chance *= 1 - q
				}
			}
			for k := range bits.OnesCount(outcome) + 1 {
				want[k] += chance
			}
		}
		got, err := AtLeast(append([]float64{math.NaN()}, p...))
		if err != nil || len(got) != len(want) {
			t.Fatalf("%v, %v", got, err)
		}
		for k := range want {
			if math.Abs(got[k]-want[k]) > 1e-12 {
				t.Fatalf("%d or more: got %v, want %v", k, got[k], want[k])
			}
		}
	})
}

func TestAtLeastOfEqualChancesIsBinomial(t *testing.T) {
	p := make([]float64, 14)
	for i := range p {
		p[i] = 0.1
	}
	got, err := AtLeast(p)
	if err != nil {
		t.Fatal(err)
	}
	binomial := distuv.Binomial{N: 14, P: 0.1}
	for k := 1; k <= 14; k++ {
		var want float64
		for j := k; j <= 14; j++ {
			want += binomial.Prob(float64(j))
		}
		if !near(got[k], want, 1e-9) {
			t.Errorf("%d or more: got %v, want %v", k, got[k], want)
		}
	}
	for _, bad := range []float64{-0.1, 1.1} {
		if _, err := AtLeast([]float64{bad}); err == nil {
			t.Errorf("took %v", bad)
		}
	}
}
