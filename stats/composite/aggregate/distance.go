package aggregate

import (
	"fmt"
	"math"
)

// MazziottaPareto is a unit's mean less a penalty for being uneven, S²/M, with M and S the mean and the standard
// deviation (over n-1) of its values: M - S²/M, or with Reward M + S²/M, for composites of which less is better. It takes
// no weights but those of zero.
//
// Source: Mazziotta and Pareto (2016), On a generalized non-compensatory composite index for measuring socio-economic
// phenomena, Social Indicators Research 127, 983-1003.
type MazziottaPareto struct{ Reward bool }

// Scores gives the penalised means. It errs where a mean is not above zero and on weights that differ.
func (m MazziottaPareto) Scores(indicators [][]float64, weights []float64) ([]float64, error) {
	w, err := shares(m, indicators, weights)
	if err != nil {
		return nil, err
	}
	if err := unweighted(m, w); err != nil {
		return nil, err
	}
	scores := make([]float64, len(indicators[0]))
	for i := range scores {
		var n, sum, squares float64
		for j, x := range indicators {
			if w[j] > 0 && !math.IsNaN(x[i]) {
				n++
				sum += x[i]
			}
		}
		if n == 0 {
			scores[i] = math.NaN()
			continue
		}
		if n == 1 {
			return nil, fmt.Errorf("%v: unit %d has one known value, expected at least 2", m, i+1)
		}
		mean := sum / n
		if mean <= 0 {
			return nil, fmt.Errorf("%v: the mean of unit %d is %v, expected more than zero: normalise to mean 100 and standard deviation 10", m, i+1, mean)
		}
		for j, x := range indicators {
			if w[j] > 0 && !math.IsNaN(x[i]) {
				squares += (x[i] - mean) * (x[i] - mean)
			}
		}
		penalty := squares / (n - 1) / mean
		if m.Reward {
			penalty = -penalty
		}
		scores[i] = mean - penalty
	}
	return scores, nil
}

func (m MazziottaPareto) String() string {
	if m.Reward {
		return "Mazziotta-Pareto index, reward"
	}
	return "Mazziotta-Pareto index"
}

// Wroclaw is Hellwig's distance from an ideal unit that has the best z-score on every indicator, divided by the mean of
// all distances plus two standard deviations (over n-1): 0 is ideal, and lower is better. It takes no weights but those
// of zero, and complete data.
//
// Source: Hellwig (1968), as in Mazziotta and Pareto (2017), Synthesis of indicators.
type Wroclaw struct{}

// Scores gives the distances. It errs on gaps, on an indicator that does not vary and on weights that differ.
func (m Wroclaw) Scores(indicators [][]float64, weights []float64) ([]float64, error) {
	w, err := shares(m, indicators, weights)
	if err != nil {
		return nil, err
	}
	if err := unweighted(m, w); err != nil {
		return nil, err
	}
	if err := complete(m, indicators); err != nil {
		return nil, err
	}
	scores := make([]float64, len(indicators[0]))
	for j, x := range indicators {
		if w[j] == 0 {
			continue
		}
		_, sd := meanSD(x)
		if !(sd > 0) {
			return nil, fmt.Errorf("%v: indicator %d does not vary over the %d units: leave it out", m, j+1, len(x))
		}
		best := math.Inf(-1)
		for _, v := range x {
			best = math.Max(best, v)
		}
		for i, v := range x {
			scores[i] += (v - best) / sd * ((v - best) / sd)
		}
	}
	for i, v := range scores {
		scores[i] = math.Sqrt(v)
	}
	mean, sd := meanSD(scores)
	for i := range scores {
		scores[i] /= mean + 2*sd
	}
	return scores, nil
}

func (Wroclaw) String() string { return "Wroclaw distance" }

// TOPSIS is the share d⁻/(d⁺+d⁻) of the distances to a unit worst on everything and to one best on everything, after
// dividing each indicator by its length √Σx² and multiplying by its weight: 1 is best. It needs complete data.
//
// Source: Hwang and Yoon (1981), Multiple Attribute Decision Making.
type TOPSIS struct{}

// Scores gives the shares. It errs on gaps and where all units are the same.
func (m TOPSIS) Scores(indicators [][]float64, weights []float64) ([]float64, error) {
	w, err := shares(m, indicators, weights)
	if err != nil {
		return nil, err
	}
	if err := complete(m, indicators); err != nil {
		return nil, err
	}
	units := len(indicators[0])
	toBest, toWorst := make([]float64, units), make([]float64, units)
	for j, x := range indicators {
		var length float64
		best, worst := math.Inf(-1), math.Inf(1)
		for _, v := range x {
			length = math.Hypot(length, v)
			best, worst = math.Max(best, v), math.Min(worst, v)
		}
		if length == 0 {
			continue // all zero: no distance anywhere
		}
		factor := w[j] / length
		for i, v := range x {
			toBest[i] = math.Hypot(toBest[i], factor*(best-v))
			toWorst[i] = math.Hypot(toWorst[i], factor*(v-worst))
		}
	}
	for i := range toBest {
		all := toBest[i] + toWorst[i]
		if all == 0 {
			return nil, fmt.Errorf("%v: all %d units are the same on every indicator that counts", m, units)
		}
		toWorst[i] /= all
	}
	return toWorst, nil
}

func (TOPSIS) String() string { return "TOPSIS" }

func meanSD(x []float64) (mean, sd float64) {
	n := float64(len(x))
	for _, v := range x {
		mean += v / n
	}
	var squares float64
	for _, v := range x {
		squares += (v - mean) * (v - mean)
	}
	return mean, math.Sqrt(squares / (n - 1))
}
