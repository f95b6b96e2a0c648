package normalise

import (
	"fmt"

	"goodmeasure/stats/rank"
)

// Rank gives the worst unit 1 and the best the number of units. Units tied at 10 significant digits share the least of
// their places, or with Average the mean of them.
type Rank struct{ Average bool }

// Apply returns the ranks, ascending.
func (m Rank) Apply(x []float64, d Direction) ([]float64, error) {
	c, err := directed(m, x, d)
	if err != nil {
		return nil, err
	}
	if m.Average {
		return rank.Average(c.x, false), nil
	}
	return rank.Min(c.x, false), nil
}

func (m Rank) String() string {
	if m.Average {
		return "rank with ties averaged"
	}
	return "rank"
}

// PercentileRank is the share of the other units that are worse, from 0 to 1: (rank - 1) / (n - 1), ties sharing the
// least rank.
type PercentileRank struct{}

// Apply returns the shares. It errs where fewer than two units have a value.
func (m PercentileRank) Apply(x []float64, d Direction) ([]float64, error) {
	c, err := directed(m, x, d)
	if err != nil {
		return nil, err
	}
	if c.n < 2 {
		return nil, fmt.Errorf("%v: only %d unit has a value, expected at least 2", m, c.n)
	}
	c.x = rank.Min(c.x, false)
	return c.each(func(r float64) float64 { return (r - 1) / float64(c.n-1) }), nil
}

func (PercentileRank) String() string { return "percentile rank" }

// Borda is the number of units that are worse.
type Borda struct{}

// Apply returns the counts.
func (m Borda) Apply(x []float64, d Direction) ([]float64, error) {
	c, err := directed(m, x, d)
	if err != nil {
		return nil, err
	}
	c.x = rank.Min(c.x, false)
	return c.each(func(r float64) float64 { return r - 1 }), nil
}

func (Borda) String() string { return "Borda points" }
