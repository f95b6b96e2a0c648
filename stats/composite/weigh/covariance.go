package weigh

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// covariances of indicators, over n-1.
type covariances struct {
	of [][]float64
	sd []float64
}

func covariance(method string, indicators [][]float64) (covariances, error) {
	if err := check(method, indicators); err != nil {
		return covariances{}, err
	}
	k, n := len(indicators), float64(len(indicators[0]))
	centred := make([][]float64, k)
	c := covariances{make([][]float64, k), make([]float64, k)}
	for j, x := range indicators {
		var mean float64
		for _, v := range x {
			mean += v / n
		}
		for _, v := range x {
			centred[j] = append(centred[j], v-mean)
		}
		c.of[j] = make([]float64, k)
		for l := range j + 1 {
			var sum float64
			for i, v := range centred[j] {
				sum += v * centred[l][i]
			}
			c.of[j][l] = sum / (n - 1)
			c.of[l][j] = c.of[j][l]
		}
		c.sd[j] = math.Sqrt(c.of[j][j])
		if !(c.sd[j] > 1e-12*math.Abs(mean)) {
			return covariances{}, fmt.Errorf("%s: indicator %d does not vary over the %d units: leave it out", method, j+1, len(x))
		}
	}
	return c, nil
}

// solveCorrelation solves R v = target for the correlations R.
func (c covariances) solveCorrelation(target []float64) ([]float64, error) {
	k := len(c.sd)
	r := mat.NewSymDense(k, nil)
	for j := range k {
		for l := range j + 1 {
			r.SetSym(j, l, c.of[j][l]/(c.sd[j]*c.sd[l]))
		}
	}
	var cholesky mat.Cholesky
	if !cholesky.Factorize(r) || cholesky.Cond() > 1e12 {
		return nil, errors.New("some indicators follow exactly from others, so that many weights would do: leave one of them out")
	}
	var v mat.VecDense
	if err := cholesky.SolveVecTo(&v, mat.NewVecDense(k, append([]float64(nil), target...))); err != nil {
		return nil, err
	}
	return v.RawVector().Data, nil
}

// check wants complete indicators over the same two or more units.
func check(method string, indicators [][]float64) error {
	if len(indicators) == 0 {
		return fmt.Errorf("%s: no indicators", method)
	}
	for j, x := range indicators {
		if len(x) != len(indicators[0]) {
			return fmt.Errorf("%s: indicator %d has %d units and indicator 1 has %d", method, j+1, len(x), len(indicators[0]))
		}
		if len(x) < 2 {
			return fmt.Errorf("%s: %d units, expected at least 2", method, len(x))
		}
		for i, v := range x {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return fmt.Errorf("%s: unit %d, indicator %d: value %v, expected a known, finite value: impute it or screen the unit out", method, i+1, j+1, v)
			}
		}
	}
	return nil
}
