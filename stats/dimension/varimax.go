package dimension

import (
	"errors"
	"fmt"
	"math"
)

// Varimax turns loadings rigidly so that each component loads highly on few indicators: it maximises the sum over
// components of the variance of squared loadings, after scaling each indicator's row to unit length (Kaiser's
// normalisation). Turning proceeds pair by pair of components, each to its best angle, until no pair turns by more than
// 1e-12 radians. Components keep their order and may change sign. A row of zeros stays so.
//
// Source: Kaiser (1958), Psychometrika 23, 187-200.
func Varimax(loadings [][]float64) ([][]float64, error) {
	if err := rectangular(loadings); err != nil {
		return nil, fmt.Errorf("varimax: %w", err)
	}
	turned, length := make([][]float64, len(loadings)), make([]float64, len(loadings))
	for i, row := range loadings {
		sum := 0.0
		for _, v := range row {
			sum += v * v
		}
		length[i] = math.Sqrt(sum)
		for _, v := range row {
			if length[i] > 0 {
				v /= length[i]
			}
			turned[i] = append(turned[i], v)
		}
	}
	const sweeps, still = 1000, 1e-12
	k := len(loadings[0])
	for range sweeps {
		widest := 0.0
		for p := range k {
			for q := p + 1; q < k; q++ {
				angle := bestAngle(turned, p, q)
				widest = max(widest, math.Abs(angle))
				turn(turned, p, q, angle)
			}
		}
		if widest <= still {
			for i := range turned {
				for j := range turned[i] {
					turned[i][j] *= length[i]
				}
			}
			return turned, nil
		}
	}
	return nil, fmt.Errorf("varimax: %d components did not settle in %d sweeps", k, sweeps)
}

// bestAngle is Kaiser's closed form for one pair of components, between −π/4 and π/4.
func bestAngle(rows [][]float64, p, q int) float64 {
	var a, b, c, d float64
	for _, row := range rows {
		x, y := row[p], row[q]
		u, v := x*x-y*y, 2*x*y
		a += u
		b += v
		c += u*u - v*v
		d += 2 * u * v
	}
	n := float64(len(rows))
	numerator, denominator := d-2*a*b/n, c-(a*a-b*b)/n
	// Where the criterion is flat, rounding would otherwise choose the angle.
	if math.Hypot(numerator, denominator) <= 1e-14*n {
		return 0
	}
	return math.Atan2(numerator, denominator) / 4
}

func turn(rows [][]float64, p, q int, angle float64) {
	sin, cos := math.Sincos(angle)
	for _, row := range rows {
		row[p], row[q] = cos*row[p]+sin*row[q], cos*row[q]-sin*row[p]
	}
}

func rectangular(loadings [][]float64) error {
	if len(loadings) == 0 || len(loadings[0]) == 0 {
		return errors.New("no loadings given: at least one indicator and one component are needed")
	}
	for i, row := range loadings {
		if len(row) != len(loadings[0]) {
			return fmt.Errorf("indicator %d has %d loadings and indicator 0 has %d", i, len(row), len(loadings[0]))
		}
		for j, v := range row {
			if math.IsNaN(v) || math.IsInf(v, 0) {
				return fmt.Errorf("the loading of indicator %d on component %d is %v: it must be a number", i, j, v)
			}
		}
	}
	return nil
}
