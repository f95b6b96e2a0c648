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

// GroupMean fills a gap with the mean of the known values of the unit's group.
func GroupMean(x []float64, groups []string) ([]float64, error) {
	return groupFilled("group mean", x, groups, mean)
}

// GroupMedian fills a gap with the median of the known values of the unit's group.
func GroupMedian(x []float64, groups []string) ([]float64, error) {
	return groupFilled("group median", x, groups, median)
}

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
	return groupFilled(by, x, make([]string, len(x)), centre)
}

func groupFilled(by string, x []float64, groups []string, centre func([]float64) float64) ([]float64, error) {
	if len(groups) != len(x) {
		return nil, fmt.Errorf("impute by %s: %d values and %d groups", by, len(x), len(groups))
	}
	if err := finite(x); err != nil {
		return nil, fmt.Errorf("impute by %s: %w", by, err)
	}
	known := map[string][]float64{}
	for i, v := range x {
		if !math.IsNaN(v) {
			known[groups[i]] = append(known[groups[i]], v)
		}
	}
	centres := map[string]float64{}
	for group, values := range known {
		centres[group] = centre(values)
	}
	out := slices.Clone(x)
	for i, v := range x {
		if !math.IsNaN(v) {
			continue
		}
		fill, ok := centres[groups[i]]
		switch {
		case !ok && groups[i] == "":
			return nil, fmt.Errorf("impute by %s: none of the %d units has a value: leave the indicator out", by, len(x))
		case !ok:
			return nil, fmt.Errorf("impute by %s: unit %d is in group %q, in which no unit has a value: use wider groups", by, i+1, groups[i])
		}
		out[i] = fill
	}
	return out, nil
}

func finite(x []float64) error {
	for i, v := range x {
		if math.IsInf(v, 0) {
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

func median(x []float64) float64 {
	sorted := slices.Sorted(slices.Values(x))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}
