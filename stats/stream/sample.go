package stream

import (
	"math"
	"math/rand/v2"
)

// Normal draws from the normal distribution by the ziggurat of math/rand/v2. It is NaN where a parameter is NaN or
// sd is negative.
func Normal(r *rand.Rand, mean, sd float64) float64 {
	if !(sd >= 0) {
		return math.NaN()
	}
	return mean + sd*r.NormFloat64()
}

// Gamma draws from the gamma distribution with density proportional to x^(shape-1) exp(-rate x), exactly, by the
// rejection method of Marsaglia and Tsang (2000). It is NaN unless both parameters are positive and finite.
func Gamma(r *rand.Rand, shape, rate float64) float64 {
	if !positive(shape) || !positive(rate) {
		return math.NaN()
	}
	if shape < 1 {
		return math.Exp(logGamma(r, shape)) / rate
	}
	return standardGamma(r, shape) / rate
}

// Beta draws from the beta distribution with density proportional to x^(a-1) (1-x)^(b-1), exactly, as the share of
// one gamma variate in the sum of two. It is NaN unless both parameters are positive and finite.
func Beta(r *rand.Rand, a, b float64) float64 {
	if !positive(a) || !positive(b) {
		return math.NaN()
	}
	if a < 1 || b < 1 {
		// With small shapes both gamma variates may underflow to zero; their logarithms do not.
		x, y := logGamma(r, a), logGamma(r, b)
		return 1 / (1 + math.Exp(y-x))
	}
	x, y := standardGamma(r, a), standardGamma(r, b)
	return x / (x + y)
}

// Permute puts the elements of s in a uniformly random order.
func Permute[T any](r *rand.Rand, s []T) {
	for i := len(s) - 1; i > 0; i-- {
		j := r.IntN(i + 1)
		s[i], s[j] = s[j], s[i]
	}
}

func positive(x float64) bool { return x > 0 && !math.IsInf(x, 1) }

// logGamma is the logarithm of a standard gamma variate of any shape: below one, a variate of shape+1 times
// U^(1/shape).
func logGamma(r *rand.Rand, shape float64) float64 {
	if shape >= 1 {
		return math.Log(standardGamma(r, shape))
	}
	return math.Log(standardGamma(r, shape+1)) - r.ExpFloat64()/shape
}

func standardGamma(r *rand.Rand, shape float64) float64 {
	d := shape - 1.0/3
	c := 1 / math.Sqrt(9*d)
	for {
		x := r.NormFloat64()
		v := 1 + c*x
		if v <= 0 {
			continue
		}
		v = v * v * v
		u := 1 - r.Float64() // never zero
		x *= x
		if u < 1-0.0331*x*x || math.Log(u) < 0.5*x+d*(1-v+math.Log(v)) {
			return d * v
		}
	}
}
