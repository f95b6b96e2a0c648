package agree

import (
	"fmt"
	"math"
)

// Coefficient names a correlation that [Correlations] can tabulate.
type Coefficient int

const (
	PearsonR Coefficient = iota
	SpearmanRho
	KendallTauB
)

// CorrelationTable holds the correlation of every pair of variables.
type CorrelationTable struct {
	M         int         // variables
	R         [][]float64 // M × M, symmetric, 1 on the diagonal; NaN where undefined
	N         [][]int     // cases known in both
	Undefined []UndefinedPair
}

// UndefinedPair says why the correlation of variables I < J could not be computed.
type UndefinedPair struct {
	I, J   int
	Reason error
}

// Correlations computes one coefficient for every pair of variables (a slice each, all of one length), each over the
// cases known in both, with ranks taken among those cases. A pair that cannot be computed is NaN and is listed in
// Undefined; it is an error only when the coefficient is unknown, there are fewer than two variables, the lengths
// differ or a value is infinite.
func Correlations(variables [][]float64, by Coefficient) (CorrelationTable, error) {
	if by < PearsonR || by > KendallTauB {
		return CorrelationTable{}, fmt.Errorf("correlations: coefficient %d is not known", by)
	}
	if err := sameLength(variables, 2); err != nil {
		return CorrelationTable{}, fmt.Errorf("correlations: %w", err)
	}
	m := len(variables)
	table := CorrelationTable{M: m, R: make([][]float64, m), N: make([][]int, m)}
	for i := range m {
		table.R[i], table.N[i] = make([]float64, m), make([]int, m)
	}
	for i := range m {
		table.R[i][i], table.N[i][i] = 1, bothKnown(variables[i], variables[i])
		for j := i + 1; j < m; j++ {
			r, err := by.of(variables[i], variables[j])
			if err != nil {
				r = math.NaN()
				table.Undefined = append(table.Undefined, UndefinedPair{I: i, J: j, Reason: err})
			}
			table.R[i][j], table.R[j][i] = r, r
			table.N[i][j] = bothKnown(variables[i], variables[j])
			table.N[j][i] = table.N[i][j]
		}
	}
	return table, nil
}

func (c Coefficient) of(x, y []float64) (float64, error) {
	switch c {
	case PearsonR:
		res, err := Pearson(x, y)
		return res.R, err
	case SpearmanRho:
		res, err := Spearman(x, y)
		return res.Rho, err
	default:
		res, err := Kendall(x, y)
		return res.TauB, err
	}
}

func bothKnown(x, y []float64) (n int) {
	for i := range x {
		if !math.IsNaN(x[i]) && !math.IsNaN(y[i]) {
			n++
		}
	}
	return n
}
