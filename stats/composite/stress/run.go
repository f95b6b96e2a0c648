package stress

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/sourcegraph/conc"

	"goodmeasure/stats/rank"
	"goodmeasure/stats/stream"
)

// Simulation says how often to draw. Seed and the space settle every number; Workers only the time.
type Simulation struct {
	Draws   int
	Seed    uint64
	Workers int  // 1 when less
	Pairs   bool // count for every pair of units which is ahead
	// Reuse is by how many draws each drawing of the true values is used, on average and rounded to a part of a chunk;
	// 1 or less draws them anew every time, which costs ten times as much. Draws that have true values in common do not
	// bias what is counted, but count for less when sampling error is much of the doubt and draws are few.
	Reuse int

	Progress func(done int) // told how many draws are done, by any worker; nil: nobody
}

// Draw is one definition and what it gives. What it points to holds until the visit is over.
type Draw struct {
	Number int // from 0
	Choice *Choice
	Scores []float64 // NaN for units that have too few indicators
	Ranks  []float64 // 1 is best, ties sharing the mean of their places
}

// Outcome is where the units rank over all draws.
type Outcome struct {
	Draws     int
	Summaries []rank.Summary
	Pairs     *Pairs // nil where not asked for
}

// drawsPerChunk have one stream between them.
const drawsPerChunk = 2048

// Run draws definitions, computes and ranks the scores of each, and counts. Every draw is shown once to visit, unless
// that is nil, by one of the workers and in no order: what visits gather must not depend on it, such as counts, or
// results stored at Draw.Number. A draw that fails ends the run with its error, and so does the end of the context, with
// which comes the outcome of the draws done until then: as many as Draws says, from the first on, as if no more had been
// asked for.
func (t *Test) Run(ctx context.Context, how Simulation, visit func(worker int, d *Draw)) (Outcome, error) {
	if how.Draws < 1 {
		return Outcome{}, fmt.Errorf("stress test: %d draws, expected at least 1", how.Draws)
	}
	workers := max(1, min(how.Workers, how.Draws/drawsPerChunk+1))
	counters := make([]*counter, workers)
	var done atomic.Int64
	err := inChunks(ctx, how.Draws, drawsPerChunk, workers, func(worker, chunk, from, to int) error {
		if counters[worker] == nil {
			counters[worker] = t.newCounter(how.Pairs, visit != nil)
			if how.Reuse > 1 {
				counters[worker].worlds.each = max(2, drawsPerChunk/how.Reuse)
			}
		}
		err := counters[worker].chunk(how.Seed, chunk, from, to, func(d *Draw) {
			if visit != nil {
				visit(worker, d)
			}
		})
		if now := done.Add(int64(to - from)); how.Progress != nil {
			how.Progress(int(now))
		}
		return err
	})
	if err != nil {
		err = fmt.Errorf("stress test: %w", err)
		if ctx.Err() == nil || !errors.Is(err, ctx.Err()) {
			return Outcome{}, err
		}
	}
	all := t.newCounter(how.Pairs, false)
	for _, c := range counters {
		if c == nil {
			continue
		}
		all.tally.Merge(c.tally)
		if how.Pairs {
			all.pairs.merge(c.pairs)
		}
	}
	return Outcome{Draws: int(done.Load()), Summaries: all.tally.Summarise(), Pairs: all.pairs}, err
}

// counter is a worker with its counts.
type counter struct {
	*worker
	tally   *rank.Tally
	pairs   *Pairs
	ranks   []float64 // nil where nobody wants them
	choices []Choice  // of a chunk
	turns   []int     // the order in which they are evaluated
}

func (t *Test) newCounter(pairs, ranks bool) *counter {
	c := &counter{worker: t.newWorker(), tally: rank.NewTally(t.units, true)}
	if pairs {
		c.pairs = newPairs(t.units)
	}
	if pairs || ranks {
		c.ranks = make([]float64, t.units)
	}
	return c
}

// chunk evaluates its choices world by world, so that no more true figures than those of one are kept at a time.
func (c *counter) chunk(seed uint64, chunk, from, to int, visit func(*Draw)) error {
	random := stream.New(seed, "stress", uint64(chunk))
	pool := random.Uint64()
	c.turns = c.turns[:0]
	for n := range to - from {
		if n == len(c.choices) {
			c.choices = append(c.choices, c.test.Nominal())
		}
		c.test.choose(random, &c.choices[n])
		if c.worlds.each > 1 {
			c.choices[n].Pool = pool
		}
		c.turns = append(c.turns, n)
	}
	slices.SortStableFunc(c.turns, func(a, b int) int { return c.choices[a].byWorld(&c.choices[b]) })
	draw := Draw{Scores: c.scores, Ranks: c.ranks}
	for _, n := range c.turns {
		draw.Number, draw.Choice = from+n, &c.choices[n]
		if err := c.evaluate(draw.Choice); err != nil {
			return fmt.Errorf("draw %d: %w", draw.Number+1, err)
		}
		c.tally.AddRanked(c.scores, c.ranks)
		if c.pairs != nil {
			c.pairs.add(c.ranks)
		}
		visit(&draw)
	}
	return nil
}

// byWorld compares choices by what their true figures depend on.
func (c *Choice) byWorld(other *Choice) int {
	return cmp.Or(cmp.Compare(c.Version, other.Version), cmp.Compare(c.Estimate, other.Estimate),
		cmp.Compare(c.Imputation, other.Imputation), cmp.Compare(c.Treatment, other.Treatment))
}

// inChunks shares out the pieces of work. Of several that fail the first gives the error: pieces are taken in order and
// those taken are finished.
func inChunks(ctx context.Context, pieces, size, workers int, do func(worker, chunk, from, to int) error) error {
	chunks := (pieces + size - 1) / size
	var next, failed atomic.Int64
	failed.Store(int64(chunks))
	var errs sync.Map
	var wait conc.WaitGroup
	for worker := range workers {
		wait.Go(func() {
			for ctx.Err() == nil {
				chunk := int(next.Add(1) - 1)
				if chunk >= chunks || int64(chunk) > failed.Load() {
					return
				}
				if err := do(worker, chunk, chunk*size, min((chunk+1)*size, pieces)); err != nil {
					errs.Store(chunk, err)
					for first := failed.Load(); int64(chunk) < first && !failed.CompareAndSwap(first, int64(chunk)); first = failed.Load() {
					}
					return
				}
			}
		})
	}
	wait.Wait()
	if err, ok := errs.Load(int(failed.Load())); ok {
		return err.(error)
	}
	return ctx.Err()
}

// Scores gives the scores of one choice.
func (t *Test) Scores(c Choice) ([]float64, error) {
	w := t.newWorker()
	if len(c.Weights) != len(t.parents) || len(c.LeftOut) != t.indicators || len(c.Turned) != t.indicators {
		return nil, fmt.Errorf("stress test: a choice about %d weights, %d left out and %d turned, expected %d of each", len(c.Weights), len(c.LeftOut), len(c.Turned), t.indicators)
	}
	for j, turned := range c.Turned {
		if turned && !t.contested(j) {
			return nil, fmt.Errorf("stress test: indicator %d is turned round, but is not contested", j+1)
		}
	}
	if err := w.evaluate(&c); err != nil {
		return nil, fmt.Errorf("stress test: %w", err)
	}
	return w.scores, nil
}
