package aggregate

import (
	"cmp"
	"math"
	"slices"
	"strconv"
)

// Order is the units in order of one indicator. Values equal to 10 significant digits tie, as in rank.
type Order struct {
	units []int32 // with a known value, worst first
	ends  []int32 // for each group of ties, the position after its last unit
	gaps  []int32 // units without a value
}

type entry struct {
	value float64
	unit  int32
}

// NewOrder sorts the units of an indicator.
func NewOrder(x []float64) Order {
	entries := make([]entry, 0, len(x))
	var o Order
	for i, v := range x {
		if math.IsNaN(v) {
			o.gaps = append(o.gaps, int32(i))
		} else {
			entries = append(entries, entry{v, int32(i)})
		}
	}
	entries = spread(entries)
	o.units = make([]int32, len(entries))
	o.ends = make([]int32, 0, len(entries))
	for k, e := range entries {
		o.units[k] = e.unit
		if k > 0 && !tied(entries[k-1].value, e.value) {
			o.ends = append(o.ends, int32(k))
		}
	}
	if len(entries) > 0 {
		o.ends = append(o.ends, int32(len(entries)))
	}
	return o
}

// spread sorts by throwing entries into equal cells between the least and the greatest, which leaves next to nothing to
// the insertion that follows; where values are bunched it sorts by comparing.
func spread(entries []entry) []entry {
	least, greatest := math.Inf(1), math.Inf(-1)
	for _, e := range entries {
		least, greatest = min(least, e.value), max(greatest, e.value)
	}
	cells := 2 * len(entries)
	scale := float64(cells-1) / (greatest - least)
	if !(scale > 0) || math.IsInf(scale, 1) {
		return compared(entries)
	}
	at := make([]int32, cells+1)
	for _, e := range entries {
		at[int((e.value-least)*scale)+1]++
	}
	for c := 1; c <= cells; c++ {
		at[c] += at[c-1]
	}
	sorted := make([]entry, len(entries))
	for _, e := range entries {
		c := int((e.value - least) * scale)
		sorted[at[c]] = e
		at[c]++
	}
	moves := 16 * len(sorted)
	for i := 1; i < len(sorted); i++ {
		e := sorted[i]
		j := i
		for ; j > 0 && sorted[j-1].value > e.value; j-- {
			sorted[j] = sorted[j-1]
		}
		sorted[j] = e
		if moves -= i - j; moves < 0 {
			return compared(entries)
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
