package anyweights

// Dominance says for every unit which others are ahead of it under all weights that may be chosen, and which behind.
type Dominance struct{ AlwaysAhead, AlwaysBehind [][]int }

// Dominance compares all pairs. One unit is always ahead of another where even the weights that are worst for it leave
// it in front: the smallest weighted difference, which needs no search, is above zero.
func (r *Region) Dominance() Dominance {
	n, k := len(r.units), len(r.lower)
	d := Dominance{make([][]int, n), make([][]int, n)}
	difference, order := make([]float64, k), make([]int, k)
	for a := range n {
		for b := range n {
			if a == b {
				continue
			}
			for j := range k {
				difference[j] = r.units[a][j] - r.units[b][j]
			}
			if r.least(difference, order) > r.tolerance {
				d.AlwaysBehind[a] = append(d.AlwaysBehind[a], b)
				d.AlwaysAhead[b] = append(d.AlwaysAhead[b], a)
			}
		}
	}
	return d
}

// Bounds are ranks that a unit can be proved not to leave.
type Bounds struct{ Best, Worst int }

// Bounds follow from the pairs: one more than the number of units always ahead, and the number of units less those
// always behind. A unit may be unable to reach them, since different pairs may need different weights.
func (d Dominance) Bounds() []Bounds {
	n := len(d.AlwaysAhead)
	out := make([]Bounds, n)
	for i := range out {
		out[i] = Bounds{Best: 1 + len(d.AlwaysAhead[i]), Worst: n - len(d.AlwaysBehind[i])}
	}
	return out
}
