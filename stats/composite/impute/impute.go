// Package impute fills the gaps of an indicator by a stated rule. What is filled in is an assumption, not a figure: the
// original keeps its gaps, and comparing the two shows what was assumed.
//
// An indicator is one value for each unit, NaN where it is missing. A method never returns a gap: where its rule has no
// answer it errs and says for which unit.
//
// Source: OECD and JRC (2008), Handbook on Constructing Composite Indicators, chapter 3 of part 1.
package impute

import (
	"fmt"
	"math"
	"slices"
)

// Mean fills every gap with the mean of the known values.
func Mean(x []float64) ([]float64, error) { return filled("mean", x, mean) }

// Median fills every gap with the median of the known values.
func Median(x []float64) ([]float64, error) { return filled("median", x, median) }

// Groups says which units are alike, so that a gap can be filled from the unit's own group.
type Groups struct {
	names []string // of the groups, in order of first appearance
	of    []int    // group of each unit
}

// NewGroups takes the name of the group of each unit.
func NewGroups(names []string) Groups {
	g := Groups{of: make([]int, len(names))}
	at := map[string]int{}
	for i, name := range names {
		group, ok := at[name]
		if !ok {
			group = len(g.names)
			at[name] = group
			g.names = append(g.names, name)
		}
		g.of[i] = group
	}
	return g
}

// Mean fills a gap with the mean of the known values of the unit's group.
func (g Groups) Mean(x []float64) ([]float64, error) { return g.filled("group mean", x, mean) }

// Median fills a gap with the median of the known values of the unit's group.
func (g Groups) Median(x []float64) ([]float64, error) { return g.filled("group median", x, median) }

// Row fills the gaps of a unit with the mean of its own values on the other indicators, each one slice over the units,
// which must therefore be on a common scale already. It errs where a unit has no value at all.
func Row(indicators [][]float64) ([][]float64, error) {
	out := make([][]float64, len(indicators))
	for j, x := range indicators {
		if len(x) != len(indicators[0]) {
			return nil, fmt.Errorf("impute by a unit's other indicators: indicator %d has %d units and indicator 1 has %d", j+1, len(x), len(indicators[0]))
		}
		if err := finite(x); err != nil {
			return nil, fmt.Errorf("impute by a unit's other indicators: indicator %d: %w", j+1, err)
		}
		out[j] = slices.Clone(x)
	}
	if len(indicators) == 0 {
		return out, nil
	}
	for i := range indicators[0] {
		var known []float64
		for _, x := range indicators {
			if !math.IsNaN(x[i]) {
				known = append(known, x[i])
			}
		}
		if len(known) == len(indicators) {
			continue
		}
		if len(known) == 0 {
			return nil, fmt.Errorf("impute by a unit's other indicators: unit %d has none: screen it out", i+1)
		}
		fill := mean(known)
		for j := range out {
			if math.IsNaN(out[j][i]) {
				out[j][i] = fill
			}
		}
	}
	return out, nil
}

// Carried is an indicator of the last period with gaps filled from earlier ones.
type Carried struct {
	Values []float64
	Age    []int // periods since the value was measured, 0 where it is of the last period
}

// CarryForward fills a gap of the last period with the unit's latest known value, looking back at most so many periods.
// Periods go from earliest to latest, each with a value for every unit. Units without a value in that window keep the
// gap, since nothing says what it was, and have Age -1.
func CarryForward(periods [][]float64, most int) (Carried, error) {
	if len(periods) == 0 {
		return Carried{}, fmt.Errorf("carry values forward: no periods given")
	}
	last := len(periods) - 1
	for p, x := range periods {
		if len(x) != len(periods[last]) {
			return Carried{}, fmt.Errorf("carry values forward: period %d has %d units and the last has %d", p+1, len(x), len(periods[last]))
		}
		if err := finite(x); err != nil {
			return Carried{}, fmt.Errorf("carry values forward: period %d: %w", p+1, err)
		}
	}
	out := Carried{slices.Clone(periods[last]), make([]int, len(periods[last]))}
	for i, v := range out.Values {
		if !math.IsNaN(v) {
			continue
		}
		out.Age[i] = -1
		for age := 1; age <= min(most, last); age++ {
			if earlier := periods[last-age][i]; !math.IsNaN(earlier) {
				out.Values[i], out.Age[i] = earlier, age
				break
			}
		}
	}
	return out, nil
}

func filled(by string, x []float64, centre func([]float64) float64) ([]float64, error) {
	out := make([]float64, len(x))
	known, endless := 0, false // the known values are moved up to the front for now
	for _, v := range x {
		if v == v {
			out[known] = v
			known++
			endless = endless || v-v != 0
		}
	}
	switch {
	case endless:
		return nil, fmt.Errorf("impute by %s: %w", by, finite(x))
	case known == 0:
		return nil, fmt.Errorf("impute by %s: none of the %d units has a value: leave the indicator out", by, len(x))
	case known == len(x):
		return out, nil
	}
	fill := centre(out[:known])
	copy(out, x)
	for i, v := range x {
		if v != v {
			out[i] = fill
		}
	}
	return out, nil
}

func (g Groups) filled(by string, x []float64, centre func([]float64) float64) ([]float64, error) {
	if len(g.of) != len(x) {
		return nil, fmt.Errorf("impute by %s: %d values and groups of %d units", by, len(x), len(g.of))
	}
	if err := finite(x); err != nil {
		return nil, fmt.Errorf("impute by %s: %w", by, err)
	}
	out := slices.Clone(x)
	fills := make([]float64, len(g.names))
	for group := range fills {
		fills[group] = math.NaN()
	}
	var members []float64
	for i, v := range x {
		group := g.of[i]
		if !math.IsNaN(v) {
			continue
		}
		if math.IsNaN(fills[group]) {
			members = members[:0]
			for other, w := range x {
				if g.of[other] == group && !math.IsNaN(w) {
					members = append(members, w)
				}
			}
			if len(members) == 0 {
				return nil, fmt.Errorf("impute by %s: unit %d is in group %q, in which no unit has a value: use wider groups", by, i+1, g.names[group])
			}
			fills[group] = centre(members)
		}
		out[i] = fills[group]
	}
	return out, nil
}

func finite(x []float64) error {
	for i, v := range x {
		if v-v != 0 && v == v {
			return fmt.Errorf("unit %d has the value %v, expected a finite number or a missing value", i+1, v)
		}
	}
	return nil
}

func mean(x []float64) float64 {
	var sum float64
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}

// median puts the values out of order.
func median(x []float64) float64 {
	middle := len(x) / 2
	upper := nth(x, middle)
	if len(x)%2 == 1 {
		return upper
	}
	return (slices.Max(x[:middle]) + upper) / 2
}

// nth finds the value at position n of those sorted, and leaves none above it before it: Hoare's selection.
func nth(x []float64, n int) float64 {
	for low, high := 0, len(x)-1; low < high; {
		pivot := x[low+(high-low)/2]
		i, j := low, high
		for i <= j {
			for x[i] < pivot {
				i++
			}
			for x[j] > pivot {
				j--
			}
			if i <= j {
				x[i], x[j] = x[j], x[i]
				i++
				j--
			}
		}
		switch {
		case n <= j:
			high = j
		case n >= i:
			low = i
		default:
			return x[n]
		}
	}
	return x[n]
}
