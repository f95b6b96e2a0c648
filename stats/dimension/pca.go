package dimension

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// Components are the principal components of a correlation matrix, largest first.
type Components struct {
	N, M        int
	Eigenvalues []float64   // they sum to M
	Share       []float64   // Eigenvalues / M
	Vectors     [][]float64 // M × M, a component a column of unit length, its elements summing to zero or more
}

// PCA computes the principal components of the correlation matrix of the indicators. The first column of Vectors holds
// the weights of the composite with most variance; they may be negative. It needs two indicators, three complete cases
// and variation in each indicator.
//
// Source: Jolliffe (2002), Principal Component Analysis, 2nd ed., chapter 2.
func PCA(indicators [][]float64) (Components, error) {
	correlation, n, err := completeCorrelation(indicators)
	if err != nil {
		return Components{}, fmt.Errorf("principal components: %w", err)
	}
	var eigen mat.EigenSym
	if !eigen.Factorize(correlation, true) {
		return Components{}, fmt.Errorf("principal components: %w", errNoEigenvalues)
	}
	m := len(indicators)
	var vectors mat.Dense
	eigen.VectorsTo(&vectors)
	ascending := eigen.Values(nil)

	res := Components{N: n, M: m, Vectors: make([][]float64, m)}
	for i := range m {
		res.Vectors[i] = make([]float64, m)
	}
	for c := range m {
		from := m - 1 - c
		value := max(0, ascending[from])
		res.Eigenvalues = append(res.Eigenvalues, value)
		res.Share = append(res.Share, value/float64(m))
		sign := 1.0
		if mat.Sum(vectors.ColView(from)) < 0 {
			sign = -1
		}
		for i := range m {
			res.Vectors[i][c] = sign * vectors.At(i, from)
		}
	}
	return res, nil
}

var errNoEigenvalues = errors.New("the eigenvalues of the correlation matrix did not converge")

// Kaiser counts the eigenvalues above one.
func (c Components) Kaiser() (retained int) {
	for _, value := range c.Eigenvalues {
		if value > 1 {
			retained++
		}
	}
	return retained
}

// Loadings are the correlations of the indicators with the first k components: √eigenvalue times the vector.
func (c Components) Loadings(k int) ([][]float64, error) {
	if k < 1 || k > c.M {
		return nil, fmt.Errorf("loadings of %d components: between 1 and %d can be had", k, c.M)
	}
	loadings := make([][]float64, c.M)
	for i := range loadings {
		for j := range k {
			loadings[i] = append(loadings[i], c.Vectors[i][j]*math.Sqrt(c.Eigenvalues[j]))
		}
	}
	return loadings, nil
}
