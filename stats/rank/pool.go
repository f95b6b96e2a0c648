package rank

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Pooled is the normal distribution of true values fitted to estimates with known error variances.
type Pooled struct {
	Mean, SE float64
	Tau2     float64 // variance of the true values, by REML
	Q        float64 // of Cochran, chi-square on one degree of freedom less than units where there is no variation
	I2       float64 // per cent of the variance of a typical estimate that is true variation
}

// ShrinkEstimates fits a normal distribution of true values to estimates y with error variances v, by restricted
// maximum likelihood, and draws each estimate towards the mean by v/(v+tau²), with a normal 95% interval in which mean
// and tau² are taken as known. With tau² = 0 every unit has the mean. NaN where a unit has no estimate.
//
// Source: Viechtbauer (2005), J. Educ. Behav. Stat. 30, 261-293; Morris (1983), J. Am. Stat. Assoc. 78, 47-55.
func ShrinkEstimates(y, v []float64) (Pooled, []Shrunk, error) {
	if err := checkEstimates(y, v); err != nil {
		return Pooled{}, nil, fmt.Errorf("shrinking estimates: %w", err)
	}
	tau2, err := restrictedML(y, v)
	if err != nil {
		return Pooled{}, nil, fmt.Errorf("shrinking estimates: %w", err)
	}
	fixed, at := weigh(y, v, 0), weigh(y, v, tau2)
	pooled := Pooled{Mean: at.mean, SE: 1 / math.Sqrt(at.w), Tau2: tau2}
	for i := range y {
		if !missing(y[i], v[i]) {
			pooled.Q += (y[i] - fixed.mean) * (y[i] - fixed.mean) / v[i]
		}
	}
	typical := (fixed.n - 1) * fixed.w / (fixed.w*fixed.w - fixed.w2)
	pooled.I2 = 100 * tau2 / (tau2 + typical)

	z := -distuv.UnitNormal.Quantile(0.025)
	return pooled, shrunk(y, v, func(y, v float64) Shrunk {
		kept := tau2 / (tau2 + v)
		mean, sd := at.mean+kept*(y-at.mean), math.Sqrt(kept*v)
		return Shrunk{mean, mean - z*sd, mean + z*sd}
	}), nil
}

func checkEstimates(y, v []float64) error {
	if len(y) != len(v) {
		return fmt.Errorf("%d estimates and %d variances", len(y), len(v))
	}
	var present int
	for i := range y {
		if missing(y[i], v[i]) {
			continue
		}
		if !finite(y[i]) || !finite(v[i]) || v[i] <= 0 {
			return fmt.Errorf("unit %d has estimate %v with variance %v, expected finite numbers and a variance above zero", i+1, y[i], v[i])
		}
		present++
	}
	if present < 2 {
		return fmt.Errorf("%d units have estimates, expected at least 2", present)
	}
	return nil
}

// restrictedML finds tau² by Fisher scoring on the restricted likelihood, held at zero from below.
func restrictedML(y, v []float64) (float64, error) {
	start := weigh(y, v, 0)
	tau2 := start.n / start.w // the scale of the variances
	for range 1000 {
		s := weigh(y, v, tau2)
		traceP := s.w - s.w2/s.w
		tracePP := s.w2 - 2*s.w3/s.w + s.w2*s.w2/(s.w*s.w)
		next := max(0, tau2+(s.squares-traceP)/tracePP)
		if math.Abs(next-tau2) <= 1e-13*(tau2+s.n/s.w) {
			return next, nil
		}
		tau2 = next
	}
	return 0, fmt.Errorf("the variance of true values did not settle in 1000 steps")
}

// weighted holds sums over units with the weights w = 1/(v+tau²).
type weighted struct {
	n, w, w2, w3, mean float64
	squares            float64 // Σ w² (y-mean)²
}

func weigh(y, v []float64, tau2 float64) weighted {
	var s weighted
	for i := range y {
		if missing(y[i], v[i]) {
			continue
		}
		w := 1 / (v[i] + tau2)
		s.n++
		s.w += w
		s.w2 += w * w
		s.w3 += w * w * w
		s.mean += w * y[i]
	}
	s.mean /= s.w
	for i := range y {
		if !missing(y[i], v[i]) {
			distance := (y[i] - s.mean) / (v[i] + tau2)
			s.squares += distance * distance
		}
	}
	return s
}
