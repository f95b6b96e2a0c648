package dimension

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

// completeCorrelation is the correlation matrix over the n cases on which every indicator is known.
func completeCorrelation(indicators [][]float64) (correlation *mat.SymDense, n int, err error) {
	m := len(indicators)
	if m < 2 {
		return nil, 0, fmt.Errorf("%d indicators, at least 2 needed", m)
	}
	for j, values := range indicators {
		if len(values) != len(indicators[0]) {
			return nil, 0, fmt.Errorf("indicator %d has %d cases and indicator 0 has %d: they must be of one length", j, len(values), len(indicators[0]))
		}
	}
	var complete []float64
	for i := range indicators[0] {
		known := true
		for j := range indicators {
			v := indicators[j][i]
			if math.IsInf(v, 0) {
				return nil, 0, fmt.Errorf("case %d of indicator %d is infinite: give NaN if it is missing", i, j)
			}
			known = known && !math.IsNaN(v)
		}
		if known {
			for j := range indicators {
				complete = append(complete, indicators[j][i])
			}
			n++
		}
	}
	if n < 3 {
		return nil, 0, fmt.Errorf("%d cases with all %d indicators known, at least 3 needed", n, m)
	}
	data := mat.NewDense(n, m, complete)
	for j := range m {
		if constant(mat.Col(nil, j, data)) {
			return nil, 0, fmt.Errorf("indicator %d is %v in all %d complete cases: it must vary", j, data.At(0, j), n)
		}
	}
	correlation = mat.NewSymDense(m, nil)
	stat.CorrelationMatrix(correlation, data, nil)
	return correlation, n, nil
}

// constant allows for the rounding of values that are mathematically equal.
func constant(values []float64) bool {
	low, high := values[0], values[0]
	for _, v := range values {
		low, high = min(low, v), max(high, v)
	}
	return high-low <= 1e-10*max(math.Abs(low), math.Abs(high))
}
