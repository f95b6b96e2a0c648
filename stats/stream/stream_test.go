package stream_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"

	"goodmeasure/stats/stream"
)

func TestSameKeySameNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		seed, index := rapid.Uint64().Draw(t, "seed"), rapid.Uint64().Draw(t, "index")
		name := rapid.String().Draw(t, "name")
		a, b := stream.New(seed, name, index), stream.New(seed, name, index)
		for range 10 {
			if x, y := a.Uint64(), b.Uint64(); x != y {
				t.Fatalf("%d and %d from one key", x, y)
			}
		}
		others := []*rand.Rand{
			stream.New(seed+1, name, index), stream.New(seed, name+"x", index), stream.New(seed, name, index+1),
		}
		first := stream.New(seed, name, index).Uint64()
		for i, other := range others {
			if other.Uint64() == first {
				t.Fatalf("stream %d does not differ", i)
			}
		}
	})
}

// The first numbers are part of the promise that a seed gives the same answer next year.
func TestNumbersStayPut(t *testing.T) {
	r := stream.New(1, "ranks", 0)
	got := []uint64{r.Uint64(), r.Uint64()}
	want := []uint64{9981338548039895438, 3978322356849659946}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestWorkersDoNotMatter(t *testing.T) {
	const pieces = 64
	run := func(workers int) []float64 {
		out := make([]float64, pieces)
		var wait sync.WaitGroup
		for w := range workers {
			wait.Go(func() {
				for i := w; i < pieces; i += workers {
					out[i] = stream.Beta(stream.New(7, "piece", uint64(i)), 2, 3)
				}
			})
		}
		wait.Wait()
		return out
	}
	if one, five := run(1), run(5); !slices.Equal(one, five) {
		t.Error("one worker and five workers differ")
	}
}

func TestNeighbouringStreamsAreUncorrelated(t *testing.T) {
	const n = 20000
	var sum float64
	for i := range uint64(n) {
		sum += stream.New(1, "x", i).NormFloat64() * stream.New(1, "x", i+1).NormFloat64()
	}
	if z := sum / math.Sqrt(n); math.Abs(z) > 4 {
		t.Errorf("correlation of neighbours is %.2f standard errors from nil", z)
	}
}

type distribution interface {
	CDF(float64) float64
	Mean() float64
	StdDev() float64
}

// The Kolmogorov-Smirnov distance of n exact draws exceeds 2.2/sqrt(n) once in 8,000 tries; the seed is fixed.
func TestSamplersFollowTheirDistributions(t *testing.T) {
	const n = 40000
	gamma := func(shape, rate float64) (string, func(*rand.Rand) float64, distribution) {
		return "gamma", func(r *rand.Rand) float64 { return stream.Gamma(r, shape, rate) },
			distuv.Gamma{Alpha: shape, Beta: rate}
	}
	beta := func(a, b float64) (string, func(*rand.Rand) float64, distribution) {
		return "beta", func(r *rand.Rand) float64 { return stream.Beta(r, a, b) }, distuv.Beta{Alpha: a, Beta: b}
	}
	check := func(name string, draw func(*rand.Rand) float64, want distribution) {
		r := stream.New(20, name, 0)
		x := make([]float64, n)
		var sum float64
		for i := range x {
			x[i] = draw(r)
			sum += x[i]
		}
		slices.Sort(x)
		var distance float64
		for i, v := range x {
			f := want.CDF(v)
			distance = max(distance, math.Abs(f-float64(i)/n), math.Abs(f-float64(i+1)/n))
		}
		if distance > 2.2/math.Sqrt(n) {
			t.Errorf("%+v: distance %.4f from its distribution", want, distance)
		}
		if z := (sum/n - want.Mean()) / want.StdDev() * math.Sqrt(n); math.Abs(z) > 4 {
			t.Errorf("%+v: mean is %.1f standard errors off", want, z)
		}
	}
	check(gamma(0.1, 1))
	check(gamma(0.5, 3))
	check(gamma(1, 0.2))
	check(gamma(4.5, 1e-3))
	check(gamma(2000, 10))
	check(beta(0.2, 0.3))
	check(beta(0.5, 30))
	check(beta(1, 1))
	check(beta(40, 0.5))
	check(beta(300, 700))
	check("normal", func(r *rand.Rand) float64 { return stream.Normal(r, -3, 0.5) }, distuv.Normal{Mu: -3, Sigma: 0.5})
}

func TestImpossibleParametersGiveNaN(t *testing.T) {
	r := stream.New(1, "", 0)
	for _, bad := range []float64{0, -1, math.NaN(), math.Inf(1)} {
		for _, got := range []float64{
			stream.Gamma(r, bad, 1), stream.Gamma(r, 1, bad), stream.Beta(r, bad, 1), stream.Beta(r, 1, bad),
		} {
			if !math.IsNaN(got) {
				t.Errorf("parameter %v gave %v", bad, got)
			}
		}
	}
	if got := stream.Normal(r, 0, -1); !math.IsNaN(got) {
		t.Errorf("negative sd gave %v", got)
	}
}

func TestPermuteIsUniform(t *testing.T) {
	const n = 24000
	r := stream.New(3, "permute", 0)
	seen := map[[4]int]int{}
	for range n {
		s := [4]int{0, 1, 2, 3}
		stream.Permute(r, s[:])
		seen[s]++
	}
	var chi2 float64
	for _, count := range seen {
		chi2 += math.Pow(float64(count)-n/24, 2) / (n / 24)
	}
	if len(seen) != 24 || chi2 > 52 { // 23 degrees of freedom: once in 2,000
		t.Errorf("%d of 24 orders, chi-square %.1f", len(seen), chi2)
	}
}

func BenchmarkNew(b *testing.B) {
	for i := range b.N {
		stream.New(1, "a long enough name", uint64(i))
	}
}

func BenchmarkGamma(b *testing.B) {
	r := stream.New(1, "gamma", 0)
	for b.Loop() {
		stream.Gamma(r, 12.5, 2)
	}
}

func BenchmarkBeta(b *testing.B) {
	r := stream.New(1, "beta", 0)
	for b.Loop() {
		stream.Beta(r, 30.5, 80.5)
	}
}
