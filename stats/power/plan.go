package power

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Plan is a two-sided test, or a family of them.
type Plan struct {
	N     int     // cases
	Alpha float64 // chance of a false finding, over the whole family of tests
	Power float64 // chance of detecting the effect, 0.8 by custom
	Tests int     // size of the family; each test is held to Alpha/Tests (Bonferroni)
}

// Detectable is the smallest effect that a plan detects with its power.
type Detectable struct {
	N      int
	Alpha  float64 // of this one test, two-sided
	Power  float64
	Effect float64
}

// deviate is the distance, in standard errors, of the smallest detectable effect from none.
func (p Plan) deviate() (float64, error) {
	switch {
	case !(p.Alpha > 0 && p.Alpha < 1):
		return 0, fmt.Errorf("alpha is %v: between 0 and 1 expected", p.Alpha)
	case p.Tests < 1:
		return 0, fmt.Errorf("%d tests: at least 1 expected", p.Tests)
	case !(p.Power > p.alphaEach() && p.Power < 1):
		return 0, fmt.Errorf("power is %v: between the alpha of one test, %v, and 1 expected", p.Power, p.alphaEach())
	}
	normal := distuv.UnitNormal
	return -normal.Quantile(p.alphaEach()/2) + normal.Quantile(p.Power), nil
}

func (p Plan) alphaEach() float64 { return p.Alpha / float64(p.Tests) }

func (p Plan) detectable(effect float64) Detectable {
	return Detectable{N: p.N, Alpha: p.alphaEach(), Power: p.Power, Effect: effect}
}

// PearsonR is the smallest detectable |r|, tanh((z₁₋α⁄₂ + z_power) / √(N−3)). It needs four cases.
//
// Source: Fisher (1921), Metron 1, 3-32.
func PearsonR(p Plan) (Detectable, error) {
	return p.correlation("smallest detectable pearson correlation", 1)
}

// SpearmanRho is the smallest detectable |rho|, tanh((z₁₋α⁄₂ + z_power) √(1.06/(N−3))). It needs four cases.
//
// Source: Fieller, Hartley and Pearson (1957), Biometrika 44, 470-481, for the variance of Fisher's z of a rank
// correlation.
func SpearmanRho(p Plan) (Detectable, error) {
	return p.correlation("smallest detectable spearman correlation", 1.06)
}

func (p Plan) correlation(what string, inflation float64) (Detectable, error) {
	if p.N < 4 {
		return Detectable{}, fmt.Errorf("%s: %d cases, at least 4 needed", what, p.N)
	}
	deviate, err := p.deviate()
	if err != nil {
		return Detectable{}, fmt.Errorf("%s: %w", what, err)
	}
	return p.detectable(math.Tanh(deviate * math.Sqrt(inflation/float64(p.N-3)))), nil
}
