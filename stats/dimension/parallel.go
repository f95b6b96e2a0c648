package dimension

import (
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync/atomic"

	"github.com/sourcegraph/conc"
	"gonum.org/v1/gonum/floats"
	"gonum.org/v1/gonum/mat"

	"goodmeasure/stats/stream"
)

// ParallelResult sets the eigenvalues of the data beside those of uncorrelated normal data of the same size.
type ParallelResult struct {
	N, M, Simulations int
	Observed          []float64 // largest first
	Mean, Quantile95  []float64 // over simulations, for each place
	Retained          int       // leading components whose eigenvalue exceeds Quantile95, up to the first that does not
}

// Parallel is Horn's parallel analysis of the number of components, with the 95% quantile of the simulations as the bar.
// Quantiles interpolate linearly between order statistics. The answer depends on the data, the number of simulations and
// the seed alone. It needs what [PCA] needs and at least 20 simulations.
//
// Source: Horn (1965), Psychometrika 30, 179-185; the quantile in place of the mean: Glorfeld (1995), Educational and
// Psychological Measurement 55, 377-393.
func Parallel(indicators [][]float64, simulations int, seed uint64) (ParallelResult, error) {
	if simulations < 20 {
		return ParallelResult{}, fmt.Errorf("parallel analysis: %d simulations, at least 20 needed for a 95%% quantile", simulations)
	}
	observed, err := PCA(indicators)
	if err != nil {
		return ParallelResult{}, fmt.Errorf("parallel analysis: %w", err)
	}
	n, m := observed.N, observed.M
	noise := make([]float64, simulations*m)
	var next atomic.Int64
	var failed atomic.Bool
	var wait conc.WaitGroup
	for range min(runtime.GOMAXPROCS(0), simulations) {
		wait.Go(func() {
			s := newSimulator(n, m)
			for i := int(next.Add(1)) - 1; i < simulations; i = int(next.Add(1)) - 1 {
				if !s.draw(seed, uint64(i), noise[i*m:(i+1)*m]) {
					failed.Store(true)
				}
			}
		})
	}
	wait.Wait()
	if failed.Load() {
		return ParallelResult{}, fmt.Errorf("parallel analysis: %w", errNoEigenvalues)
	}

	res := ParallelResult{N: n, M: m, Simulations: simulations, Observed: observed.Eigenvalues}
	place := make([]float64, simulations)
	for j := range m {
		sum := 0.0
		for i := range place {
			place[i] = noise[i*m+j]
			sum += place[i]
		}
		slices.Sort(place)
		res.Mean = append(res.Mean, sum/float64(simulations))
		res.Quantile95 = append(res.Quantile95, quantile(place, 0.95))
	}
	for res.Retained < m && res.Observed[res.Retained] > res.Quantile95[res.Retained] {
		res.Retained++
	}
	return res, nil
}

// quantile interpolates linearly in sorted values (type 7 of Hyndman and Fan).
func quantile(sorted []float64, p float64) float64 {
	at := p * float64(len(sorted)-1)
	low := int(at)
	high := min(low+1, len(sorted)-1)
	return sorted[low] + (at-float64(low))*(sorted[high]-sorted[low])
}

// simulator holds one worker's memory.
type simulator struct {
	n, m        int
	columns     []float64 // m columns of n
	correlation *mat.SymDense
	eigen       mat.EigenSym
}

func newSimulator(n, m int) *simulator {
	return &simulator{
		n: n, m: m, columns: make([]float64, n*m), correlation: mat.NewSymDense(m, nil),
	}
}

// draw puts the eigenvalues of the correlations of n × m normal noise in values, largest first, and reports whether they
// converged.
func (s *simulator) draw(seed, index uint64, values []float64) bool {
	random := stream.New(seed, "parallel analysis", index)
	for j := range s.m {
		column := s.columns[j*s.n : (j+1)*s.n]
		mean, square := 0.0, 0.0
		for i := range column {
			column[i] = random.NormFloat64()
			mean += column[i]
		}
		mean /= float64(s.n)
		for i, v := range column {
			column[i] = v - mean
			square += column[i] * column[i]
		}
		unit := 1 / math.Sqrt(square)
		for i := range column {
			column[i] *= unit
		}
	}
	for j := range s.m {
		s.correlation.SetSym(j, j, 1)
		for k := range j {
			s.correlation.SetSym(j, k, floats.Dot(s.columns[j*s.n:(j+1)*s.n], s.columns[k*s.n:(k+1)*s.n]))
		}
	}
	if !s.eigen.Factorize(s.correlation, false) {
		return false
	}
	s.eigen.Values(values)
	slices.Reverse(values)
	return true
}
