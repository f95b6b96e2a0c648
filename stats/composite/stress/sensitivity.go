package stress

import (
	"context"
	"fmt"
	"math"

	"goodmeasure/stats/composite/sensitivity"
	"goodmeasure/stats/rank"
	"goodmeasure/stats/stream"
)

// Shift is the mean number of places by which units are off their nominal ranks, over the units ranked in both.
func Shift(nominal, ranks []float64) float64 {
	var sum, n float64
	for i, r := range ranks {
		if d := math.Abs(r - nominal[i]); d == d {
			sum += d
			n++
		}
	}
	return sum / n
}

// rowsPerChunk are evaluated in one go; each has streams of its own.
const rowsPerChunk = 32

// Explain runs a design of so many rows in which the uncertain factors are exchanged one at a time, so that
// sensitivity.Indices can share out the variance of a result, a number made from the nominal ranks and those of a run
// such as Shift, among them. Runs.AB has one column for each of Factors. It takes rows (factors + 2) evaluations.
func (t *Test) Explain(ctx context.Context, rows int, seed uint64, workers int, result func(nominal, ranks []float64) float64) (sensitivity.Runs, error) {
	if len(t.factors) == 0 {
		return sensitivity.Runs{}, fmt.Errorf("sensitivity of the composite: nothing in the space is uncertain")
	}
	if rows < 2 {
		return sensitivity.Runs{}, fmt.Errorf("sensitivity of the composite: %d rows, expected at least 2", rows)
	}
	nominalScores, err := t.Scores(t.Nominal())
	if err != nil {
		return sensitivity.Runs{}, fmt.Errorf("sensitivity of the composite: %w", err)
	}
	nominal := rank.Average(nominalScores, true)
	runs := sensitivity.Runs{A: make([]float64, rows), B: make([]float64, rows), AB: make([][]float64, len(t.factors))}
	for k := range runs.AB {
		runs.AB[k] = make([]float64, rows)
	}
	workers = max(1, min(workers, rows))
	hands := make([]*counter, workers)
	err = inChunks(ctx, rows, rowsPerChunk, workers, func(worker, _, from, to int) error {
		if hands[worker] == nil {
			hands[worker] = t.newCounter(false, true)
		}
		hand := hands[worker]
		run := func(c *Choice, to *float64) error {
			if err := hand.evaluate(c); err != nil {
				return err
			}
			hand.tally.AddRanked(hand.scores, hand.ranks)
			*to = result(nominal, hand.ranks)
			return nil
		}
		a, b, mixed := t.Nominal(), t.Nominal(), t.Nominal()
		for row := from; row < to; row++ {
			t.choose(stream.New(seed, "stress sensitivity A", uint64(row)), &a)
			t.choose(stream.New(seed, "stress sensitivity B", uint64(row)), &b)
			err := run(&a, &runs.A[row])
			if err == nil {
				err = run(&b, &runs.B[row])
			}
			for _, f := range t.factors {
				mixed.take(f, &a)
			}
			for k, f := range t.factors {
				mixed.take(f, &b)
				if err == nil {
					err = run(&mixed, &runs.AB[k][row])
				}
				mixed.take(f, &a)
			}
			if err != nil {
				return fmt.Errorf("row %d: %w", row+1, err)
			}
		}
		return nil
	})
	if err != nil {
		return sensitivity.Runs{}, fmt.Errorf("sensitivity of the composite: %w", err)
	}
	return runs, nil
}
