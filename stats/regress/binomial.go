package regress

import (
	"fmt"
	"math"
)

// Binomial is a binary outcome: how many of each row's trials succeeded.
type Binomial struct {
	Successes, Trials []int
}

// Binary is the outcome of one trial per row.
func Binary(success []bool) Binomial {
	b := Binomial{Successes: make([]int, len(success)), Trials: make([]int, len(success))}
	for i, yes := range success {
		b.Trials[i] = 1
		if yes {
			b.Successes[i] = 1
		}
	}
	return b
}

// split is a binomial outcome as single observations of level 0 or 1 with frequencies, each pointing at its row.
type split struct {
	row       []int
	code      []int
	weight    []float64
	n         int // trials
	successes int
	ways      float64 // sum of log choose(trials, successes), which no parameter touches
	full      float64 // log-likelihood, less ways, of a model with one probability for each row
}

func (b Binomial) split() (*split, error) {
	if len(b.Successes) != len(b.Trials) {
		return nil, fmt.Errorf("%d rows of successes and %d of trials; give both for every row", len(b.Successes), len(b.Trials))
	}
	s := &split{}
	for i, n := range b.Trials {
		k := b.Successes[i]
		if n < 1 || k < 0 || k > n {
			return nil, fmt.Errorf("row %d has %d successes in %d trials; expected at least 1 trial and 0 to %d successes", i+1, k, n, max(n, 0))
		}
		s.n += n
		s.successes += k
		s.ways += logChoose(n, k)
		for level, count := range [2]int{n - k, k} {
			if count > 0 {
				s.row = append(s.row, i)
				s.code = append(s.code, level)
				s.weight = append(s.weight, float64(count))
				s.full += float64(count) * math.Log(float64(count)/float64(n))
			}
		}
	}
	if s.successes == 0 || s.successes == s.n {
		return nil, fmt.Errorf("%d of %d trials succeeded; both outcomes must occur", s.successes, s.n)
	}
	return s, nil
}

func logChoose(n, k int) float64 {
	factorial := func(n int) float64 { v, _ := math.Lgamma(float64(n) + 1); return v }
	return factorial(n) - factorial(k) - factorial(n-k)
}

// cumulative is the outcome as a model of two levels, whose one threshold is minus the intercept.
func (s *split) cumulative(design *Design) *cumulative {
	c := newCumulative(s.code, 2, nil, Logit, s.weight)
	c.p = design.width()
	for _, i := range s.row {
		c.x = append(c.x, design.row(i)...)
	}
	return c
}
