// Package order sorts units by a value, again and again without new memory.
package order

import (
	"cmp"
	"math"
	"slices"
	"strconv"
)

// Order is the units in order of a value. Values equal to 10 significant digits tie, as in package rank.
type Order struct {
	Units []int32 // with a known value, lowest first
	Ends  []int32 // for each group of ties, the position after its last unit
	Gaps  []int32 // units without a value (NaN)
}

// Clone is a copy that stays when the Sorter is used again.
func (o Order) Clone() Order {
	return Order{slices.Clone(o.Units), slices.Clone(o.Ends), slices.Clone(o.Gaps)}
}

// Sorter keeps the workspace.
type Sorter struct {
	order         Order
	given, sorted []entry
	at            []int32 // next position of each cell
}

type entry struct {
	value float64
	unit  int32
	cell  int32
}

const (
	cellsPerUnit = 4
	mostMoves    = 16 // a unit, on average, before values count as bunched
)

// Sort puts the units in order. The Order holds until the next call.
func (s *Sorter) Sort(x []float64) Order {
	s.given = s.given[:0]
	o := &s.order
	o.Units, o.Ends, o.Gaps = o.Units[:0], o.Ends[:0], o.Gaps[:0]
	for i, v := range x {
		if v != v {
			o.Gaps = append(o.Gaps, int32(i))
		} else {
			s.given = append(s.given, entry{value: v, unit: int32(i)})
		}
	}
	sorted := s.spread()
	for k := range sorted {
		o.Units = append(o.Units, sorted[k].unit)
		if k > 0 && !tied(sorted[k-1].value, sorted[k].value) {
			o.Ends = append(o.Ends, int32(k))
		}
	}
	if len(sorted) > 0 {
		o.Ends = append(o.Ends, int32(len(sorted)))
	}
	return *o
}

// spread throws the entries into equal cells between the least and the greatest, which leaves next to nothing to the
// insertion that follows; where values are bunched it sorts by comparing.
func (s *Sorter) spread() []entry {
	n := len(s.given)
	least, greatest := math.Inf(1), math.Inf(-1)
	for i := range s.given {
		v := s.given[i].value
		if v < least {
			least = v
		}
		if v > greatest {
			greatest = v
		}
	}
	cells := cellsPerUnit * n
	scale := float64(cells-1) / (greatest - least)
	if !(scale > 0) || math.IsInf(scale, 1) {
		return compared(s.given)
	}
	s.at = slices.Grow(s.at[:0], cells+1)[:cells+1]
	s.sorted = slices.Grow(s.sorted[:0], n)[:n]
	at, sorted := s.at, s.sorted
	clear(at)
	for i := range s.given {
		e := &s.given[i]
		e.cell = int32((e.value - least) * scale)
		at[e.cell+1]++
	}
	var sum int32
	for c, count := range at {
		sum += count
		at[c] = sum
	}
	for _, e := range s.given {
		sorted[at[e.cell]] = e
		at[e.cell]++
	}
	moves := mostMoves * n
	for i := 1; i < n; i++ {
		e := sorted[i]
		if sorted[i-1].value <= e.value {
			continue
		}
		j := i
		for ; j > 0 && sorted[j-1].value > e.value; j-- {
			sorted[j] = sorted[j-1]
		}
		sorted[j] = e
		if moves -= i - j; moves < 0 {
			return compared(s.given)
		}
	}
	return sorted
}

func compared(entries []entry) []entry {
	slices.SortStableFunc(entries, func(a, b entry) int { return cmp.Compare(a.value, b.value) })
	return entries
}

// tied tells whether a <= b are the same to 10 significant digits. Most pairs are settled without writing them out.
func tied(a, b float64) bool {
	if a == b {
		return true
	}
	if b-a > 1.1e-9*(math.Abs(a)+math.Abs(b)) {
		return false
	}
	var x, y [32]byte
	return string(strconv.AppendFloat(x[:0], a, 'e', 9, 64)) == string(strconv.AppendFloat(y[:0], b, 'e', 9, 64))
}
