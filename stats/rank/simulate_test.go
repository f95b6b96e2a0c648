package rank

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"

	"goodmeasure/stats/stream"
)

// The probability at which a table's draw stands must be that of the normal variate it was made from.
func TestTablesFollowTheirDistributions(t *testing.T) {
	for _, test := range []struct {
		Posterior
		limit float64
	}{
		{Beta(0.5, 0.5), 4e-5}, {Beta(0.5, 30.5), 4e-5}, {Beta(400.5, 0.5), 4e-5}, {Beta(0.5, 9e5), 4e-5},
		{Beta(1, 1), 4e-5}, {Beta(1.5, 90.5), 4e-5}, {Beta(3.5, 3.5), 4e-5}, {Beta(10.5, 200.5), 1e-6},
		{Beta(80.5, 40.5), 1e-6}, {Beta(5e4, 2e5), 1e-6}, {Gamma(0.5, 3), 4e-5}, {Gamma(1, 1e-4), 4e-5},
		{Gamma(5.5, 12), 4e-5}, {Gamma(10.5, 12), 1e-6}, {Gamma(1e6, 2), 1e-6}, {Beta(4e5, 5e5), 1e-6},
	} {
		sampler, err := NewSampler([]Posterior{test.Posterior})
		if err != nil {
			t.Fatal(err)
		}
		var worst, last float64
		for k := range 20000 {
			z := -4.9995 + float64(k)*9.999/20000
			at := (z + tableEnd) * cellsPerUnit
			x := between(sampler.nodes[int(at):], at-math.Floor(at))
			if x < last {
				t.Fatalf("%v falls at z = %v", test.Posterior, z)
			}
			last = x
			var p, q float64
			if test.kind == gamma {
				d := distuv.Gamma{Alpha: test.a, Beta: test.b}
				p, q = d.CDF(x), d.Survival(x)
			} else {
				d := distuv.Beta{Alpha: test.a, Beta: test.b}
				p, q = d.CDF(x), d.Survival(x)
			}
			if z < 0 {
				worst = max(worst, math.Abs(p-math.Erfc(-z/math.Sqrt2)/2))
			} else {
				worst = max(worst, math.Abs(q-math.Erfc(z/math.Sqrt2)/2))
			}
		}
		if worst > test.limit {
			t.Errorf("%v: the table is %.1e off", test.Posterior, worst)
		}
		for _, z := range []float64{-8, -5.5, 5.5, 8} {
			x := test.beyond(z)
			if low, high := sampler.nodes[0].x, last; math.IsNaN(x) || z < 0 && x > low || z > 0 && x < high {
				t.Errorf("%v at z = %v: %v does not lie beyond %v to %v", test.Posterior, z, x, low, high)
			}
		}
	}
}

func TestDrawsHaveTheirMoments(t *testing.T) {
	const n = 20000
	units := []Posterior{
		Beta(12.5, 40.5), Gamma(30.5, 7), Normal(-3, 2), Point(4), Beta(0.2, 0.7), Gamma(0.1, 2), Point(math.NaN()),
	}
	mean := []float64{12.5 / 53, 30.5 / 7, -3, 4, 0.2 / 0.9, 0.05, math.NaN()}
	variance := []float64{12.5 * 40.5 / (53 * 53 * 54), 30.5 / 49, 4, 0, 0.14 / (0.81 * 1.9), 0.025, math.NaN()}
	sampler, err := NewSampler(units)
	if err != nil {
		t.Fatal(err)
	}
	r := stream.New(4, "moments", 0)
	values := make([]float64, len(units))
	sum, squares := make([]float64, len(units)), make([]float64, len(units))
	for range n {
		sampler.Draw(r, values)
		for i, v := range values {
			sum[i] += v
			squares[i] += (v - mean[i]) * (v - mean[i])
		}
	}
	for i := range units {
		if math.IsNaN(mean[i]) {
			if !math.IsNaN(sum[i]) {
				t.Errorf("a missing value was drawn as %v", sum[i])
			}
			continue
		}
		if math.Abs(sum[i]/n-mean[i]) > 4*math.Sqrt(variance[i]/n) {
			t.Errorf("%v: mean %v, want %v", units[i], sum[i]/n, mean[i])
		}
		if math.Abs(squares[i]/n-variance[i]) > 0.06*variance[i] {
			t.Errorf("%v: variance %v, want %v", units[i], squares[i]/n, variance[i])
		}
	}
}

