package method

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"sync/atomic"

	"github.com/sourcegraph/conc"

	"goodmeasure/stats/rank"
	"goodmeasure/stats/stream"
	"goodmeasure/study"
)

// IndexDraws says how often the true figures are drawn.
type IndexDraws struct {
	Draws    int
	Seed     uint64
	Workers  int // 0: all processors; the result does not depend on it
	Progress func(done, all float64)

	IndexOnly bool // the ranks on each indicator are not counted, and have no interval
}

// indexRanks counts the ranks that draws of the true figures give to units, on the index and on each indicator.
type indexRanks struct {
	index      *rank.Tally
	indicators []*rank.Tally
}

func newIndexRanks(m *Matrix, units int, indexOnly bool) *indexRanks {
	c := &indexRanks{index: rank.NewTally(units, true)}
	for _, i := range m.Indicators {
		if indexOnly {
			break
		}
		c.indicators = append(c.indicators, rank.NewTally(len(m.Units), i.Direction == study.HigherIsBetter))
	}
	return c
}

// ranks draws the true figures, takes each draw through the whole recipe and counts the ranks. Streams belong to chunks of
// draws, so that any number of workers gives the same counts. A draw that the recipe has no answer for ends it all.
func (w *kitchen) ranks(ctx context.Context, how IndexDraws) (index []rank.Summary, indicators [][]rank.Summary, err error) {
	if how.Draws < 100 {
		return nil, nil, fmt.Errorf("--draws: %d draws are too few to tell a 95%% interval; give at least 100", how.Draws)
	}
	workers := how.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	chunks := (how.Draws + indexDrawsPerChunk - 1) / indexDrawsPerChunk
	failures := make([]error, chunks)
	counts := make([]*indexRanks, min(workers, chunks))
	var next, done atomic.Int64
	var failed atomic.Bool
	var group conc.WaitGroup
	for worker := range counts {
		counts[worker] = newIndexRanks(w.matrix, len(w.kept), how.IndexOnly)
		mine := w.forDraws()
		group.Go(func() {
			values := make([][]float64, len(w.matrix.Values))
			for k := range values {
				values[k] = make([]float64, len(w.matrix.Units))
			}
			for chunk := int(next.Add(1)) - 1; chunk < chunks && ctx.Err() == nil && !failed.Load(); chunk = int(next.Add(1)) - 1 {
				r := stream.New(how.Seed, "index ranks", uint64(chunk))
				first := chunk * indexDrawsPerChunk
				for at := range min(indexDrawsPerChunk, how.Draws-first) {
					w.matrix.Draw(r, values)
					if err := mine.count(values, counts[worker]); err != nil {
						failures[chunk] = fmt.Errorf("draw %d of the true figures: %w", first+at+1, err)
						failed.Store(true)
						return
					}
				}
				if how.Progress != nil {
					how.Progress(float64(done.Add(1)), float64(chunks))
				}
			}
		})
	}
	group.Wait()
	for _, failure := range failures {
		if failure != nil {
			return nil, nil, failure
		}
	}
	if err := ctx.Err(); err != nil {
		return nil, nil, fmt.Errorf("drawing ranks: %w", err)
	}
	for _, more := range counts[1:] {
		counts[0].index.Merge(more.index)
		for k, tally := range more.indicators {
			counts[0].indicators[k].Merge(tally)
		}
	}
	for _, tally := range counts[0].indicators {
		indicators = append(indicators, tally.Summarise())
	}
	return counts[0].index.Summarise(), indicators, nil
}

// indexDrawsPerChunk is part of what a seed means.
const indexDrawsPerChunk = 64

func (w *kitchen) count(values [][]float64, into *indexRanks) error {
	s, err := w.run(values)
	if err != nil {
		return err
	}
	into.index.Add(s.Index())
	for k := range into.indicators {
		into.indicators[k].Add(s.Denominated[k])
	}
	return nil
}

// unknownSummary is what draws say where the sampling error of nothing is known.
func unknownSummary() rank.Summary {
	nan := math.NaN()
	return rank.Summary{Mean: nan, SD: nan, Median: nan, Lower50: nan, Upper50: nan, Lower95: nan, Upper95: nan,
		TopTenth: nan, TopQuarter: nan, BottomQuarter: nan, BottomTenth: nan}
}
