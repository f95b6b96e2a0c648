package anyweights

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"goodmeasure/stats/stream"
)

// Found is the best and the worst place that a search came upon (as Region.Places has them), with the weights that give
// them. Bounds are what is proved: the truth lies between the two. Exact tells that nothing better, or worse, exists.
type Found struct {
	Best, Worst               int
	BestWeights, WorstWeights []float64
	Bounds                    Bounds
	BestExact, WorstExact     bool
}

// Search looks for the best and the worst place of every unit. Which is best is a problem of most inequalities held at
// once, for which no fast exact method is known, so it climbs: from random weights, from all weight on one indicator, from
// the weights of First and Last and from those given, it moves weight from one indicator to another as far as serves best,
// to the exact point, until no such move helps. Places under the weights given lie within what it finds.
func (r *Region) Search(seed uint64, given ...[]float64) ([]Found, error) {
	n := len(r.units)
	bounds := r.Dominance().Bounds()
	starts := r.starts(stream.New(seed, "any weights", 0), given)
	out := make([]Found, n)
	for i := range out {
		first, err := r.First(i)
		if err != nil {
			return nil, err
		}
		last, err := r.Last(i)
		if err != nil {
			return nil, err
		}
		f := Found{Bounds: bounds[i]}
		f.Best, f.BestWeights = r.climb(i, 1, bounds[i].Best, first, starts)
		worst, weights := r.climb(i, -1, n+1-bounds[i].Worst, last, starts)
		f.Worst, f.WorstWeights = n+1-worst, weights
		f.BestExact = f.Best == f.Bounds.Best || !first.Possible && f.Best == 2
		f.WorstExact = f.Worst == f.Bounds.Worst || !last.Possible && f.Worst == n-1
		out[i] = f
	}
	return out, nil
}

const (
	randomStarts = 300
	climbs       = 8 // from the most promising starts
)

// start is weights with the scores that they give.
type start struct{ weights, scores []float64 }

func (r *Region) starts(random *rand.Rand, given [][]float64) []start {
	var out []start
	add := func(prices []float64) {
		w := r.inside(prices)
		out = append(out, start{w, r.Scores(w)})
	}
	for _, weights := range given {
		add(weights)
	}
	k := len(r.lower)
	for j := range k {
		corner := make([]float64, k)
		corner[j] = 1
		add(corner)
	}
	for range randomStarts {
		spread := make([]float64, k)
		for j := range spread {
			spread[j] = math.Pow(random.ExpFloat64(), 2)
		}
		add(spread)
	}
	return out
}

// climb gives the best rank found, counted from the end that sign says, and its weights.
func (r *Region) climb(unit int, sign float64, bound int, reach Reach, starts []start) (int, []float64) {
	type candidate struct {
		rank    int
		weights []float64
	}
	candidates := []candidate{{r.placed(unit, sign, r.Scores(reach.Weights)), reach.Weights}}
	for _, s := range starts {
		candidates = append(candidates, candidate{r.placed(unit, sign, s.scores), s.weights})
	}
	slices.SortStableFunc(candidates, func(a, b candidate) int { return cmp.Compare(a.rank, b.rank) })
	best := candidates[0]
	c := newClimber(r, unit, sign)
	for _, from := range candidates[:min(climbs, len(candidates))] {
		if best.rank <= bound {
			break
		}
		weights := slices.Clone(from.weights)
		if rank := c.climb(weights, bound); rank < best.rank {
			best = candidate{rank, weights}
		}
	}
	return best.rank, best.weights
}

// placed is the unit's rank from the end that sign says.
func (r *Region) placed(unit int, sign float64, scores []float64) int {
	rank := 1
	for _, score := range scores {
		if sign*(score-scores[unit]) > r.tolerance {
			rank++
		}
	}
	return rank
}
