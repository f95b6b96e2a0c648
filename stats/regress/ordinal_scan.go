package regress

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// OrdinalScan fits proportional odds models with one predictor over and over, as permutation tests do, without
// allocating once it has seen a sample of the size. It gives what Ordinal gives for the slope and the likelihood
// ratio, and nothing else. The zero value is ready; one scan serves one goroutine.
type OrdinalScan struct {
	count, place []int
	x            []float64 // centred and scaled, level by level
	level        []span
	theta, next  []float64 // thresholds, then the slope
	gradient     []float64
	information  []float64
	step         []float64
}

// span is one level's observations x[from:to].
type span struct{ from, to int }

// Fit regresses the levels y on x and returns the slope per unit of x and the likelihood ratio against no effect, which
// has one degree of freedom. It returns a *SeparationError naming no term when x separates the levels, and an error
// when x does not vary or is not finite, or when y has fewer than two levels or spans more than 1,000 numbers.
func (s *OrdinalScan) Fit(y []int, x []float64) (slope, lr float64, err error) {
	scale, err := s.arrange(y, x)
	if err != nil {
		return 0, 0, fmt.Errorf("ordinal regression on one predictor: %w", err)
	}
	if complete, separated := s.separated(); separated {
		return 0, 0, fmt.Errorf("ordinal regression on one predictor: %w",
			&SeparationError{Terms: []string{"the predictor"}, Complete: complete, N: len(x)})
	}
	null := s.start()
	top, err := s.climb()
	if err != nil {
		return 0, 0, fmt.Errorf("ordinal regression on one predictor: %w", err)
	}
	return s.theta[len(s.theta)-1] / scale, max(2*(top-null), 0), nil
}

// arrange sorts x by level and standardises it.
func (s *OrdinalScan) arrange(y []int, x []float64) (scale float64, err error) {
	if len(x) != len(y) || len(x) == 0 {
		return 0, fmt.Errorf("%d levels and %d values of the predictor; both need one per observation", len(y), len(x))
	}
	lowest, highest := slices.Min(y), slices.Max(y)
	if highest-lowest >= 1000 || highest == lowest {
		return 0, fmt.Errorf("the levels of the outcome run from %d to %d; expected 2 to 1,000 of them", lowest, highest)
	}
	s.count = resized(s.count, highest-lowest+1)
	s.place = resized(s.place, highest-lowest+1)
	clear(s.count)
	centre, square, largest := 0.0, 0.0, 0.0
	for i, v := range x {
		s.count[y[i]-lowest]++
		centre += v / float64(len(x))
		largest = max(largest, math.Abs(v))
	}
	for _, v := range x {
		square += (v - centre) * (v - centre)
	}
	scale = math.Sqrt(square / float64(len(x)))
	if math.IsNaN(scale) || math.IsInf(scale, 0) {
		return 0, finite("predictor", x)
	}
	if scale <= 1e-10*largest {
		return 0, errors.New("the predictor does not vary")
	}
	s.level = s.level[:0]
	from := 0
	for k, n := range s.count {
		s.place[k] = from
		if n > 0 {
			s.level = append(s.level, span{from, from + n})
		}
		from += n
	}
	s.x = resized(s.x, len(x))
	for i, v := range x {
		k := y[i] - lowest
		s.x[s.place[k]] = (v - centre) / scale
		s.place[k]++
	}
	return scale, nil
}

// separated is the one-predictor case of cumulative.separation: levels that nowhere overlap, going up or going down.
func (s *OrdinalScan) separated() (complete, separated bool) {
	up, down, strictlyUp, strictlyDown := true, true, true, true
	for k, here := range s.level[1:] {
		before := s.x[s.level[k].from:s.level[k].to]
		after := s.x[here.from:here.to]
		low, high := slices.Min(after), slices.Max(after)
		lowBefore, highBefore := slices.Min(before), slices.Max(before)
		up, strictlyUp = up && highBefore <= low, strictlyUp && highBefore < low
		down, strictlyDown = down && high <= lowBefore, strictlyDown && high < lowBefore
	}
	return strictlyUp || strictlyDown, up || down
}

