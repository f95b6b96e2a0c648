package regress

import (
	"fmt"
	"math"
	"strings"
)

// Intercept is the term of the constant that models with an intercept add to their design.
const Intercept = "(Intercept)"

// Relative size below which what is left of a column, after the constant and the columns before it, counts as nothing.
const dependence = 1e-7

// Column is one numeric predictor: a term name and one value per observation.
type Column struct {
	Term   string
	Values []float64
}

// Design is a checked set of predictors without an intercept. It keeps centred and scaled copies of its columns, on
// which models are fitted; results are given back on the original scale.
type Design struct {
	columns []Column
	rows    int
	mean    []float64
	scale   []float64
	scaled  []float64 // row-major, rows x len(columns)
}

// NewDesign checks columns and makes a design of them. It is an error when columns differ in length or share a term,
// when a value is not a finite number (row counted from 1), when a column does not vary, and when a column is a linear
// combination of the constant and the columns before it.
func NewDesign(columns ...Column) (*Design, error) {
	d := &Design{columns: columns}
	if len(columns) == 0 {
		return d, nil
	}
	d.rows = len(columns[0].Values)
	seen := map[string]bool{}
	for _, c := range columns {
		switch {
		case c.Term == "" || c.Term == Intercept:
			return nil, fmt.Errorf("design: a column is named %q; give each column its own name", c.Term)
		case seen[c.Term]:
			return nil, fmt.Errorf("design: two columns are named %q; rename or drop one", c.Term)
		case len(c.Values) != d.rows:
			return nil, fmt.Errorf("design: column %q has %d values, column %q has %d; all need one per observation",
				c.Term, len(c.Values), columns[0].Term, d.rows)
		}
		seen[c.Term] = true
		if err := finite(c.Term, c.Values); err != nil {
			return nil, fmt.Errorf("design: %w", err)
		}
	}
	if d.rows < 2 {
		return nil, fmt.Errorf("design: %d observation(s); at least 2 are needed", d.rows)
	}
	return d, d.standardise()
}

// Terms lists the terms of the columns in order.
func (d *Design) Terms() []string {
	terms := make([]string, d.width())
	for j := range terms {
		terms[j] = d.columns[j].Term
	}
	return terms
}

func (d *Design) width() int {
	if d == nil {
		return 0
	}
	return len(d.columns)
}

// row is observation i on the centred and scaled columns.
func (d *Design) row(i int) []float64 {
	p := d.width()
	if p == 0 {
		return nil
	}
	return d.scaled[i*p : (i+1)*p]
}

func (d *Design) standardise() error {
	p := len(d.columns)
	d.mean, d.scale = make([]float64, p), make([]float64, p)
	d.scaled = make([]float64, d.rows*p)
	basis := make([][]float64, 0, p)
	for j, c := range d.columns {
		largest := 0.0
		for _, v := range c.Values {
			d.mean[j] += v / float64(d.rows)
			largest = max(largest, math.Abs(v))
		}
		centred := make([]float64, d.rows)
		for i, v := range c.Values {
			centred[i] = v - d.mean[j]
		}
		length := norm(centred)
		if length <= 1e-10*largest*math.Sqrt(float64(d.rows)) {
			return fmt.Errorf("design: column %q does not vary (every value is %v); drop it", c.Term, c.Values[0])
		}
		d.scale[j] = length / math.Sqrt(float64(d.rows))
		for i, v := range centred {
			d.scaled[i*p+j] = v / d.scale[j]
			centred[i] = v / length
		}
		for range 2 { // twice, because once loses orthogonality where columns nearly coincide
			for _, b := range basis {
				axpy(centred, -dot(b, centred), b)
			}
		}
		left := norm(centred)
		if left < dependence {
			return fmt.Errorf("design: column %q is a linear combination of the constant and %s; drop one of them",
				c.Term, strings.Join(d.Terms()[:j], ", "))
		}
		for i := range centred {
			centred[i] /= left
		}
		basis = append(basis, centred)
	}
	return nil
}

// only is the design restricted to the given observations, checked again.
func (d *Design) only(rows []int) (*Design, error) {
	if d.width() == 0 {
		return d, nil
	}
	columns := make([]Column, len(d.columns))
	for j, c := range d.columns {
		columns[j] = Column{Term: c.Term, Values: make([]float64, len(rows))}
		for k, i := range rows {
			columns[j].Values[k] = c.Values[i]
		}
	}
	return NewDesign(columns...)
}

// serves says whether n observations with this design can support a model of so many parameters.
func (d *Design) serves(n, rows, parameters int) error {
	if d.width() > 0 && d.rows != rows {
		return fmt.Errorf("the outcome has %d values and the design has %d rows; both need one per observation", rows, d.rows)
	}
	if n <= parameters {
		return fmt.Errorf("%d observation(s) for %d parameters; more observations or fewer terms are needed", n, parameters)
	}
	return nil
}

func finite(term string, values []float64) error {
	for i, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Errorf("%q in row %d is %v; a finite number is needed, leave the row out if it is missing", term, i+1, v)
		}
	}
	return nil
}
