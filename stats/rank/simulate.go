package rank

import (
	"fmt"
	"math"
	"sync/atomic"

	"github.com/sourcegraph/conc"

	"goodmeasure/stats/stream"
)

// Simulation says how to draw. Seed and Name settle every number; Workers only the time.
type Simulation struct {
	HigherIsBetter bool
	Draws          int
	Seed           uint64
	Name           string // of what is ranked, so that two indicators do not share their luck
	Workers        int    // 1 when less
}

// drawsPerChunk is part of what a seed means: each chunk has a stream of its own.
const drawsPerChunk = 256

// Simulate ranks draws of the units' true values and summarises the ranks of each unit. Draws of different units are
// independent. A Point counts among the ranks of all, but its own sampling error is not known: it has Mean and Median
// and NaN for everything that would claim to say how sure they are.
func Simulate(units []Posterior, how Simulation) ([]Summary, error) {
	if how.Draws < 1 {
		return nil, fmt.Errorf("simulating ranks: %d draws asked for, expected at least 1", how.Draws)
	}
	sampler, err := NewSampler(units)
	if err != nil {
		return nil, fmt.Errorf("simulating ranks: %w", err)
	}
	tallies := make([]*Tally, max(1, how.Workers))
	var chunk atomic.Int64
	var working conc.WaitGroup
	for w := range tallies {
		tallies[w] = NewTally(len(units), how.HigherIsBetter)
		working.Go(func() {
			values := make([]float64, len(units))
			for {
				c := int(chunk.Add(1)) - 1
				first := c * drawsPerChunk
				if first >= how.Draws {
					return
				}
				r := stream.New(how.Seed, how.Name, uint64(c))
				for range min(drawsPerChunk, how.Draws-first) {
					sampler.Draw(r, values)
					tallies[w].Add(values)
				}
			}
		})
	}
	working.Wait()
	for _, tally := range tallies[1:] {
		tallies[0].Merge(tally)
	}
	out := tallies[0].Summarise()
	for i, p := range units {
		if p.kind == point {
			nan := math.NaN()
			out[i] = Summary{
				out[i].Draws, out[i].Mean, nan, out[i].Median, nan, nan, nan, nan, nan, nan, nan, nan,
			}
		}
	}
	return out, nil
}