// start puts the thresholds at the shares of the levels and returns the log-likelihood there.
func (s *OrdinalScan) start() float64 {
	q := len(s.level)
	s.theta, s.next = resized(s.theta, q), resized(s.next, q)
	s.gradient, s.step = resized(s.gradient, q), resized(s.step, q)
	s.information = resized(s.information, q*q)
	n, null := float64(len(s.x)), 0.0
	for k, level := range s.level {
		null += float64(level.to-level.from) * math.Log(float64(level.to-level.from)/n)
		if k < q-1 {
			s.theta[k] = Logit.quantile(float64(level.to) / n)
		}
	}
	s.theta[q-1] = 0
	return null
}

func (s *OrdinalScan) climb() (float64, error) {
	q := len(s.theta)
	value, ok := s.evaluate(s.theta)
	for range 100 {
		if !ok || !cholesky(s.information, q) {
			return 0, errNoMaximum
		}
		copy(s.step, s.gradient)
		solveCholesky(s.information, q, s.step)
		decrement := dot(s.gradient, s.step)
		if decrement < 1e-9 { // the rest of the way is quadratic to more digits than are asked for
			axpy(s.theta, 1, s.step)
			return value + decrement/2, nil
		}
		size, best := 1.0, value
		for range 40 {
			for j := range q {
				s.next[j] = s.theta[j] + size*s.step[j]
			}
			if value, ok = s.evaluate(s.next); ok && value >= best {
				break
			}
			ok = false
			size /= 2
		}
		s.theta, s.next = s.next, s.theta
	}
	return 0, errNoMaximum
}

// evaluate is cumulative.evaluate for one predictor and the logit link, with one exponential an observation.
func (s *OrdinalScan) evaluate(theta []float64) (float64, bool) {
	q := len(theta)
	last := q - 1
	clear(s.gradient)
	clear(s.information)
	total, slope := 0.0, theta[last]
	for k, level := range s.level {
		var odds, antiodds, pull float64
		n := float64(level.to - level.from)
		if k < last {
			odds = math.Exp(-theta[k])
		}
		if k > 0 {
			antiodds = math.Exp(theta[k-1])
		}
		if k > 0 && k < last {
			gap := theta[k] - theta[k-1]
			if !(gap > 0) {
				return 0, false
			}
			pull = 1 / math.Expm1(gap)
			total += n * math.Log(-math.Expm1(-gap))
			s.information[k*q+k-1] -= n * pull * (1 + pull)
		}
		var upper, lower, fu, fl, fux, flx, rx, fxx float64
		product := 1.0
		for _, x := range s.x[level.from:level.to] {
			grow := math.Exp(slope * x)
			below, above := 1/(1+odds*grow), grow/(grow+antiodds)
			du, dl := below*(1-below), above*(1-above)
			upper += 1 - below
			lower += 1 - above
			fu += du
			fl += dl
			fux += du * x
			flx += dl * x
			rx += (below - above) * x
			fxx += (du + dl) * x * x
			if product *= below * above; product < 1e-150 {
				total += math.Log(product)
				product = 1
			}
		}
		total += math.Log(product)
		if k < last {
			s.gradient[k] += upper + n*pull
			s.information[k*q+k] += fu + n*pull*(1+pull)
			s.information[last*q+k] -= fux
		}
		if k > 0 {
			s.gradient[k-1] -= lower + n*pull
			s.information[(k-1)*q+k-1] += fl + n*pull*(1+pull)
			s.information[last*q+k-1] -= flx
		}
		s.gradient[last] += rx
		s.information[last*q+last] += fxx
	}
	return total, !math.IsNaN(total) && !math.IsInf(total, 0)
}

func resized[T any](buffer []T, n int) []T {
	if cap(buffer) < n {
		return make([]T, n)
	}
	return buffer[:n]
}
