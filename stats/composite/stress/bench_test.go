package stress_test

import (
	"context"
	"testing"

	"goodmeasure/stats/composite/aggregate"
	"goodmeasure/stats/composite/impute"
	"goodmeasure/stats/composite/normalise"
	"goodmeasure/stats/composite/stress"
	"goodmeasure/stats/rank"
	"goodmeasure/stats/stream"
)

// benchSpace is 153 units and 14 indicators with four uncertain choices.
func benchSpace(b testing.TB) stress.Space {
	const units, indicators = 153, 14
	r := stream.New(1, "bench", 0)
	space := stress.Space{
		Versions: make([]stress.Version, 1),
		Imputations: []stress.Imputation{
			{Name: "mean", Fill: func(_ int, x []float64) ([]float64, error) { return impute.Mean(x) }},
			{Name: "median", Fill: func(_ int, x []float64) ([]float64, error) { return impute.Median(x) }},
		},
		Normalisations: []normalise.Method{normalise.MinMax{Lower: 1, Upper: 100}, normalise.ZScore{Mean: 100, SD: 10}, normalise.Rank{}},
		Aggregations:   []aggregate.Method{aggregate.Arithmetic{}, aggregate.Geometric{}},
	}
	equal := make([]float64, indicators)
	for j := range indicators {
		equal[j] = 1
		space.Directions = append(space.Directions, normalise.Direction(1-2*(j%2)))
		x := make([]float64, units)
		for i := range x {
			x[i] = 50 + 10*r.NormFloat64()
			if r.Float64() < 0.03 {
				x[i] = nan
			}
		}
		space.Versions[0].Values = append(space.Versions[0].Values, x)
	}
	weights, err := stress.Dirichlet("spread", equal, 28)
	if err != nil {
		b.Fatal(err)
	}
	space.Weights = []stress.Weights{weights}
	return space
}

func withErrors(b testing.TB, space stress.Space) stress.Space {
	v := &space.Versions[0]
	for _, x := range v.Values {
		posteriors := make([]rank.Posterior, len(x))
		for i, value := range x {
			posteriors[i] = rank.Beta(5*value+0.5, 5*(100-value)+0.5)
			if value != value {
				posteriors[i] = rank.Point(value)
			}
		}
		sampler, err := rank.NewSampler(posteriors)
		if err != nil {
			b.Fatal(err)
		}
		v.Errors = append(v.Errors, sampler)
	}
	return space
}

// withPoints draws figures that are certain, which only sends them through all stages again.
func withPoints(b testing.TB, space stress.Space) stress.Space {
	v := &space.Versions[0]
	for _, x := range v.Values {
		points := make([]rank.Posterior, len(x))
		for i, value := range x {
			points[i] = rank.Point(value)
		}
		sampler, err := rank.NewSampler(points)
		if err != nil {
			b.Fatal(err)
		}
		v.Errors = append(v.Errors, sampler)
	}
	return space
}

func benchmark(b *testing.B, space stress.Space, how stress.Simulation, visit func(int, *stress.Draw)) {
	test, err := stress.Prepare(space)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.ResetTimer()
	how.Draws, how.Seed = b.N, 1
	if _, err := test.Run(context.Background(), how, visit); err != nil {
		b.Fatal(err)
	}
}

// An operation is one draw: multiply by a million.
func BenchmarkDraw(b *testing.B) {
	b.Run("tables", func(b *testing.B) { benchmark(b, benchSpace(b), stress.Simulation{Workers: 1}, nil) })
	b.Run("tables, 2 workers", func(b *testing.B) { benchmark(b, benchSpace(b), stress.Simulation{Workers: 2}, nil) })
	b.Run("tables and pairs", func(b *testing.B) {
		benchmark(b, benchSpace(b), stress.Simulation{Workers: 1, Pairs: true}, nil)
	})
	b.Run("tables and ranks visited", func(b *testing.B) {
		benchmark(b, benchSpace(b), stress.Simulation{Workers: 1}, func(int, *stress.Draw) {})
	})
	b.Run("all recomputed", func(b *testing.B) {
		benchmark(b, withPoints(b, benchSpace(b)), stress.Simulation{Workers: 1}, nil)
	})
	b.Run("true values drawn, all recomputed", func(b *testing.B) {
		benchmark(b, withErrors(b, benchSpace(b)), stress.Simulation{Workers: 1}, nil)
	})
	b.Run("true values drawn, each used 64 times", func(b *testing.B) {
		benchmark(b, withErrors(b, benchSpace(b)), stress.Simulation{Workers: 1, Reuse: 64}, nil)
	})
	b.Run("Copeland", func(b *testing.B) {
		space := benchSpace(b)
		space.Aggregations = []aggregate.Method{aggregate.Copeland{}}
		benchmark(b, space, stress.Simulation{Workers: 1}, nil)
	})
}
