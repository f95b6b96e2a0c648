package method

import (
	"math"
	"runtime"
	"slices"
	"sync/atomic"

	"github.com/sourcegraph/conc"
	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat"

	"goodmeasure/stats/regress"
)

// standardised puts figures on their mean and standard deviation (with n-1). It is not ok for fewer than three figures
// or figures that do not vary.
func standardised(x []float64) (scores []float64, sd float64, ok bool) {
	if len(x) < 3 {
		return nil, 0, false
	}
	mean, sd := stat.MeanStdDev(x, nil)
	if slices.Min(x) == slices.Max(x) {
		return nil, 0, false
	}
	scores = make([]float64, len(x))
	for i := range x {
		scores[i] = (x[i] - mean) / sd
	}
	return scores, sd, true
}

// ordinalOn fits the grades on one predictor.
func ordinalOn(grades []int, term string, x []float64) (*regress.OrdinalFit, error) {
	design, err := regress.NewDesign(regress.Column{Term: term, Values: x})
	if err != nil {
		return nil, err
	}
	return regress.Ordinal(grades, design, regress.OrdinalOptions{})
}

// linearOn fits y on one predictor.
func linearOn(y []float64, term string, x []float64) (*regress.LinearFit, error) {
	design, err := regress.NewDesign(regress.Column{Term: term, Values: x})
	if err != nil {
		return nil, err
	}
	return regress.Linear(y, design)
}

// asFloats are grades as numbers, NaN where there is none.
func asFloats(grades []int) []float64 {
	x := make([]float64, len(grades))
	for i, g := range grades {
		x[i] = float64(g)
		if g == 0 {
			x[i] = math.NaN()
		}
	}
	return x
}

// gradeShares are the shares of the grades that occur, worst first.
func gradeShares(grades []int) []float64 {
	var shares []float64
	for grade := 1; grade <= 4; grade++ {
		n := 0
		for _, g := range grades {
			if g == grade {
				n++
			}
		}
		if n > 0 {
			shares = append(shares, float64(n)/float64(len(grades)))
		}
	}
	return shares
}

// chiSquareTail is the probability that a chi-square variable exceeds x.
func chiSquareTail(x, df float64) float64 { return mathext.GammaIncRegComp(df/2, math.Max(x, 0)/2) }

// inParallel runs act for 0 to n-1 on so many workers (all processors for 0) and gives the error of the lowest.
func inParallel(n, workers int, act func(at int) error) error {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	errs := make([]error, n)
	var next atomic.Int64
	var group conc.WaitGroup
	for range min(workers, n) {
		group.Go(func() {
			for at := int(next.Add(1)) - 1; at < n; at = int(next.Add(1)) - 1 {
				errs[at] = act(at)
			}
		})
	}
	group.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
