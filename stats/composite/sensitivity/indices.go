// Package sensitivity says how much of the variance of a result each uncertain choice is responsible for, alone and
// together with others (Sobol indices), from runs of a design in which choices are exchanged one at a time.
//
// Source: Saltelli and others (2010), Variance based sensitivity analysis of model output, Computer Physics
// Communications 181, 259-270.
package sensitivity

import (
	"fmt"
	"math"
)

// Runs are the results of a design with n rows and so many choices.
type Runs struct {
	A, B []float64   // the results of rows of two independent samples of all choices, n each
	AB   [][]float64 // for each choice, the results of the rows of A with that choice taken from B
}

// Estimator of first-order indices. Each is a mean over rows divided by the variance V of all results of A and B.
type Estimator int

// The estimators. JanonMonod, the default, also divides by the variance of the very results it compares, which makes it
// the least variable of them (Janon and others 2014, ESAIM Probability and Statistics 18, 342-364).
const (
	JanonMonod Estimator = iota // covariance of B and AB over the variance they have together
	Saltelli                    // mean of B (AB - A), over V
	Jansen                      // 1 - mean of (B - AB)² / 2, over V
	Sobol                       // mean of B AB less the means of A and of B multiplied, over V (Sobol 1993)
)

// Index is what a choice is responsible for, as shares of the variance.
type Index struct {
	First float64 // what would go if this choice were settled
	Total float64 // what would stay if all others were: First and everything it does together with them
}

// Indices estimates the first-order index of each choice by the method given, and its total index by that of Jansen,
// mean of (A - AB)² / 2 over V. A choice that changes no result has indices of exactly zero. Estimates from few rows may
// fall outside 0 to 1: Bootstrap shows how far to trust them. It errs on results that do not vary, are not finite, or do
// not make a design.
func Indices(r Runs, by Estimator) ([]Index, error) {
	if err := r.check(); err != nil {
		return nil, fmt.Errorf("sensitivity indices: %w", err)
	}
	rows := make([]int, len(r.A))
	for i := range rows {
		rows[i] = i
	}
	out := make([]Index, len(r.AB))
	if !r.indices(rows, by, out) {
		return nil, fmt.Errorf("sensitivity indices: all results are %v, there is no variance to share out", r.A[0])
	}
	return out, nil
}

// indices over chosen rows; it tells whether there is variance.
func (r Runs) indices(rows []int, by Estimator, out []Index) bool {
	n := float64(len(rows))
	var meanA, meanB float64
	for _, i := range rows {
		meanA += r.A[i] / n
		meanB += r.B[i] / n
	}
	mean := (meanA + meanB) / 2
	var squares float64
	for _, i := range rows {
		squares += (r.A[i]-mean)*(r.A[i]-mean) + (r.B[i]-mean)*(r.B[i]-mean)
	}
	variance := squares / (2*n - 1)
	if !(variance > 0) {
		return false
	}
	for k, ab := range r.AB {
		var moved, saltelli, jansen, sobol, both, pair float64
		for _, i := range rows {
			a, b, c := r.A[i], r.B[i], ab[i]
			moved += (a - c) * (a - c)
			saltelli += b * (c - a)
			jansen += (b - c) * (b - c)
			sobol += b * c
			both += (b + c) / 2
		}
		if moved == 0 {
			out[k] = Index{}
			continue
		}
		out[k].Total = moved / n / 2 / variance
		switch by {
		case Saltelli:
			out[k].First = saltelli / n / variance
		case Jansen:
			out[k].First = 1 - jansen/n/2/variance
		case Sobol:
			out[k].First = (sobol/n - meanA*meanB) / variance
		default:
			centre := both / n
			var shared float64
			for _, i := range rows {
				b, c := r.B[i]-centre, ab[i]-centre
				shared += b * c
				pair += (b*b + c*c) / 2
			}
			out[k].First = shared / pair
		}
	}
	return true
}

func (r Runs) check() error {
	if len(r.A) < 2 || len(r.B) != len(r.A) {
		return fmt.Errorf("the samples have %d and %d rows, expected the same number, at least 2", len(r.A), len(r.B))
	}
	if len(r.AB) == 0 {
		return fmt.Errorf("no choices")
	}
	for _, results := range append([][]float64{r.A, r.B}, r.AB...) {
		if len(results) != len(r.A) {
			return fmt.Errorf("a choice has %d rows, expected %d", len(results), len(r.A))
		}
		for i, y := range results {
			if math.IsNaN(y) || math.IsInf(y, 0) {
				return fmt.Errorf("row %d has the result %v: a run that failed must be mended, not left out", i+1, y)
			}
		}
	}
	return nil
}
