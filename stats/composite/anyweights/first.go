package anyweights

import (
	"fmt"
	"math"

	"goodmeasure/stats/composite/internal/simplex"
)

// Reach says whether a unit can come first, or last.
type Reach struct {
	Possible bool // alone or level with others
	Shared   bool // only level with others
	// Weights are those under which the unit is furthest ahead, or least far behind; where Possible they prove it.
	Weights []float64
	Margin  float64 // by how much, over the next unit
	// Rivals prove that it is not Possible: shares, summing to one, of other units that together beat the unit under all
	// weights, their scores averaged. Zero for units that are not needed.
	Rivals []float64
}

// First finds the weights under which a unit leads the best of the others by most, by linear programming. It is exact
// but for rounding: margins within a billionth of the spread of the values count as level.
func (r *Region) First(unit int) (Reach, error) { return r.reach(unit, 1) }

// Last is First for the other end.
func (r *Region) Last(unit int) (Reach, error) { return r.reach(unit, -1) }

// reach maximises over weights the least margin over the others. As a game in which one side picks the weights and the
// other a mixture of rivals it becomes, with every margin moved to 1 to 3 by a scale and a constant (weights sum to
// one), the dual of: maximise Σy under, for each indicator j,
//
//	Σ margin[m][j] y[m] - z[j] + Σ upper[i] z[i] + p[j] - Σ lower[i] p[i] <= 1,  y, z, p >= 0,
//
// whose corner of zeros is feasible. Its prices are proportional to the weights, y to the rivals, and z and p stand for
// the bounds.
func (r *Region) reach(unit int, sign float64) (Reach, error) {
	n, k := len(r.units), len(r.lower)
	if unit < 0 || unit >= n {
		return Reach{}, fmt.Errorf("any weights: unit %d, there are %d", unit+1, n)
	}
	if n == 1 {
		return Reach{Possible: true, Weights: r.anywhere(), Margin: math.Inf(1)}, nil
	}
	rivals := make([]int, 0, n-1)
	var largest float64
	for m := range r.units {
		if m == unit {
			continue
		}
		rivals = append(rivals, m)
		for j := range k {
			largest = math.Max(largest, math.Abs(r.units[unit][j]-r.units[m][j]))
		}
	}
	if largest == 0 {
		return Reach{Possible: true, Shared: true, Weights: r.anywhere()}, nil
	}
	rows, ones := make([][]float64, k), make([]float64, k)
	for j := range rows {
		ones[j] = 1
		row := make([]float64, 0, len(rivals)+2*k)
		for _, m := range rivals {
			row = append(row, 2+sign*(r.units[unit][j]-r.units[m][j])/largest)
		}
		for i := range k {
			if r.upper[i] < 1 {
				row = append(row, r.upper[i]-one(i == j))
			}
			if r.lower[i] > 0 {
				row = append(row, one(i == j)-r.lower[i])
			}
		}
		rows[j] = row
	}
	value := make([]float64, len(rows[0]))
	for m := range rivals {
		value[m] = 1
	}
	s, err := simplex.Maximise(value, rows, ones)
	if err != nil {
		return Reach{}, fmt.Errorf("any weights: unit %d: %w", unit+1, err)
	}
	out := Reach{Weights: r.inside(s.Prices)}
	scores := r.Scores(out.Weights)
	out.Margin = math.Inf(1)
	for _, m := range rivals {
		out.Margin = math.Min(out.Margin, sign*(scores[unit]-scores[m]))
	}
	if promised := (1/s.Value - 2) * largest; math.Abs(promised-out.Margin) > 1e-7*largest {
		return Reach{}, fmt.Errorf("any weights: unit %d: the programme gives a margin of %v but its weights one of %v: rescale the indicators", unit+1, promised, out.Margin)
	}
	out.Possible = out.Margin >= -r.tolerance
	out.Shared = out.Possible && out.Margin <= r.tolerance
	if !out.Possible {
		out.Rivals = make([]float64, n)
		for at, m := range rivals {
			out.Rivals[m] = s.X[at] / s.Value
		}
	}
	return out, nil
}

// inside scales prices to weights, and takes off what rounding put beyond the bounds.
func (r *Region) inside(prices []float64) []float64 {
	var sum float64
	for _, p := range prices {
		sum += p
	}
	out := make([]float64, len(prices))
	var all float64
	for j, p := range prices {
		out[j] = math.Min(math.Max(p/sum, r.lower[j]), r.upper[j])
		all += out[j]
	}
	for j := range out { // what is missing or too much goes where there is room
		if room := r.upper[j] - out[j]; all < 1 {
			more := math.Min(room, 1-all)
			out[j], all = out[j]+more, all+more
		} else if all > 1 {
			less := math.Min(out[j]-r.lower[j], all-1)
			out[j], all = out[j]-less, all-less
		}
	}
	return out
}

// anywhere is some weights of the region.
func (r *Region) anywhere() []float64 {
	even := make([]float64, len(r.lower))
	for j := range even {
		even[j] = 1
	}
	return r.inside(even)
}

func one(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
