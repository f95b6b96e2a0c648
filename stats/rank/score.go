package rank

import (
	"fmt"
	"math"
)

// Scores are distances from a common target in standard errors. NaN where a unit has no figure.
type Scores struct {
	Target float64
	Z, SE  []float64
}

// ProportionScores are the z-scores of proportions against that of all units taken together, theta:
// z = (p - theta) / se, se = sqrt(theta (1-theta) / n).
func ProportionScores(numerator, denominator []float64) (Scores, error) {
	return proportionScores(numerator, denominator, func(p, n, target float64) (distance, se float64) {
		return p - target, math.Sqrt(target * (1 - target) / n)
	}, func(theta float64) float64 { return theta })
}

// ArcsineScores are ProportionScores on the scale asin(sqrt(p)), where se = 1/(2 sqrt n); Target is on that scale.
func ArcsineScores(numerator, denominator []float64) (Scores, error) {
	return proportionScores(numerator, denominator, func(p, n, target float64) (distance, se float64) {
		return math.Asin(math.Sqrt(p)) - target, 1 / (2 * math.Sqrt(n))
	}, func(theta float64) float64 { return math.Asin(math.Sqrt(theta)) })
}

// RatioScores are the z-scores of observed to expected events against 1: z = (O - E) / sqrt(E), se = 1/sqrt(E).
func RatioScores(observed, expected []float64) (Scores, error) {
	return ratioScores(observed, expected, func(ratio, e float64) (distance, se float64) {
		return ratio - 1, 1 / math.Sqrt(e)
	})
}

// RootRatioScores are RatioScores on the scale of square roots, nearer to normal where events are few:
// z = 2 (sqrt O - sqrt E), se = 1/(2 sqrt E).
func RootRatioScores(observed, expected []float64) (Scores, error) {
	return ratioScores(observed, expected, func(ratio, e float64) (distance, se float64) {
		return math.Sqrt(ratio) - 1, 1 / (2 * math.Sqrt(e))
	})
}

func proportionScores(
	numerator, denominator []float64, of func(p, n, target float64) (distance, se float64), scale func(float64) float64,
) (Scores, error) {
	if err := checkCounts("numerator", "denominator", numerator, denominator); err != nil {
		return Scores{}, fmt.Errorf("z-scores of proportions: %w", err)
	}
	var counted, all float64
	for i, n := range denominator {
		if missing(numerator[i], n) {
			continue
		}
		if numerator[i] > n {
			return Scores{}, fmt.Errorf("z-scores of proportions: numerator %v of unit %d is above its denominator %v", numerator[i], i+1, n)
		}
		counted += numerator[i]
		all += n
	}
	target := scale(counted / all)
	return scores(target, numerator, denominator, func(p, n float64) (float64, float64) { return of(p, n, target) }), nil
}

func ratioScores(observed, expected []float64, of func(ratio, e float64) (distance, se float64)) (Scores, error) {
	if err := checkCounts("observed", "expected", observed, expected); err != nil {
		return Scores{}, fmt.Errorf("z-scores of ratios: %w", err)
	}
	return scores(1, observed, expected, of), nil
}

func scores(target float64, count, size []float64, of func(ratio, size float64) (distance, se float64)) Scores {
	s := Scores{target, make([]float64, len(count)), make([]float64, len(count))}
	for i, n := range size {
		if missing(count[i], n) {
			s.Z[i], s.SE[i] = math.NaN(), math.NaN()
			continue
		}
		distance, se := of(count[i]/n, n)
		s.Z[i], s.SE[i] = distance/se, se
	}
	return s
}

func missing(count, size float64) bool { return math.IsNaN(count) || math.IsNaN(size) }

// checkCounts refuses counts below zero and sizes not above it, and data in which nothing is left to count.
func checkCounts(countName, sizeName string, count, size []float64) error {
	if len(count) != len(size) {
		return fmt.Errorf("%d values of %s and %d of %s", len(count), countName, len(size), sizeName)
	}
	var present int
	for i := range count {
		if missing(count[i], size[i]) {
			continue
		}
		if !(count[i] >= 0) || math.IsInf(count[i], 1) {
			return fmt.Errorf("%s of unit %d is %v, expected zero or more", countName, i+1, count[i])
		}
		if !(size[i] > 0) || math.IsInf(size[i], 1) {
			return fmt.Errorf("%s of unit %d is %v, expected more than zero", sizeName, i+1, size[i])
		}
		present++
	}
	if present < 2 {
		return fmt.Errorf("%d units have figures, expected at least 2", present)
	}
	return nil
}
