package normalise

import (
	"fmt"
	"sync"

	"goodmeasure/stats/composite/internal/order"
)

// Rank gives the worst unit 1 and the best the number of units. Units tied at 10 significant digits share the least of
// their places, or with Average the mean of them.
type Rank struct{ Average bool }

// Into writes the ranks, ascending.
func (m Rank) Into(dst, x []float64, d Direction) error {
	c, err := directed(m, dst, x, d)
	if err != nil {
		return err
	}
	c.ranked(func(start, end int32) float64 {
		if m.Average {
			return float64(start+1+end) / 2
		}
		return float64(start + 1)
	})
	return nil
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

// Into writes the shares. It errs where fewer than two units have a value.
func (m PercentileRank) Into(dst, x []float64, d Direction) error {
	c, err := directed(m, dst, x, d)
	if err != nil {
		return err
	}
	if c.n < 2 {
		return fmt.Errorf("%v: only %d unit has a value, expected at least 2", m, c.n)
	}
	c.ranked(func(start, _ int32) float64 { return float64(start) / float64(c.n-1) })
	return nil
}

func (PercentileRank) String() string { return "percentile rank" }

// Borda is the number of units that are worse.
type Borda struct{}

// Into writes the counts.
func (m Borda) Into(dst, x []float64, d Direction) error {
	c, err := directed(m, dst, x, d)
	if err != nil {
		return err
	}
	c.ranked(func(start, _ int32) float64 { return float64(start) })
	return nil
}

func (Borda) String() string { return "Borda points" }

var sorters = sync.Pool{New: func() any { return new(order.Sorter) }}

// ranked replaces each known value by a function of the positions, from 0, that its ties take: start to end-1.
func (c column) ranked(of func(start, end int32) float64) {
	sorter := sorters.Get().(*order.Sorter)
	defer sorters.Put(sorter)
	sorted := sorter.Sort(c.x)
	start := int32(0)
	for _, end := range sorted.Ends {
		value := of(start, end)
		for _, unit := range sorted.Units[start:end] {
			c.x[unit] = value
		}
		start = end
	}
}
