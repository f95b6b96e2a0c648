package rank

import (
	"cmp"
	"math"
	"slices"
	"strconv"
)

// place is a unit and its value, turned so that less is better.
type place struct {
	value  float64
	unit   int32
	bucket int32
}

// sorter puts units in order, best first, and keeps its workspace from one call to the next.
type sorter struct {
	turned []place // as given
	sorted []place
	first  []int32 // first position of each bucket
}

// bucketsPerUnit keeps most buckets at one unit or none, also when a few values stand far out.
const bucketsPerUnit = 4

// maxMoves is how many moves a unit may cost on average before values are too bunched for buckets.
const maxMoves = 16

func newSorter(units int) *sorter {
	return &sorter{
		turned: make([]place, units),
		sorted: make([]place, units),
		first:  make([]int32, bucketsPerUnit*units+1),
	}
}

// sort returns the units that have a value, best first, equal values in the order given. The slice is valid until the
// next call. Values fall into equal buckets between the least and the greatest, which leaves next to nothing for the
// insertion sort that follows.
func (s *sorter) sort(values []float64, higherIsBetter bool) []place {
	sign := 1.0
	if higherIsBetter {
		sign = -1
	}
	turned := s.turned[:len(values)]
	ranked := 0
	least, greatest := math.Inf(1), math.Inf(-1)
	for i, v := range values {
		v *= sign
		if v != v {
			continue
		}
		turned[ranked] = place{value: v, unit: int32(i)}
		ranked++
		if v < least {
			least = v
		}
		if v > greatest {
			greatest = v
		}
	}
	turned = turned[:ranked]
	sorted := s.sorted[:ranked]
	scale := float64(bucketsPerUnit*ranked-1) / (greatest - least)
	if !(scale > 0) || math.IsInf(scale, 1) || math.IsInf(greatest, 1) || math.IsInf(least, -1) {
		return sortPlaces(turned, sorted)
	}

	first := s.first[:bucketsPerUnit*ranked+1]
	clear(first)
	for i := range turned {
		p := &turned[i]
		p.bucket = int32((p.value - least) * scale)
		first[p.bucket+1]++
	}
	var sum int32
	for i, count := range first {
		sum += count
		first[i] = sum
	}
	for _, p := range turned {
		sorted[first[p.bucket]] = p
		first[p.bucket]++
	}

	moves := maxMoves * ranked
	for i := 1; i < len(sorted); i++ {
		p := sorted[i]
		if sorted[i-1].value <= p.value {
			continue
		}
		j := i
		for ; j > 0 && sorted[j-1].value > p.value; j-- {
			sorted[j] = sorted[j-1]
		}
		sorted[j] = p
		if moves -= i - j; moves < 0 {
			return sortPlaces(turned, sorted)
		}
	}
	return sorted
}

func sortPlaces(turned, sorted []place) []place {
	copy(sorted, turned)
	slices.SortStableFunc(sorted, func(a, b place) int { return cmp.Compare(a.value, b.value) })
	return sorted
}

// significantDigits is the precision at which values are compared: arithmetic that should give the same number by two
// routes must tie.
const significantDigits = 10

// apart tells, at little cost, that a <= b differ by more than rounding to 10 significant digits could hide. Of most
// pairs it settles that they do not tie.
func apart(a, b float64) bool { return b-a > 1.1e-9*(math.Abs(a)+math.Abs(b)) }

// tied tells whether a <= b are the same to 10 significant digits.
func tied(a, b float64) bool {
	if a == b {
		return true
	}
	if apart(a, b) {
		return false
	}
	var x, y [32]byte
	return string(strconv.AppendFloat(x[:0], a, 'e', significantDigits-1, 64)) ==
		string(strconv.AppendFloat(y[:0], b, 'e', significantDigits-1, 64))
}

// groupEnd is the position after the last of those tied with position i.
func groupEnd(sorted []place, i int) int {
	end := i + 1
	for end < len(sorted) && tied(sorted[end-1].value, sorted[end].value) {
		end++
	}
	return end
}
