package assign

import "slices"

// ties holds an optimal assignment and all that may be exchanged in it at no cost. It is square: the shorter side is
// filled up with rows or columns that nobody asked about, to hold what is left over.
type ties struct {
	column, owner []int    // of each row and of each column
	tight         [][]bool // pairs that may be exchanged
}

// ties reads off the prices what can be exchanged: a pair whose cost equals its two prices, and being left over for
// whatever on the longer side has price zero. It turns the solution back to the rows and columns that were asked about.
func (s *solver) ties(tolerance float64, transposed bool) *ties {
	size := len(s.columnPrice)
	t := &ties{column: make([]int, size), owner: slices.Clone(s.owner), tight: make([][]bool, size)}
	filler := len(s.rowPrice)
	for j, i := range t.owner {
		if i < 0 {
			t.owner[j] = filler
			filler++
		}
	}
	for i := range t.tight {
		t.tight[i] = make([]bool, size)
	}
	for i := range size {
		for j := range size {
			excess := -s.columnPrice[j]
			if i < len(s.rowPrice) {
				excess = s.cost[i][j] - s.rowPrice[i] - s.columnPrice[j]
			}
			if tight := excess <= tolerance || t.owner[j] == i; transposed {
				t.tight[j][i] = tight
			} else {
				t.tight[i][j] = tight
			}
		}
	}
	for j, i := range t.owner {
		t.column[i] = j
	}
	if transposed {
		t.column, t.owner = t.owner, t.column
	}
	return t
}

// preferLowest gives the row the lowest column that it can have while the rows before it keep theirs.
func (t *ties) preferLowest(row int) {
	old := t.column[row]
	lowest := slices.Index(t.tight[row], true)
	if lowest == old {
		return
	}
	open, next := t.vacatable(row)
	for j := lowest; j < old; j++ {
		if open[j] && t.tight[row][j] {
			for mover, to := row, j; ; {
				displaced := t.owner[to]
				t.column[mover], t.owner[to] = to, mover
				if to == old {
					return
				}
				mover, to = displaced, next[displaced]
			}
		}
	}
}

// vacatable marks the columns that could be handed to the row by a chain of moves among the rows after it that ends in
// the row's own column, and says where each of those rows would move.
func (t *ties) vacatable(row int) (open []bool, next []int) {
	open, next = make([]bool, len(t.owner)), make([]int, len(t.owner))
	open[t.column[row]] = true
	for queue := []int{t.column[row]}; len(queue) > 0; queue = queue[1:] {
		for i := row + 1; i < len(t.column); i++ {
			if j := t.column[i]; !open[j] && t.tight[i][queue[0]] {
				open[j], next[i] = true, queue[0]
				queue = append(queue, j)
			}
		}
	}
	return open, next
}
