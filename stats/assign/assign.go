// Package assign pairs two groups so that the total cost of the pairs is least.
package assign

import (
	"errors"
	"fmt"
	"math"
)

// Assignment pairs rows with columns.
type Assignment struct {
	Column []int   // the column of each row, or −1 for a row left over
	Cost   float64 // of all pairs
}

// Optimal pairs rows with columns at the least total cost. With no more rows than columns every row is paired, otherwise
// every column is. A cost of +Inf forbids the pair; costs may be negative. Of several assignments within rounding of the
// least cost it gives the first row the lowest column, then the second, and so on, a row left over counting as beyond
// the last column. It errors when a cost is NaN or −Inf, when rows differ in length, and when the forbidden pairs leave
// no full assignment, naming the rows (or columns) that are in each other's way.
//
// It takes O(n² m) time for n on the smaller side and m on the larger, and up to O(m³) where costs tie.
//
// Source: shortest augmenting paths with dual prices; Jonker and Volgenant (1987), Computing 38, 325-340.
func Optimal(cost [][]float64) (Assignment, error) {
	scale, err := largest(cost)
	if err != nil {
		return Assignment{}, fmt.Errorf("assignment: %w", err)
	}
	rows, columns := len(cost), len(cost[0])
	short, shortName, longName := cost, "rows", "columns"
	if rows > columns {
		short, shortName, longName = transpose(cost), "columns", "rows"
	}
	s := newSolver(short)
	for i := range short {
		if stuck, reached := s.augment(i); stuck != nil {
			return Assignment{}, fmt.Errorf("assignment: %s %v have only %d permitted %s between them: permit more pairs or leave some out",
				shortName, stuck, reached, longName)
		}
	}
	t := s.ties(1e-12*scale, rows > columns)
	for i := range rows {
		t.preferLowest(i)
	}
	res := Assignment{Column: t.column[:rows]}
	for i, j := range res.Column {
		if j < columns {
			res.Cost += cost[i][j]
		} else {
			res.Column[i] = -1
		}
	}
	return res, nil
}

// largest is the greatest finite cost, sign apart.
func largest(cost [][]float64) (scale float64, err error) {
	if len(cost) == 0 || len(cost[0]) == 0 {
		return 0, errors.New("no costs given: at least one row and one column are needed")
	}
	for i, row := range cost {
		if len(row) != len(cost[0]) {
			return 0, fmt.Errorf("row %d has %d costs and row 0 has %d: they must be of one length", i, len(row), len(cost[0]))
		}
		for j, c := range row {
			if math.IsNaN(c) || math.IsInf(c, -1) {
				return 0, fmt.Errorf("the cost of row %d and column %d is %v: give a number, or +Inf to forbid the pair", i, j, c)
			}
			if !math.IsInf(c, 1) {
				scale = max(scale, math.Abs(c))
			}
		}
	}
	return scale, nil
}

func transpose(cost [][]float64) [][]float64 {
	turned := make([][]float64, len(cost[0]))
	for j := range turned {
		for _, row := range cost {
			turned[j] = append(turned[j], row[j])
		}
	}
	return turned
}
