package method

import (
	"fmt"
	"math"

	"goodmeasure/stats/composite/anyweights"
	"goodmeasure/study"
)

// AnyWeights says what no choice of weights could change, when the normalised indicators of the definition are combined by
// a weighted mean. First and last are settled by linear programming, with proof; ranks between by search and by bounds.
type AnyWeights struct {
	Indicators   []string      `json:"indicators"` // in the order of the weights
	Filled       int           `json:"filled"`     // gaps that were given the median, since the question needs complete figures
	Certificates []Certificate `json:"certificates"`
	Why          string        `json:"why_missing,omitempty"`
}

// Certificate proves whether an authority can be first, or last.
type Certificate struct {
	Authority string         `json:"authority"`
	End       string         `json:"end"` // first or last
	Possible  bool           `json:"possible"`
	Shared    bool           `json:"shared"`           // only level with others
	Weights   []study.Number `json:"weights"`          // under which it comes nearest; where possible, the proof
	Margin    study.Number   `json:"margin"`           // over the next, on the normalised scale
	Rivals    []Rival        `json:"rivals,omitempty"` // where not possible, the proof: together they beat it under all weights
	Best      []study.Number `json:"rank_weights"`     // under which the best, or worst, rank was found
}

// Rival is an authority's share in a mixture.
type Rival struct {
	Authority string       `json:"authority"`
	Share     study.Number `json:"share"`
}

// anyWeights answers for the definition itself, its gaps filled with the median where it leaves them.
func (x *StressTest) anyWeights(r *rangesOfChoice, d *study.Definition, seed uint64) error {
	complete := *d
	if complete.Combine.Imputation == study.ImputeNone || complete.Combine.Imputation == study.ImputeCarry {
		complete.Combine.Imputation = study.ImputeMedian
	}
	scaled, weights, kept, err := r.normalised(&complete)
	if err != nil {
		return err
	}
	a := &x.AnyWeights
	a.Certificates = []Certificate{}
	for k, i := range d.Indicators {
		a.Indicators = append(a.Indicators, i.ID)
		for _, at := range kept {
			if math.IsNaN(r.matrix.Values[k][at]) {
				a.Filled++
			}
		}
	}
	region, err := anyweights.NewRegion(scaled, nil, nil)
	if err != nil {
		a.Why = err.Error()
		return nil
	}
	found, err := region.Search(seed, weights)
	if err != nil {
		return fmt.Errorf("what any weights could do: %w", err)
	}
	for now, at := range kept {
		row, f := &x.Authorities[at], found[now]
		row.BestRankFound, row.BestRankBound = study.Number(f.Best), study.Number(f.Bounds.Best)
		row.WorstRankFound, row.WorstRankBound = study.Number(f.Worst), study.Number(f.Bounds.Worst)
		first, err := region.First(now)
		if err != nil {
			return err
		}
		last, err := region.Last(now)
		if err != nil {
			return err
		}
		row.CanBeFirst, row.CanBeLast = &first.Possible, &last.Possible
		a.Certificates = append(a.Certificates, x.certificate(row.Authority, "first", first, f.BestWeights, kept),
			x.certificate(row.Authority, "last", last, f.WorstWeights, kept))
	}
	return nil
}

func (x *StressTest) certificate(authority, end string, reach anyweights.Reach, best []float64, kept []int) Certificate {
	c := Certificate{Authority: authority, End: end, Possible: reach.Possible, Shared: reach.Shared, Margin: study.Number(reach.Margin)}
	for k, w := range reach.Weights {
		c.Weights, c.Best = append(c.Weights, study.Number(w)), append(c.Best, study.Number(best[k]))
	}
	for now, share := range reach.Rivals {
		if share > 0 {
			c.Rivals = append(c.Rivals, Rival{x.Authorities[kept[now]].Authority, study.Number(share)})
		}
	}
	return c
}

// normalised are the indicators of a definition on the common scale, for the units that get a score, and their weights.
func (r *rangesOfChoice) normalised(d *study.Definition) (scaled [][]float64, weights []float64, kept []int, err error) {
	recipe, err := NewRecipe(r.matrix, d)
	if err != nil {
		return nil, nil, nil, err
	}
	w, err := r.matrix.kitchen(recipe)
	if err != nil {
		return nil, nil, nil, err
	}
	s, err := w.run(r.matrix.Values)
	if err != nil {
		return nil, nil, nil, err
	}
	if scaled = s.Normalised; d.Combine.Imputation == study.ImputeRow {
		scaled = s.Imputed
	}
	return scaled, w.effective[:len(scaled)], s.Kept, nil
}
