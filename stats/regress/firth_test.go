package regress

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize"
)

// smallTable has three predictors and an outcome that have nothing to do with each other; both outcomes occur.
func smallTable(r *rand.Rand, n int) (Binomial, []Column) {
	columns := []Column{{Term: "a"}, {Term: "b"}, {Term: "c"}}
	y := make([]bool, n)
	for i := range n {
		y[i] = i == 0 || i > 1 && r.IntN(2) == 0
		for j := range columns {
			columns[j].Values = append(columns[j].Values, r.NormFloat64())
		}
	}
	return Binary(y), columns
}

// penalisedAt is Firth's criterion by its definition, on the columns as given.
func penalisedAt(y Binomial, columns []Column, theta []float64) float64 {
	q := len(theta)
	information := mat.NewSymDense(q, nil)
	total := 0.0
	for i := range y.Trials {
		x := []float64{1}
		for _, c := range columns {
			x = append(x, c.Values[i])
		}
		eta := 0.0
		for j := range x {
			eta += x[j] * theta[j]
		}
		p := 1 / (1 + math.Exp(-eta))
		if y.Successes[i] == 1 {
			total -= math.Log1p(math.Exp(-eta))
		} else {
			total -= math.Log1p(math.Exp(eta))
		}
		information.SymRankOne(information, p*(1-p), mat.NewVecDense(q, x))
	}
	determinant, sign := mat.LogDet(information)
	if sign <= 0 || math.IsInf(determinant, 0) || math.IsNaN(determinant) {
		return math.Inf(-1)
	}
	return total + determinant/2
}

func TestFirthFitsFewObservations(t *testing.T) {
	missing, ends := 0, 0
	for _, n := range []int{6, 9, 12, 20} {
		r := rand.New(rand.NewPCG(11, uint64(n)))
		for range 60 {
			y, columns := smallTable(r, n)
			fit, err := Firth(y, design(t, columns))
			if err != nil {
				t.Fatalf("%d observations of three predictors: %v", n, err)
			}
			said := strings.Join(fit.Warnings, " ")
			for _, c := range fit.Coefficients[1:] {
				for side, end := range map[string]float64{"lower": c.Low, "upper": c.High} {
					ends++
					if math.IsNaN(end) {
						missing++
						if !strings.Contains(said, "The "+side+" end of the interval of "+c.Term) {
							t.Errorf("%s: no %s end and no word of it in %q", c.Term, side, said)
						}
					}
				}
				if c.Low >= c.Estimate || c.High <= c.Estimate || math.IsInf(c.Low, 0) || math.IsInf(c.High, 0) {
					t.Errorf("%d observations: %s is %v, %v to %v", n, c.Term, c.Estimate, c.Low, c.High)
				}
			}
		}
	}
	if missing*200 > ends {
		t.Errorf("%d of %d ends of intervals were not found", missing, ends)
	}
}

func TestFirthIntervalsEndWhereTheProfileHasFallen(t *testing.T) {
	r := rand.New(rand.NewPCG(12, 0))
	for range 40 {
		y, columns := smallTable(r, 16)
		fit, err := Firth(y, design(t, columns))
		if err != nil {
			t.Fatal(err)
		}
		if len(fit.Warnings) > 0 {
			continue // separated outcomes: ridges that run side by side for ever, which a simplex cannot tell apart
		}
		theta := make([]float64, len(fit.Coefficients))
		for j, c := range fit.Coefficients {
			theta[j] = c.Estimate
		}
		top := penalisedAt(y, columns, theta)
		for range 200 {
			elsewhere := append([]float64(nil), theta...)
			for j := range elsewhere {
				elsewhere[j] += r.NormFloat64() * fit.Coefficients[j].SE / 10
			}
			if at := penalisedAt(y, columns, elsewhere); at > top+1e-9 {
				t.Fatalf("the criterion is %v at the estimates and %v nearby", top, at)
			}
		}
		for _, end := range []float64{fit.Coefficients[1].Low, fit.Coefficients[1].High} {
			if math.IsNaN(end) {
				continue
			}
			held := func(free []float64) []float64 { return []float64{free[0], end, free[1], free[2]} }
			best := math.Inf(-1)
			for try := range 4 { // the criterion can have more than one top
				start := []float64{theta[0], theta[2], theta[3]}
				for k := range start {
					start[k] += float64(try) / 3 * r.NormFloat64()
				}
				if math.IsInf(penalisedAt(y, columns, held(start)), 0) {
					continue
				}
				found, err := optimize.Minimize(optimize.Problem{Func: func(free []float64) float64 {
					return -penalisedAt(y, columns, held(free))
				}}, start, &optimize.Settings{MajorIterations: 4000}, &optimize.NelderMead{})
				if err != nil {
					t.Fatal(err)
				}
				best = max(best, -found.F)
			}
			near(t, "twice the fall at the end of the interval", 2*(top-best), normal975*normal975, 1e-3)
		}
	}
}
