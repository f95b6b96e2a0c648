package method

import (
	"cmp"
	"fmt"
	"slices"

	"goodmeasure/stats/assign"
	"goodmeasure/study"
)

// keepsPlace outweighs every distance, so that no authority to keep is left without a partner if it can have one.
const keepsPlace = 1000

// pair matches stronger and weaker so that the sum of distances is least, and gives those to keep first, then the closest.
func (d *drawing) pair(stronger, weaker []Candidate) (pairs []Pair, unpaired []Candidate, err error) {
	cost := make([][]float64, len(stronger))
	for i, x := range stronger {
		for _, y := range weaker {
			cost[i] = append(cost[i], d.scale.distance(x, y)-keepsPlace*float64(len(keptOf([]Candidate{x, y}))))
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
			pairs = append(pairs, Pair{stronger[i], weaker[j], study.Number(d.scale.distance(stronger[i], weaker[j]))})
		}
	} else {
		unpaired = append(unpaired, stronger...)
	}
	for j, y := range weaker {
		if !taken[j] {
			unpaired = append(unpaired, y)
		}
	}
	slices.SortStableFunc(pairs, func(a, b Pair) int {
		return cmp.Or(cmp.Compare(b.kept(), a.kept()), cmp.Compare(a.Distance, b.Distance))
	})
	return pairs, unpaired, nil
}

// propose takes the closest pairs that keep to so many of a region on each side. Where that leaves too few, those who
// may still come in are paired anew, so that there are fewer than asked for only if no pairing has as many.
func (d *drawing) propose() ([]Pair, error) {
	var chosen []Pair
	for {
		pairs, _, err := d.pair(d.open(without(d.stronger, chosen), chosen), d.open(without(d.weaker, chosen), chosen))
		if err != nil || len(pairs) == 0 {
			return chosen, err
		}
		for _, p := range pairs {
			if len(chosen) == d.rule.Each {
				return chosen, nil
			}
			if d.fits(p, chosen) {
				chosen = append(chosen, p)
			}
		}
	}
}

// fits tells whether a pair keeps to so many of a region beside the chosen.
func (d *drawing) fits(p Pair, chosen []Pair) bool {
	return len(d.open([]Candidate{p.Stronger, p.Weaker}, chosen)) == 2
}

// open are the candidates whose region has room for one more of their kind beside the chosen and those who are kept, who
// have room themselves.
func (d *drawing) open(candidates []Candidate, chosen []Pair) []Candidate {
	held := map[Candidate]int{}
	place := func(c Candidate) Candidate { return Candidate{Stronger: c.Stronger, Region: c.Region} }
	for _, c := range append(keptOf(d.stronger), keptOf(d.weaker)...) {
		held[place(c)]++
	}
	for _, p := range chosen {
		for _, c := range []Candidate{p.Stronger, p.Weaker} {
			if !c.Kept {
				held[place(c)]++
			}
		}
	}
	var open []Candidate
	for _, c := range candidates {
		if c.Kept || d.rule.MaxPerRegion == 0 || held[place(c)] < d.rule.MaxPerRegion {
			open = append(open, c)
		}
	}
	return open
}

// standsIn tells whether a pair could take the place of at least one of the chosen that nobody is kept in.
func (d *drawing) standsIn(p Pair, chosen []Pair) bool {
	for at := range chosen {
		if chosen[at].kept() == 0 && d.fits(p, slices.Delete(slices.Clone(chosen), at, at+1)) {
			return true
		}
	}
	return false
}

// kept counts the authorities of a pair that are part of the sample already.
func (p Pair) kept() int { return len(keptOf([]Candidate{p.Stronger, p.Weaker})) }

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
