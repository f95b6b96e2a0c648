package rank

import (
	"fmt"
	"math/rand/v2"

	"goodmeasure/stats/stream"
)

// Sampler draws the true values of units from their posteriors. It may be shared by goroutines, each with its own
// stream.
//
// A beta or gamma variate is the quantile of a normal variate, read from a table made once for each unit: cubic
// Hermite interpolation, with exact slopes and kept monotone, on 40 equal cells of the normal scale from -5 to 5. The
// cumulative probability of what is drawn is within 4e-5 of the exact one for shapes from 1/2 on (1e-6 for shapes
// from 10 on), far below what the count of draws could show. Draws beyond the table are solved for, and
// shapes below 1/2 or above a million drawn by rejection.
type Sampler struct {
	units  []drawer
	nodes  []node // tableCells+1 for each unit with a table, one unit after the other
	shared []sharing
}

// node is the end of a cell: the quantile there, and its slope in cells.
type node struct{ x, slope float64 }

// sharing is a unit that gets the true value of an earlier one.
type sharing struct{ unit, earlier int }

type drawer struct {
	Posterior
	table int // index of the first node, or notTabled
}

const (
	notTabled    = -1
	tableEnd     = 5
	cellsPerUnit = 4 // of the normal scale
	tableCells   = 2 * tableEnd * cellsPerUnit
	solvedEvery  = 4 // cells; between them Runge-Kutta steps do
	leastShape   = 0.5
	mostShape    = 1e6 // beyond, the incomplete gamma and beta functions lose the digits a table needs
)

// NewSampler prepares to draw from the posteriors, one for each unit. It errs on parameters that are no distribution.
func NewSampler(posteriors []Posterior) (*Sampler, error) {
	s := &Sampler{units: make([]drawer, len(posteriors))}
	tabled := 0
	for _, p := range posteriors {
		if p.tabulable() {
			tabled++
		}
	}
	s.nodes = make([]node, 0, tabled*(tableCells+1))
	for i, p := range posteriors {
		if err := p.check(); err != nil {
			return nil, fmt.Errorf("posterior of unit %d: %w", i+1, err)
		}
		if earlier, shared := p.Shared(); shared {
			if earlier >= i {
				return nil, fmt.Errorf("posterior of unit %d: shared with unit %d, expected an earlier one", i+1, earlier+1)
			}
			s.shared = append(s.shared, sharing{i, earlier})
		}
		s.units[i] = drawer{p, notTabled}
		if p.tabulable() {
			s.units[i].table = len(s.nodes)
			s.nodes = append(s.nodes, tabulate(newCurve(p))...)
		}
	}
	return s, nil
}

func (p Posterior) tabulable() bool {
	switch p.kind {
	case gamma:
		return p.a >= leastShape && p.a <= mostShape
	case beta:
		return min(p.a, p.b) >= leastShape && p.a+p.b <= mostShape
	default:
		return false
	}
}

// Draw fills values with one draw of the true value of every unit, NaN for a unit without a value. A unit that shares
// another's takes its turn in the stream all the same, so that the draws of the rest do not depend on who shares.
func (s *Sampler) Draw(r *rand.Rand, values []float64) {
	for i := range s.units {
		unit := &s.units[i]
		if unit.table == notTabled {
			if unit.kind == point {
				values[i] = unit.a
			} else {
				values[i] = unit.draw(r)
			}
			continue
		}
		z := r.NormFloat64()
		at := (z + tableEnd) * cellsPerUnit
		if !(at >= 0 && at < tableCells) {
			values[i] = unit.beyond(z)
			continue
		}
		values[i] = between(s.nodes[unit.table+int(at):], at-float64(int(at)))
	}
	for _, one := range s.shared {
		values[one.unit] = values[one.earlier]
	}
}

// between is the quantile at a share of the cell between the first two nodes.
func between(nodes []node, at float64) float64 {
	rise := nodes[1].x - nodes[0].x
	// Slopes up to three times the secant keep a cubic monotone (Fritsch and Carlson 1980).
	s0, s1 := min(nodes[0].slope, 3*rise), min(nodes[1].slope, 3*rise)
	return (((s0+s1-2*rise)*at+(3*rise-2*s0-s1))*at+s0)*at + nodes[0].x
}

// draw takes a value by an exact method; a point has none to draw.
func (p Posterior) draw(r *rand.Rand) float64 {
	switch p.kind {
	case normal:
		return stream.Normal(r, p.a, p.b)
	case beta:
		return stream.Beta(r, p.a, p.b)
	default:
		return stream.Gamma(r, p.a, p.b)
	}
}

func (p Posterior) beyond(z float64) float64 {
	c := newCurve(p)
	x, _ := c.value(c.solve(z, c.nearMedian()))
	return x
}

func tabulate(c curve) []node {
	const h = 1.0 / cellsPerUnit
	nodes := make([]node, tableCells+1)
	set := func(k int, y float64) float64 {
		z := float64(k)*h - tableEnd
		if k%solvedEvery == 0 {
			y = c.solve(z, y)
		}
		value, stretch := c.value(y)
		nodes[k] = node{value, h * stretch * c.slope(z, y)}
		return y
	}
	const middle = tableCells / 2
	median := set(middle, c.nearMedian())
	for k, y := middle+1, median; k <= tableCells; k++ {
		y = set(k, c.advance(float64(k-1)*h-tableEnd, y, h))
	}
	for k, y := middle-1, median; k >= 0; k-- {
		y = set(k, c.advance(float64(k+1)*h-tableEnd, y, -h))
	}
	return nodes
}
