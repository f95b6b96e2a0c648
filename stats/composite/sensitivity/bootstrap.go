package sensitivity

import (
	"fmt"

	"goodmeasure/stats/composite/treat"
	"goodmeasure/stats/stream"
)

// Interval is a 95% bootstrap interval.
type Interval struct{ Lower, Upper float64 }

// Wide tells that an index is known to no better than a tenth of the variance either way.
func (i Interval) Wide() bool { return i.Upper-i.Lower > 0.2 }

// Intervals are those of the two indices of a choice.
type Intervals struct{ First, Total Interval }

// Bootstrap draws the rows of the design anew, with replacement, so many times and gives the 2.5% and 97.5% quantiles
// (type 7) of each index. Source: Archer and others (1997), J. Stat. Comput. Simul. 58, 99-120.
func Bootstrap(r Runs, by Estimator, resamples int, seed uint64) ([]Intervals, error) {
	if _, err := Indices(r, by); err != nil {
		return nil, fmt.Errorf("bootstrap: %w", err)
	}
	if resamples < 40 {
		return nil, fmt.Errorf("bootstrap: %d resamples, expected at least 40 for a 95%% interval", resamples)
	}
	random := stream.New(seed, "sensitivity bootstrap", 0)
	first, total := make([][]float64, len(r.AB)), make([][]float64, len(r.AB))
	rows, indices := make([]int, len(r.A)), make([]Index, len(r.AB))
	for done, failed := 0, 0; done < resamples; {
		for i := range rows {
			rows[i] = random.IntN(len(r.A))
		}
		if !r.indices(rows, by, indices) { // one row over and over
			if failed++; failed > resamples {
				return nil, fmt.Errorf("bootstrap: most resamples of the %d rows do not vary: take more rows", len(r.A))
			}
			continue
		}
		for k, index := range indices {
			first[k], total[k] = append(first[k], index.First), append(total[k], index.Total)
		}
		done++
	}
	out := make([]Intervals, len(r.AB))
	for k := range out {
		f, err := treat.Quantiles(first[k], 0.025, 0.975)
		if err != nil {
			return nil, fmt.Errorf("bootstrap: %w", err)
		}
		t, err := treat.Quantiles(total[k], 0.025, 0.975)
		if err != nil {
			return nil, fmt.Errorf("bootstrap: %w", err)
		}
		out[k] = Intervals{Interval{f[0], f[1]}, Interval{t[0], t[1]}}
	}
	return out, nil
}
