package aggregate

import "goodmeasure/stats/composite/internal/order"

// Outranking gives for every pair of units the weight of the indicators on which the first is better, ties counting
// half, as a share of those that both have; zero for a unit with itself, and half where they share none.
func Outranking(indicators [][]float64, weights []float64) ([][]float64, error) {
	w, err := shares(Copeland{}, indicators, weights)
	if err != nil {
		return nil, err
	}
	units := len(indicators[0])
	places := make([][]int32, len(indicators)) // values that tie share one; -1 for none
	var sorter order.Sorter
	for j, x := range indicators {
		places[j] = placed(sorter.Sort(x), units)
	}
	out := make([][]float64, units)
	for a := range out {
		out[a] = make([]float64, units)
		for b := range out[a] {
			if a == b {
				continue
			}
			var better, both float64
			for j, place := range places {
				if place[a] < 0 || place[b] < 0 {
					continue
				}
				both += w[j]
				if place[a] > place[b] {
					better += w[j]
				} else if place[a] == place[b] {
					better += w[j] / 2
				}
			}
			out[a][b] = 0.5
			if both > 0 {
				out[a][b] = better / both
			}
		}
	}
	return out, nil
}

func placed(o order.Order, units int) []int32 {
	places := make([]int32, units)
	for _, unit := range o.Gaps {
		places[unit] = -1
	}
	start := int32(0)
	for _, end := range o.Ends {
		for _, unit := range o.Units[start:end] {
			places[unit] = start
		}
		start = end
	}
	return places
}
