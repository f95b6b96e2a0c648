package aggregate

import (
	"fmt"
	"math"

	"goodmeasure/stats/composite/internal/simplex"
)

// BenefitOfTheDoubt is a unit's weighted sum under the weights, zero or more, that are best for it, among those under
// which no unit has more than 1: 1 means that no mixture of other units does better on everything. It is data
// envelopment analysis with one input that is the same for all, and needs complete data of zero or more.
//
// Source: Cherchye and others (2007), An introduction to benefit of the doubt composite indicators, Social Indicators
// Research 82, 111-145.
type BenefitOfTheDoubt struct{}

// Scores gives each unit's largest score. It takes no weights but those of zero.
func (m BenefitOfTheDoubt) Scores(indicators [][]float64, weights []float64) ([]float64, error) {
	scores, _, err := m.Weights(indicators, weights)
	return scores, err
}

// Weights gives each unit's largest score and the weights, one for each indicator in its own unit, that make it.
func (m BenefitOfTheDoubt) Weights(indicators [][]float64, weights []float64) (scores []float64, best [][]float64, err error) {
	w, err := shares(m, indicators, weights)
	if err != nil {
		return nil, nil, err
	}
	if err := unweighted(m, w); err != nil {
		return nil, nil, err
	}
	if err := complete(m, indicators); err != nil {
		return nil, nil, err
	}
	units := len(indicators[0])
	var kept []int
	largest := make([]float64, len(indicators))
	for j, x := range indicators {
		for i, v := range x {
			if v < 0 {
				return nil, nil, &ValueError{m, i, j, v, "zero or more"}
			}
			largest[j] = math.Max(largest[j], v)
		}
		if w[j] > 0 && largest[j] > 0 {
			kept = append(kept, j)
		}
	}
	if len(kept) == 0 {
		return nil, nil, fmt.Errorf("%v: every indicator is zero for all %d units", m, units)
	}
	limits, ones := make([][]float64, units), make([]float64, units)
	for i := range limits {
		ones[i] = 1
		for _, j := range kept {
			limits[i] = append(limits[i], indicators[j][i]/largest[j])
		}
	}
	for i := range units {
		s, err := simplex.Maximise(limits[i], limits, ones)
		if err != nil {
			return nil, nil, fmt.Errorf("%v: unit %d: %w", m, i+1, err)
		}
		own := make([]float64, len(indicators))
		for k, j := range kept {
			own[j] = s.X[k] / largest[j]
		}
		scores, best = append(scores, s.Value), append(best, own)
	}
	return scores, best, nil
}

func (BenefitOfTheDoubt) String() string { return "benefit of the doubt" }
