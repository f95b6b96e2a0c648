package method

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"sync/atomic"

	"github.com/sourcegraph/conc"
)

// drawnAtOnce is how many draws of a figure follow each other while its table is at hand. All draws of a chunk would take
// some ten MB for each worker.
const drawnAtOnce = 16

// drawTogether scores definitions on the same draws of the true figures. Each worker gets a visitor of its own, which is
// given the number of the draw and the scores by definition and then unit; they hold until it returns. A draw that a
// definition cannot be computed on is an error.
func drawTogether(ctx context.Context, t *truths, definitions []*drawnIndex, how IndexDraws, visitor func() func(draw int, scores [][]float64)) error {
	if how.Draws < 100 {
		return fmt.Errorf("--draws: %d draws are too few to tell a 95%% interval; give at least 100", how.Draws)
	}
	workers := how.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	failures := make([]error, workers)
	var next atomic.Int64
	var failed atomic.Bool
	var group conc.WaitGroup
	for w := range workers {
		visit := visitor()
		group.Go(func() {
			drawn := roomFor(len(t.figures), drawnAtOnce)
			scores, values, kitchens := make([][]float64, len(definitions)), make([][][]float64, len(definitions)), make([]*kitchen, len(definitions))
			for at, one := range definitions {
				scores[at], values[at], kitchens[at] = make([]float64, len(one.matrix.Units)), one.copyValues(), one.kitchen.forDraws()
			}
			for !failed.Load() && ctx.Err() == nil {
				chunk := int(next.Add(1) - 1)
				first := chunk * drawsPerChunk
				if first >= how.Draws {
					return
				}
				streams := t.streams(chunk)
				for n := range min(drawsPerChunk, how.Draws-first) {
					if n%drawnAtOnce == 0 {
						t.draw(streams, drawn)
					}
					for at, one := range definitions {
						one.fill(values[at], drawn, n%drawnAtOnce)
						err := kitchens[at].score(values[at], scores[at])
						if err == nil {
							err = one.sameUnits(scores[at])
						}
						if err != nil {
							failures[w] = fmt.Errorf("definition %q on draw %d of the true figures: %w", one.definition.Name, first+n+1, err)
							failed.Store(true)
							return
						}
					}
					visit(first+n, scores)
				}
				if how.Progress != nil {
					how.Progress(float64(min(first+drawsPerChunk, how.Draws)), float64(how.Draws))
				}
			}
		})
	}
	group.Wait()
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("drawing true figures: %w", err)
	}
	return errors.Join(failures...)
}

// sameUnits refuses a draw that does not give a score to exactly those who have one on the figures as they are.
func (x *drawnIndex) sameUnits(scores []float64) error {
	for at, score := range scores {
		if math.IsNaN(score) != math.IsNaN(x.scores[at]) {
			return fmt.Errorf("%s has a score on the draw or on the figures as they are, and not on both", x.matrix.Units[at].Name)
		}
	}
	return nil
}

// scoredByAll are the positions of the units that all definitions score, by definition, in the order of the first.
func scoredByAll(definitions ...*drawnIndex) [][]int {
	positions := make([][]int, len(definitions))
	byCode := make([]map[string]int, len(definitions))
	for at, one := range definitions {
		byCode[at] = map[string]int{}
		for unit, u := range one.matrix.Units {
			if !math.IsNaN(one.scores[unit]) {
				byCode[at][u.Code] = unit
			}
		}
	}
	for _, u := range definitions[0].matrix.Units {
		var found []int
		for _, units := range byCode {
			if unit, there := units[u.Code]; there {
				found = append(found, unit)
			}
		}
		if len(found) == len(definitions) {
			for at, unit := range found {
				positions[at] = append(positions[at], unit)
			}
		}
	}
	return positions
}

// picked puts the entries at the positions into a slice that is used again.
func picked(into, from []float64, positions []int) []float64 {
	into = into[:0]
	for _, at := range positions {
		into = append(into, from[at])
	}
	return into
}
