package rank

import (
	"testing"

	"goodmeasure/stats/stream"
)

// authorities gives 153 posteriors of a proportion of the size of the published ones.
func authorities(seed uint64) []Posterior {
	r := stream.New(seed, "authorities", 0)
	units := make([]Posterior, 153)
	for i := range units {
		n := 30 + float64(r.IntN(800))
		k := float64(int(n * stream.Beta(r, 12, 20)))
		units[i] = Beta(k+0.5, n-k+0.5)
	}
	return units
}

func BenchmarkStudy10000Draws153Units14Indicators(b *testing.B) {
	units := authorities(1)
	for b.Loop() {
		for range 14 {
			if _, err := Simulate(units, Simulation{HigherIsBetter: true, Draws: 10000, Seed: 1, Workers: 1}); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkNewSampler153(b *testing.B) {
	units := authorities(1)
	for b.Loop() {
		NewSampler(units)
	}
}

func BenchmarkDraw153(b *testing.B) {
	sampler, _ := NewSampler(authorities(1))
	r := stream.New(1, "", 0)
	values := make([]float64, 153)
	for b.Loop() {
		sampler.Draw(r, values)
	}
}

func BenchmarkTally153(b *testing.B) {
	sampler, _ := NewSampler(authorities(1))
	r := stream.New(1, "", 0)
	draws := make([][]float64, 1000)
	for i := range draws {
		draws[i] = make([]float64, 153)
		sampler.Draw(r, draws[i])
	}
	tally := NewTally(153, true)
	i := 0
	for b.Loop() {
		tally.Add(draws[i%len(draws)])
		i++
	}
}
