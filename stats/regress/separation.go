package regress

import (
	"fmt"
	"strings"
)

// SeparationError says that a categorical outcome is separated by the predictors, so that the likelihood keeps rising
// as some effects grow without bound and no finite estimate of them exists (Albert and Anderson 1984).
type SeparationError struct {
	Terms    []string // terms that separate, in the order of the design
	Complete bool     // every observation is on its own side; otherwise some lie on the boundary
	N        int
}

func (e *SeparationError) Error() string {
	how := "except for observations on the boundary"
	if e.Complete {
		how = "completely"
	}
	return fmt.Sprintf("%s separates the levels of the outcome %s (%d observations), so no finite estimate exists; "+
		"merge levels, leave the term out, or use Firth's penalised logistic regression on two levels",
		strings.Join(e.Terms, " with "), how, e.N)
}

// A direction this long, from observations of unit scale, is one; anything shorter is rounding.
const negligible = 1e-9

// separation decides whether the likelihood has a finite maximum. It has none exactly when some direction of the
// parameters lowers no observation's upper end, raises no lower end, and moves at least one: a non-zero point in the
// cone these inequalities make. Projecting the mean of their normals on the cone gives zero or such a point.
func (c *cumulative) separation(terms []string, n int) *SeparationError {
	all := make([]int, c.p)
	for j := range all {
		all[j] = j
	}
	if !c.recedes(all) {
		return nil
	}
	found := make([]bool, c.p)
	for rest := all; c.recedes(rest); {
		// The fewest terms that still separate, so that bystanders are not blamed.
		least := rest
		for _, j := range rest {
			if fewer := without(least, j); c.recedes(fewer) {
				least = fewer
			}
		}
		if len(least) == 0 { // the effects on single thresholds separate by themselves
			break
		}
		for _, j := range least {
			found[j] = true
			rest = without(rest, j)
		}
	}
	err := &SeparationError{N: n, Complete: c.parts(all)}
	for j, term := range terms {
		if found[j] {
			err.Terms = append(err.Terms, term)
		}
	}
	return err
}

// recedes says whether a direction in the thresholds and the chosen columns never lowers the likelihood.
func (c *cumulative) recedes(columns []int) bool {
	rows := c.normals(columns)
	return norm(projectOnCone(rows, mean(rows))) > negligible
}

// parts says whether a direction raises the likelihood of every observation: by Gordan's theorem, unless some convex
// combination of the normals is zero, that is, unless the point (0, 1) is in the cone of the (normal, 1).
func (c *cumulative) parts(columns []int) bool {
	rows := c.normals(columns)
	for i := range rows {
		rows[i] = append(rows[i], 1)
	}
	target := make([]float64, len(rows[0]))
	target[len(target)-1] = -1
	return norm(projectOnCone(rows, target)) > 1e-7
}

// normals are the gradients of each observation's upper end and of minus its lower end.
func (c *cumulative) normals(columns []int) [][]float64 {
	location := (c.levels - 1) * c.m
	width := location + len(columns)
	rows := make([][]float64, 0, 2*len(c.y))
	block := make([]float64, 2*len(c.y)*(width+1))
	end := func(i, threshold int, sign float64) {
		row := block[: width : width+1] // room for one more, see parts
		block = block[width+1:]
		axpy(row[threshold*c.m:], sign, c.z[i*c.m:(i+1)*c.m])
		for k, j := range columns {
			row[location+k] = -sign * c.x[i*c.p+j]
		}
		rows = append(rows, row)
	}
	for i, k := range c.y {
		if k < c.levels-1 {
			end(i, k, 1)
		}
		if k > 0 {
			end(i, k-1, -1)
		}
	}
	return rows
}

func mean(rows [][]float64) []float64 {
	centre := make([]float64, len(rows[0]))
	for _, row := range rows {
		axpy(centre, 1/float64(len(rows)), row)
	}
	return centre
}

func without(columns []int, j int) []int {
	var rest []int
	for _, k := range columns {
		if k != j {
			rest = append(rest, k)
		}
	}
	return rest
}
