package method

import (
	"cmp"
	"fmt"
	"slices"

	"goodmeasure/stats/assign"
	"goodmeasure/study"
)

// pair matches stronger and weaker so that the sum of distances is least, and gives the closest first.
func pair(f *Frame, stronger, weaker []Candidate, c Choices) (pairs []Pair, unpaired []Candidate, err error) {
	scale := newContextScale(f, c)
	cost := make([][]float64, len(stronger))
	for i, x := range stronger {
		for _, y := range weaker {
			cost[i] = append(cost[i], scale.distance(x, y))
		}
	}
	taken := make([]bool, len(weaker))
	if len(stronger) > 0 && len(weaker) > 0 {
		solution, err := assign.Optimal(cost)
		if err != nil {
			return nil, nil, fmt.Errorf("pairing stronger and weaker authorities: %w", err)
		}
		for i, j := range solution.Column {
			if j < 0 {
				unpaired = append(unpaired, stronger[i])
				continue
			}
			taken[j] = true
			pairs = append(pairs, Pair{stronger[i], weaker[j], study.Number(cost[i][j])})
		}
	} else {
		unpaired = append(unpaired, stronger...)
	}
	for j, y := range weaker {
		if !taken[j] {
			unpaired = append(unpaired, y)
		}
	}
	slices.SortStableFunc(pairs, func(a, b Pair) int { return cmp.Compare(a.Distance, b.Distance) })
	return pairs, unpaired, nil
}

// propose takes the closest pairs that keep to so many of a region on each side. Where that leaves too few, those who
// may still come in are paired anew, so that there are fewer than asked for only if no pairing has as many.
func propose(f *Frame, stronger, weaker []Candidate, c Choices, rule SampleRule) ([]Pair, error) {
	var chosen []Pair
	for {
		pairs, _, err := pair(f, rule.open(without(stronger, chosen), chosen), rule.open(without(weaker, chosen), chosen), c)
		if err != nil || len(pairs) == 0 {
			return chosen, err
		}
		for _, p := range pairs {
			if len(chosen) == rule.Each {
				return chosen, nil
			}
			if rule.fits(p, chosen) {
				chosen = append(chosen, p)
			}
		}
	}
}

// fits tells whether a pair keeps to so many of a region beside the chosen.
func (r SampleRule) fits(p Pair, chosen []Pair) bool {
	return len(r.open([]Candidate{p.Stronger, p.Weaker}, chosen)) == 2
}

// open are the candidates whose region has room for one more of their kind beside the chosen.
func (r SampleRule) open(candidates []Candidate, chosen []Pair) []Candidate {
	var open []Candidate
	for _, candidate := range candidates {
		held := 0
		for _, p := range chosen {
			if of := p.of(candidate.Stronger); of.Region == candidate.Region {
				held++
			}
		}
		if r.MaxPerRegion == 0 || held < r.MaxPerRegion {
			open = append(open, candidate)
		}
	}
	return open
}

// standsIn tells whether a pair could take the place of at least one of the chosen.
func (r SampleRule) standsIn(p Pair, chosen []Pair) bool {
	for at := range chosen {
		if r.fits(p, slices.Delete(slices.Clone(chosen), at, at+1)) {
			return true
		}
	}
	return false
}

func (p Pair) of(stronger bool) Candidate {
	if stronger {
		return p.Stronger
	}
	return p.Weaker
}

// without are the candidates that are in none of the pairs.
func without(candidates []Candidate, pairs []Pair) []Candidate {
	return slices.DeleteFunc(slices.Clone(candidates), func(c Candidate) bool {
		return slices.ContainsFunc(pairs, func(p Pair) bool { return p.of(c.Stronger).Authority == c.Authority })
	})
}
