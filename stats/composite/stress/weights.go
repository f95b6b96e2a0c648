package stress

import (
	"fmt"
	"math"
	"math/rand/v2"

	"goodmeasure/stats/stream"
)

// Weights is a way to come by the weights of the indicators.
type Weights struct {
	Name       string
	indicators int
	nominal    []float64
	certain    bool
	draw       func(r *rand.Rand, into []float64)
}

// NewWeights are drawn by a function into a slice as long as the nominal ones, those of indicators and then of groups.
func NewWeights(name string, nominal []float64, draw func(r *rand.Rand, into []float64)) (Weights, error) {
	if err := checkWeights(nominal); err != nil {
		return Weights{}, fmt.Errorf("weights %s: %w", name, err)
	}
	return Weights{name, len(nominal), append([]float64(nil), nominal...), false, draw}, nil
}

// Fixed weights are the same in every draw.
func Fixed(name string, weights []float64) (Weights, error) {
	if err := checkWeights(weights); err != nil {
		return Weights{}, fmt.Errorf("weights %s: %w", name, err)
	}
	w := append([]float64(nil), weights...)
	return Weights{name, len(w), w, true, func(_ *rand.Rand, into []float64) { copy(into, w) }}, nil
}

// OneOf takes one of several sets of weights, each as likely as another: the voices of several people, say. The first
// is the nominal one.
func OneOf(name string, sets [][]float64) (Weights, error) {
	if len(sets) == 0 {
		return Weights{}, fmt.Errorf("weights %s: no sets given", name)
	}
	for s, set := range sets {
		if err := checkWeights(set); err != nil {
			return Weights{}, fmt.Errorf("weights %s, set %d: %w", name, s+1, err)
		}
		if len(set) != len(sets[0]) {
			return Weights{}, fmt.Errorf("weights %s, set %d: %d weights, expected %d as in the first", name, s+1, len(set), len(sets[0]))
		}
	}
	return Weights{name, len(sets[0]), sets[0], len(sets) == 1, func(r *rand.Rand, into []float64) { copy(into, sets[r.IntN(len(sets))]) }}, nil
}

// Dirichlet weights are spread about the nominal shares: their mean is the nominal share m of an indicator, their
// variance m (1-m) / (concentration + 1). A concentration of the number of indicators about equal shares makes all
// weights that sum to one equally likely.
func Dirichlet(name string, nominal []float64, concentration float64) (Weights, error) {
	if err := checkWeights(nominal); err != nil {
		return Weights{}, fmt.Errorf("weights %s: %w", name, err)
	}
	if !(concentration > 0) || math.IsInf(concentration, 1) {
		return Weights{}, fmt.Errorf("weights %s: the concentration is %v, expected above zero", name, concentration)
	}
	var sum float64
	for _, w := range nominal {
		sum += w
	}
	shapes := make([]float64, len(nominal))
	for j, w := range nominal {
		shapes[j] = w / sum * concentration
	}
	return Weights{name, len(shapes), append([]float64(nil), nominal...), false, func(r *rand.Rand, into []float64) {
		for {
			var all float64
			for j, shape := range shapes {
				switch {
				case shape == 0:
					into[j] = 0
				case math.Abs(shape-1) < 1e-12:
					into[j] = r.ExpFloat64()
				default:
					into[j] = stream.Gamma(r, shape, 1)
				}
				all += into[j]
			}
			if all > 0 { // shapes near zero can all come out as zero
				return
			}
		}
	}}, nil
}

// Around multiplies each nominal weight by a number drawn evenly from 1-spread to 1+spread, with spread from 0 to 1.
func Around(name string, nominal []float64, spread float64) (Weights, error) {
	if err := checkWeights(nominal); err != nil {
		return Weights{}, fmt.Errorf("weights %s: %w", name, err)
	}
	if !(spread >= 0 && spread <= 1) {
		return Weights{}, fmt.Errorf("weights %s: the spread is %v, expected 0 to 1", name, spread)
	}
	w := append([]float64(nil), nominal...)
	return Weights{name, len(w), w, spread == 0, func(r *rand.Rand, into []float64) {
		for j, nominal := range w {
			into[j] = nominal * (1 - spread*(1-2*r.Float64()))
		}
	}}, nil
}

func checkWeights(weights []float64) error {
	var sum float64
	for j, w := range weights {
		if !(w >= 0) || math.IsInf(w, 1) {
			return fmt.Errorf("that of indicator %d is %v, expected zero or more", j+1, w)
		}
		sum += w
	}
	if !(sum > 0) || math.IsInf(sum, 1) {
		return fmt.Errorf("they sum to %v, expected more than zero", sum)
	}
	return nil
}
