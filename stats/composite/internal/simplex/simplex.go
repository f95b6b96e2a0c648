// Package simplex solves small dense linear programmes that start from a feasible corner.
package simplex

import (
	"errors"
	"fmt"
	"math"
)

// Solution of a linear programme.
type Solution struct {
	Value  float64
	X      []float64 // of the programme, one for each column
	Prices []float64 // of its dual, one for each row: what one more unit of the right-hand side would add to the value
}

// ErrUnbounded says that the objective has no largest value.
var ErrUnbounded = errors.New("linear programme without bound")

const (
	// accuracy is what a cost or a pivot must exceed to count as more than rounding. Rows should be scaled to entries of
	// about 1.
	accuracy = 1e-10
	// stalls is how many pivots without progress are taken by steepest cost before Bland's rule, which cannot cycle.
	stalls = 50
)

// Maximise finds x >= 0 with a x <= b and the largest c·x. Every b must be zero or more, so that x = 0 is feasible. It
// takes the tableau through Dantzig's pivots, and Bland's once they stall, so that degenerate programmes end too.
//
// Source: Chvátal (1983), Linear Programming, chapters 2, 3 and 5.
func Maximise(c []float64, a [][]float64, b []float64) (Solution, error) {
	t, err := newTableau(c, a, b)
	if err != nil {
		return Solution{}, err
	}
	most := 200 * (t.rows + t.columns)
	stalled := 0
	for range most {
		column := t.entering(stalled > stalls)
		if column < 0 {
			return t.solution(), nil
		}
		row := t.leaving(column)
		if row < 0 {
			return Solution{}, ErrUnbounded
		}
		before := t.cells[t.rows][t.columns]
		t.pivot(row, column)
		if math.Abs(t.cells[t.rows][t.columns]-before) > accuracy*math.Abs(before) {
			stalled = 0
		} else {
			stalled++
		}
	}
	return Solution{}, fmt.Errorf("linear programme of %d rows and %d columns: no solution after %d pivots", t.rows, t.columns, most)
}

// tableau in condensed form: only the columns that are not in the basis are kept. The last row is the objective, the
// last column the right-hand side.
type tableau struct {
	rows, columns int
	cells         [][]float64
	inRow         []int // variable that is basic in each row: columns first, then slacks
	inColumn      []int // variable that is zero in each column
}

func newTableau(c []float64, a [][]float64, b []float64) (*tableau, error) {
	t := &tableau{rows: len(b), columns: len(c)}
	flat := make([]float64, (t.rows+1)*(t.columns+1))
	for i := range t.rows + 1 {
		row := flat[i*(t.columns+1) : (i+1)*(t.columns+1)]
		t.cells = append(t.cells, row)
		if i == t.rows {
			for j, v := range c {
				row[j] = -v
			}
			break
		}
		if len(a[i]) != t.columns {
			return nil, fmt.Errorf("linear programme: row %d has %d coefficients, expected %d", i+1, len(a[i]), t.columns)
		}
		if !(b[i] >= 0) {
			return nil, fmt.Errorf("linear programme: row %d is bounded by %v, expected zero or more", i+1, b[i])
		}
		copy(row, a[i])
		row[t.columns] = b[i]
		t.inRow = append(t.inRow, t.columns+i)
	}
	for j := range t.columns {
		t.inColumn = append(t.inColumn, j)
	}
	for _, v := range flat {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, fmt.Errorf("linear programme: a coefficient is %v, expected finite numbers", v)
		}
	}
	return t, nil
}

func (t *tableau) entering(bland bool) int {
	best, cost := -1, -accuracy
	for j, v := range t.cells[t.rows][:t.columns] {
		if bland {
			if v < -accuracy && (best < 0 || t.inColumn[j] < t.inColumn[best]) {
				best = j
			}
		} else if v < cost {
			best, cost = j, v
		}
	}
	return best
}

// leaving takes the row that bounds the step most tightly; of those equal the variable of least number, as Bland's rule
// wants.
func (t *tableau) leaving(column int) int {
	best, least := -1, math.Inf(1)
	for i := range t.rows {
		v := t.cells[i][column]
		if v <= accuracy {
			continue
		}
		ratio := t.cells[i][t.columns] / v
		if ratio < least || ratio == least && t.inRow[i] < t.inRow[best] {
			best, least = i, ratio
		}
	}
	return best
}

func (t *tableau) pivot(row, column int) {
	pivotRow := t.cells[row]
	inverse := 1 / pivotRow[column]
	for j := range pivotRow {
		pivotRow[j] *= inverse
	}
	pivotRow[column] = inverse
	for i, cells := range t.cells {
		factor := cells[column]
		if i == row || factor == 0 {
			continue
		}
		cells = cells[:len(pivotRow)]
		for j, v := range pivotRow {
			cells[j] -= factor * v
		}
		cells[column] = -factor * inverse
		if i < t.rows && cells[t.columns] < 0 {
			cells[t.columns] = 0 // rounding must not leave the feasible region
		}
	}
	t.inRow[row], t.inColumn[column] = t.inColumn[column], t.inRow[row]
}

func (t *tableau) solution() Solution {
	s := Solution{
		Value: t.cells[t.rows][t.columns], X: make([]float64, t.columns), Prices: make([]float64, t.rows),
	}
	for i, variable := range t.inRow {
		if variable < t.columns {
			s.X[variable] = t.cells[i][t.columns]
		}
	}
	for j, variable := range t.inColumn {
		if variable >= t.columns {
			s.Prices[variable-t.columns] = math.Max(0, t.cells[t.rows][j])
		}
	}
	return s
}
