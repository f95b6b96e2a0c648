package sensitivity

import (
	"fmt"

	"goodmeasure/stats/stream"
)

// Design is two independent samples of choices, each a number from 0 up to 1, and the exchanges between them.
type Design struct {
	A, B [][]float64 // n rows of one number for each choice
}

// NewDesign draws n rows for so many choices.
func NewDesign(n, choices int, seed uint64) (Design, error) {
	if n < 2 || choices < 1 {
		return Design{}, fmt.Errorf("design of %d rows and %d choices: expected at least 2 rows and 1 choice", n, choices)
	}
	r := stream.New(seed, "sensitivity design", 0)
	sample := func() [][]float64 {
		rows := make([][]float64, n)
		for i := range rows {
			for range choices {
				rows[i] = append(rows[i], r.Float64())
			}
		}
		return rows
	}
	return Design{A: sample(), B: sample()}, nil
}

// Run gives the results of a function of one row of choices over the whole design: n (choices + 2) calls. It stops at
// the first error.
func (d Design) Run(f func(u []float64) (float64, error)) (Runs, error) {
	var r Runs
	all := func(rows [][]float64) ([]float64, error) {
		out := make([]float64, len(rows))
		for i, u := range rows {
			y, err := f(u)
			if err != nil {
				return nil, fmt.Errorf("row %d of the design, %v: %w", i+1, u, err)
			}
			out[i] = y
		}
		return out, nil
	}
	var err error
	if r.A, err = all(d.A); err != nil {
		return Runs{}, err
	}
	if r.B, err = all(d.B); err != nil {
		return Runs{}, err
	}
	mixed := make([][]float64, len(d.A))
	for k := range d.A[0] {
		for i := range mixed {
			mixed[i] = append(mixed[i][:0], d.A[i]...)
			mixed[i][k] = d.B[i][k]
		}
		results, err := all(mixed)
		if err != nil {
			return Runs{}, err
		}
		r.AB = append(r.AB, results)
	}
	return r, nil
}

// Option is which of so many options a number u from 0 up to 1 stands for, from 0: the options are equally likely.
func Option(u float64, options int) int { return min(int(u*float64(options)), options-1) }
