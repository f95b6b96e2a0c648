package rank

import "math"

// Summary says where a unit stands over many draws.
//
// Quantiles are those of its ranks (ties averaged) by linear interpolation between order statistics (type 7 of
// Hyndman and Fan 1996). The chances count draws in which fewer units were strictly better than fit the best tenth or
// quarter, or in which at least all the units outside the worst tenth or quarter were: units tied across the edge
// count by the better of their places. A tenth or quarter is rounded up to whole units of those ranked in the draw.
type Summary struct {
	Draws                                            int // in which the unit had a value
	Mean, SD, Median                                 float64
	Lower50, Upper50                                 float64
	Lower95, Upper95                                 float64
	TopTenth, TopQuarter, BottomQuarter, BottomTenth float64
}

// Tally counts the ranks that units take over draws. For n units it takes 4 n² bytes, and 8 n² from 65,536 draws on.
// Tallies of parts of the work add up to the same, in whatever order.
type Tally struct {
	units          int
	higherIsBetter bool
	doubled        counts // for each unit, how often each twice-the-rank from 2 to 2n
	edges          []edgeCount
	tenth, quarter func(int) int
	sorter         *sorter
}

type edgeCount struct{ topTenth, topQuarter, bottomQuarter, bottomTenth uint32 }

// NewTally starts a count for so many units. A tally is used by one goroutine at a time.
func NewTally(units int, higherIsBetter bool) *Tally {
	return &Tally{
		units: units, higherIsBetter: higherIsBetter,
		doubled: newCounts(units * 2 * units), edges: make([]edgeCount, units),
		tenth: Tenth, quarter: Quarter, sorter: newSorter(units),
	}
}

// Add ranks one draw, a value or NaN for each unit, and counts it.
func (t *Tally) Add(values []float64) { t.AddRanked(values, nil) }

// AddRanked is Add which also fills ranks, where they are wanted, with the rank of each unit in this draw.
func (t *Tally) AddRanked(values, ranks []float64) {
	if len(values) != t.units || (ranks != nil && len(ranks) != t.units) {
		panic("rank: a draw must have one value for each unit")
	}
	for i := range ranks {
		ranks[i] = math.NaN()
	}
	sorted := t.sorter.sort(values, t.higherIsBetter)
	ranked := len(sorted)
	tenth, quarter := t.tenth(ranked), t.quarter(ranked)
	t.doubled.reach(1)
	for start := 0; start < ranked; {
		end := start + 1
		if end < ranked && !apart(sorted[start].value, sorted[end].value) {
			end = groupEnd(sorted, start)
		}
		for i := start; i < end; i++ {
			t.doubled.increment(int(sorted[i].unit)*2*t.units + start + end - 1) // twice the rank is start+1+end
		}
		if start < quarter || start >= ranked-quarter {
			for _, p := range sorted[start:end] {
				edge := &t.edges[p.unit]
				if start < quarter {
					edge.topQuarter++
				}
				if start < tenth {
					edge.topTenth++
				}
				if start >= ranked-quarter {
					edge.bottomQuarter++
				}
				if start >= ranked-tenth {
					edge.bottomTenth++
				}
			}
		}
		if ranks != nil {
			for _, p := range sorted[start:end] {
				ranks[p.unit] = float64(start+1+end) / 2
			}
		}
		start = end
	}
}

// Merge adds the counts of another tally of the same units.
func (t *Tally) Merge(other *Tally) {
	if t.units != other.units || t.higherIsBetter != other.higherIsBetter {
		panic("rank: tallies of different units or directions do not add up")
	}
	t.doubled.add(&other.doubled)
	for i, edge := range other.edges {
		t.edges[i].topTenth += edge.topTenth
		t.edges[i].topQuarter += edge.topQuarter
		t.edges[i].bottomQuarter += edge.bottomQuarter
		t.edges[i].bottomTenth += edge.bottomTenth
	}
}

// Summarise gives the summary of each unit. A unit never ranked has Draws 0 and NaN in the rest; SD needs two draws.
func (t *Tally) Summarise() []Summary {
	out, row := make([]Summary, t.units), make([]uint32, 2*t.units)
	for unit := range out {
		t.doubled.between(unit*len(row), row)
		out[unit] = summarise(row, t.edges[unit])
	}
	return out
}

// Summarise ranks each draw, a row with a value or NaN for each unit, and gives the summary of each unit.
func Summarise(draws [][]float64, higherIsBetter bool) []Summary {
	if len(draws) == 0 {
		return nil
	}
	tally := NewTally(len(draws[0]), higherIsBetter)
	for _, values := range draws {
		tally.Add(values)
	}
	return tally.Summarise()
}

func summarise(doubled []uint32, edge edgeCount) Summary {
	var draws, sum uint64
	for i, count := range doubled {
		draws += uint64(count)
		sum += uint64(count) * uint64(i+2)
	}
	n := float64(draws)
	mean := float64(sum) / n / 2
	var spread float64
	for i, count := range doubled {
		if count > 0 {
			deviation := float64(i+2)/2 - mean
			spread += float64(count) * deviation * deviation
		}
	}
	share := func(count uint32) float64 { return float64(count) / n }
	return Summary{
		Draws: int(draws), Mean: mean, SD: math.Sqrt(spread / (n - 1)), Median: quantile(doubled, draws, 0.5),
		Lower50: quantile(doubled, draws, 0.25), Upper50: quantile(doubled, draws, 0.75),
		Lower95: quantile(doubled, draws, 0.025), Upper95: quantile(doubled, draws, 0.975),
		TopTenth: share(edge.topTenth), TopQuarter: share(edge.topQuarter),
		BottomQuarter: share(edge.bottomQuarter), BottomTenth: share(edge.bottomTenth),
	}
}

// quantile is the type 7 quantile of the draws counted.
func quantile(doubled []uint32, draws uint64, p float64) float64 {
	if draws == 0 {
		return math.NaN()
	}
	h := float64(draws-1) * p
	below := uint64(h)
	lower := rankAt(doubled, below)
	fraction := h - float64(below)
	if fraction == 0 {
		return lower
	}
	return lower + fraction*(rankAt(doubled, below+1)-lower)
}

// rankAt is the rank at a position, counted from 0, among the draws from least to greatest.
func rankAt(doubled []uint32, position uint64) float64 {
	var seen uint64
	for i, count := range doubled {
		if seen += uint64(count); seen > position {
			return float64(i+2) / 2
		}
	}
	panic("rank: position beyond the draws")
}
