package rank

import (
	"fmt"
	"math"
	"slices"
)

// Dispersion says by how much figures spread beyond what chance gives.
type Dispersion struct {
	Phi  float64 // mean of the squared winsorised z-scores: 1 where there is chance alone
	Tau2 float64 // variance of the true values, in the square of their unit
}

// Overdispersion estimates the dispersion from z-scores and the standard errors they were made with. The z-scores are
// first drawn in to their quantiles (type 7) at winsorised and 1-winsorised; 0.1 is usual, 0 leaves them. NaN pairs
// are not counted.
//
//	phi = Σz²/n,  tau² = max(0, (n phi - (n-1)) / (Σw - Σw²/Σw)),  w = 1/se²
//
// Source: Spiegelhalter and others (2012), J. R. Stat. Soc. A 175, 1-47.
func Overdispersion(z, se []float64, winsorised float64) (Dispersion, error) {
	if len(z) != len(se) {
		return Dispersion{}, fmt.Errorf("over-dispersion: %d z-scores and %d standard errors", len(z), len(se))
	}
	if !(winsorised >= 0 && winsorised < 0.5) {
		return Dispersion{}, fmt.Errorf("over-dispersion: winsorised share %v, expected 0 to below 0.5", winsorised)
	}
	var kept []float64
	var w, w2 float64
	for i := range z {
		if math.IsNaN(z[i]) || math.IsNaN(se[i]) {
			continue
		}
		if !(se[i] > 0) {
			return Dispersion{}, fmt.Errorf("over-dispersion: standard error %d is %v, expected more than zero", i+1, se[i])
		}
		kept = append(kept, z[i])
		weight := 1 / (se[i] * se[i])
		w += weight
		w2 += weight * weight
	}
	n := float64(len(kept))
	if n < 2 {
		return Dispersion{}, fmt.Errorf("over-dispersion: %v z-scores, expected at least 2", n)
	}
	var sum float64
	for _, x := range winsorise(kept, winsorised) {
		sum += x * x
	}
	phi := sum / n
	return Dispersion{Phi: phi, Tau2: max(0, (n*phi-(n-1))/(w-w2/w))}, nil
}

// Multiplicative is the standard error of a figure widened by phi, where that is above 1.
func (d Dispersion) Multiplicative(se float64) float64 { return se * math.Sqrt(max(1, d.Phi)) }

// Additive is the standard error of a figure with the variance of the true values added.
func (d Dispersion) Additive(se float64) float64 { return math.Sqrt(se*se + d.Tau2) }

func winsorise(x []float64, share float64) []float64 {
	sorted := slices.Sorted(slices.Values(x))
	at := func(p float64) float64 {
		h := p * float64(len(sorted)-1)
		i := int(h)
		if i+1 == len(sorted) {
			return sorted[i]
		}
		return sorted[i] + (h-float64(i))*(sorted[i+1]-sorted[i])
	}
	low, high := at(share), at(1-share)
	out := make([]float64, len(x))
	for i, v := range x {
		out[i] = min(max(v, low), high)
	}
	return out
}