func TestSimulateOnAnyNumberOfWorkers(t *testing.T) {
	units := authorities(2)
	units[3], units[7] = Point(0.4), Point(math.NaN())
	var first []Summary
	for _, workers := range []int{0, 1, 2, 7} {
		got, err := Simulate(units, Simulation{HigherIsBetter: true, Draws: 1000, Seed: 5, Name: "x", Workers: workers})
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = got
		}
		if diff := cmp.Diff(first, got, cmpopts.EquateNaNs()); diff != "" {
			t.Errorf("%d workers differ:\n%s", workers, diff)
		}
	}
	other, _ := Simulate(units, Simulation{HigherIsBetter: true, Draws: 1000, Seed: 5, Name: "y"})
	if cmp.Equal(first, other, cmpopts.EquateNaNs()) {
		t.Error("another name gave the same draws")
	}
	if known := first[3]; math.IsNaN(known.Median) || !math.IsNaN(known.Lower95) || !math.IsNaN(known.TopTenth) {
		t.Errorf("a value without known error: %+v", known)
	}
	if first[7].Draws != 0 || !math.IsNaN(first[7].Median) {
		t.Errorf("a missing value: %+v", first[7])
	}
}

// Two normals: the chance that one is ahead is known, and with it every figure of the summary.
func TestSimulateTwoUnits(t *testing.T) {
	got, err := Simulate([]Posterior{Normal(1, 0.6), Normal(0, 0.8)}, Simulation{Draws: 40000, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	ahead := distuv.UnitNormal.CDF(-1) // lower is better here
	if math.Abs(got[0].TopTenth-ahead) > 4*math.Sqrt(ahead*(1-ahead)/40000) {
		t.Errorf("first ahead in %v of draws, want %v", got[0].TopTenth, ahead)
	}
	if math.Abs(got[0].Mean-(2-got[0].TopTenth)) > 1e-12 || got[1].TopTenth != 1-got[0].TopTenth {
		t.Errorf("%+v", got)
	}
}

func TestSimulateRefuses(t *testing.T) {
	nan := math.NaN()
	for _, bad := range []Posterior{
		Beta(0, 1), Beta(1, nan), Gamma(-1, 1), Gamma(1, 0), Normal(nan, 1), Normal(0, 0), Normal(0, -1),
		Point(math.Inf(1)), Beta(math.Inf(1), 1),
	} {
		if _, err := Simulate([]Posterior{Point(1), bad}, Simulation{Draws: 1}); err == nil {
			t.Errorf("took %v", bad)
		}
	}
	if _, err := Simulate([]Posterior{Point(1)}, Simulation{}); err == nil {
		t.Error("took no draws")
	}
}

// Whatever the counts, a draw is a number within bounds and never a panic.
func TestDrawsOfAnyPosterior(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := math.Pow(10, rapid.Float64Range(-3, 9).Draw(t, "log a"))
		b := math.Pow(10, rapid.Float64Range(-3, 9).Draw(t, "log b"))
		sampler, err := NewSampler([]Posterior{Beta(a, b), Gamma(a, b)})
		if err != nil {
			t.Fatal(err)
		}
		for _, unit := range sampler.units {
			for k := 0; unit.table != notTabled && k < tableCells; k++ {
				if nodes := sampler.nodes[unit.table+k:][:2]; !(nodes[0].x >= 0 && nodes[0].x <= nodes[1].x+1e-12) {
					t.Fatalf("%v: %v", unit.Posterior, nodes)
				}
			}
		}
		r := stream.New(rapid.Uint64().Draw(t, "seed"), "", 0)
		values := make([]float64, 2)
		for range 50 {
			sampler.Draw(r, values)
			if !(values[0] >= 0 && values[0] <= 1) || !(values[1] >= 0) || math.IsInf(values[1], 1) {
				t.Fatalf("drew %v from beta and gamma of %v and %v", values, a, b)
			}
		}
		for _, z := range []float64{-9, -5.1, 5.1, 9} {
			for _, unit := range sampler.units {
				if x := unit.beyond(z); unit.table != notTabled && (!(x >= 0) || math.IsInf(x, 1)) {
					t.Fatalf("%v at z = %v: %v", unit.Posterior, z, x)
				}
			}
		}
	})
}
