package assign

import (
	"math"
	"slices"
)

// solver pairs every row of a cost matrix with at least as many columns. Its prices keep cost ≥ rowPrice + columnPrice
// everywhere, with equality on pairs; the price of a column is never above zero, and is zero while it has no owner.
type solver struct {
	cost                  [][]float64
	rowPrice, columnPrice []float64
	owner                 []int // row of each column, or −1
}

func newSolver(cost [][]float64) *solver {
	columns := len(cost[0])
	return &solver{
		cost: cost, rowPrice: make([]float64, len(cost)), columnPrice: make([]float64, columns),
		owner: slices.Repeat([]int{-1}, columns),
	}
}

// augment pairs one more row by the cheapest chain of exchanges. When there is none it returns the rows that compete
// and the number of columns that are permitted to any of them, one too few.
func (s *solver) augment(row int) (stuck []int, reached int) {
	columns := len(s.owner)
	slack, from, seen := slices.Repeat([]float64{math.Inf(1)}, columns), make([]int, columns), make([]bool, columns)
	tree := []int{row}
	end := -1
	for at := row; at >= 0; at = s.owner[end] {
		if end >= 0 {
			tree = append(tree, at)
		}
		step, next := math.Inf(1), -1
		for j := range columns {
			if seen[j] {
				continue
			}
			if reduced := s.cost[at][j] - s.rowPrice[at] - s.columnPrice[j]; reduced < slack[j] {
				slack[j], from[j] = reduced, end
			}
			if slack[j] < step {
				step, next = slack[j], j
			}
		}
		if next < 0 {
			slices.Sort(tree)
			return tree, len(tree) - 1
		}
		for _, i := range tree {
			s.rowPrice[i] += step
		}
		for j := range columns {
			if seen[j] {
				s.columnPrice[j] -= step
			} else {
				slack[j] -= step
			}
		}
		seen[next] = true
		end = next
	}
	for end >= 0 {
		before := from[end]
		if before < 0 {
			s.owner[end] = row
		} else {
			s.owner[end] = s.owner[before]
		}
		end = before
	}
	return nil, 0
}
