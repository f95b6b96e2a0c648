package composite

import (
	"fmt"
	"math"
)

// Availability is how much is known of a unit.
type Availability struct {
	Missing, Zero int     // indicators
	Known         float64 // share of the indicators, 0 to 1
	NonZero       float64 // share of the known indicators; NaN where none is known
}

// Available counts what is known of every unit over indicators of one length.
func Available(indicators [][]float64) ([]Availability, error) {
	if len(indicators) == 0 {
		return nil, fmt.Errorf("availability: no indicators")
	}
	out := make([]Availability, len(indicators[0]))
	for j, x := range indicators {
		if len(x) != len(out) {
			return nil, fmt.Errorf("availability: indicator %d has %d units and indicator 1 has %d", j+1, len(x), len(out))
		}
		for i, v := range x {
			if math.IsNaN(v) {
				out[i].Missing++
			} else if v == 0 {
				out[i].Zero++
			}
		}
	}
	k := len(indicators)
	for i := range out {
		known := k - out[i].Missing
		out[i].Known = float64(known) / float64(k)
		out[i].NonZero = float64(known-out[i].Zero) / float64(known)
	}
	return out, nil
}

// Screen gives the positions of the units of which at least the share leastKnown, 0 to 1, of the indicators is known.
func Screen(indicators [][]float64, leastKnown float64) ([]int, error) {
	if !(leastKnown >= 0 && leastKnown <= 1) {
		return nil, fmt.Errorf("screen: least share of known indicators is %v, expected 0 to 1", leastKnown)
	}
	available, err := Available(indicators)
	if err != nil {
		return nil, fmt.Errorf("screen: %w", err)
	}
	var kept []int
	for i, a := range available {
		if float64(len(indicators)-a.Missing) >= leastKnown*float64(len(indicators))-1e-9 {
			kept = append(kept, i)
		}
	}
	if len(kept) == 0 {
		return nil, fmt.Errorf("screen: none of the %d units has %.4g of the indicators: ask for less", len(available), leastKnown)
	}
	return kept, nil
}
