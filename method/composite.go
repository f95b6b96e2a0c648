package method

import (
	"math"
	"math/rand/v2"

	"goodmeasure/stats/rank"
	"goodmeasure/study"
)

// Part is a set of measures that make one composite.
type Part string

// The composites of a study.
const (
	All       Part = "all"
	Outcomes  Part = "outcomes"
	Workforce Part = "workforce"
)

// Parts lists the composites.
var Parts = []Part{All, Outcomes, Workforce}

// Composite is the mean percentile rank of an authority over the measures of a part, from 0 worst to 100 best. An
// authority with figures on fewer than Needed of them has none.
type Composite struct {
	Part      Part
	Members   []int     // indices of measures of the frame
	Needed    int       // at least 10 of 14, in proportion
	Measured  []int     // by authority: measures with a figure
	Score     []float64 // by authority, from the figures as they are; NaN where too few
	Rank      []float64
	Summaries []rank.Summary // from the draws
}

// N counts the authorities that have a score.
func (c Composite) N() int {
	n := 0
	for _, score := range c.Score {
		if !math.IsNaN(score) {
			n++
		}
	}
	return n
}

func (f *Frame) members(part Part) []int {
	readings := map[string]int{}
	for _, m := range f.Measures {
		readings[m.ID]++
	}
	var members []int
	for k, m := range f.Measures {
		if readings[m.ID] > 1 {
			continue // both readings of a contested indicator: they would cancel out
		}
		if part == All || (part == Outcomes && m.Indicator.Domain == study.Outcome) || (part == Workforce && m.Indicator.Domain == study.Workforce) {
			members = append(members, k)
		}
	}
	return members
}

func newComposite(f *Frame, part Part) Composite {
	c := Composite{Part: part, Members: f.members(part)}
	c.Needed = max(1, (10*len(c.Members)+13)/14)
	c.Measured = make([]int, len(f.Authorities))
	c.Score = make([]float64, len(f.Authorities))
	for _, k := range c.Members {
		m := f.Measures[k]
		ranks := rank.Average(m.Values, m.Direction == study.HigherIsBetter)
		n := m.N()
		for at, r := range ranks {
			if !math.IsNaN(r) {
				c.Measured[at]++
				c.Score[at] += percentile(r, n)
			}
		}
	}
	for at := range c.Score {
		c.Score[at] /= float64(c.Measured[at])
		if len(c.Members) == 0 || c.Measured[at] < c.Needed {
			c.Score[at] = math.NaN()
		}
	}
	c.Rank = rank.Average(c.Score, true)
	return c
}

// percentile puts a rank among n on a scale from 0 worst to 100 best.
func percentile(r float64, n int) float64 {
	if n < 2 {
		return 50
	}
	return 100 * (float64(n) - r) / float64(n-1)
}

// amongBest tells whether a rank is within the best so many. Authorities tied across the edge stand together on the side
// of their average rank, by the same rule at either end.
func amongBest(r float64, size int) bool { return r <= float64(size) }

// amongWorst tells whether a rank among n is within the worst so many; see amongBest.
func amongWorst(r float64, n, size int) bool { return amongBest(float64(n+1)-r, size) }

// tallies count the ranks of one worker's draws.
type tallies struct {
	frame      *Frame
	standing   *Standing
	measures   []*rank.Tally
	n          []int
	composites map[Part]*rank.Tally
	values     []float64
	ranks      [][]float64 // percentile ranks of the current draw, by measure
	scores     []float64
}

func newTallies(f *Frame, s *Standing) *tallies {
	units := len(f.Authorities)
	t := &tallies{frame: f, standing: s, composites: map[Part]*rank.Tally{}, values: make([]float64, units), scores: make([]float64, units)}
	for _, m := range f.Measures {
		t.measures = append(t.measures, rank.NewTally(units, m.Direction == study.HigherIsBetter))
		t.n = append(t.n, m.N())
		t.ranks = append(t.ranks, make([]float64, units))
	}
	for _, part := range Parts {
		t.composites[part] = rank.NewTally(units, true)
	}
	return t
}

func (t *tallies) draw(samplers []*rank.Sampler, r *rand.Rand) {
	for k, sampler := range samplers {
		sampler.Draw(r, t.values)
		t.measures[k].AddRanked(t.values, t.ranks[k])
	}
	for _, part := range Parts {
		composite := t.standing.Composites[part]
		clear(t.scores)
		for _, k := range composite.Members {
			for at, place := range t.ranks[k] {
				if place == place { // not NaN
					t.scores[at] += percentile(place, t.n[k])
				}
			}
		}
		for at := range t.scores {
			t.scores[at] /= float64(composite.Measured[at])
			if math.IsNaN(composite.Score[at]) {
				t.scores[at] = math.NaN()
			}
		}
		t.composites[part].Add(t.scores)
	}
}

func (t *tallies) merge(other *tallies) {
	for k := range t.measures {
		t.measures[k].Merge(other.measures[k])
	}
	for _, part := range Parts {
		t.composites[part].Merge(other.composites[part])
	}
}
