package agree

import (
	"fmt"
	"math"
	"slices"
)

// completePairs keeps the positions where both variables are known and demands at least least of them, with variation
// in both.
func completePairs(x, y []float64, least int) (px, py []float64, err error) {
	px, py, err = knownPairs(x, y, least)
	if err != nil {
		return nil, nil, err
	}
	if err := varies("first variable", px); err != nil {
		return nil, nil, err
	}
	if err := varies("second variable", py); err != nil {
		return nil, nil, err
	}
	return px, py, nil
}

func knownPairs(x, y []float64, least int) (px, py []float64, err error) {
	if len(x) != len(y) {
		return nil, nil, fmt.Errorf("the variables have %d and %d cases: they must be of one length", len(x), len(y))
	}
	px, py = make([]float64, 0, len(x)), make([]float64, 0, len(y))
	for i := range x {
		if math.IsInf(x[i], 0) || math.IsInf(y[i], 0) {
			return nil, nil, fmt.Errorf("case %d is infinite: give NaN if it is missing", i)
		}
		if !math.IsNaN(x[i]) && !math.IsNaN(y[i]) {
			px, py = append(px, x[i]), append(py, y[i])
		}
	}
	if len(px) < least {
		return nil, nil, fmt.Errorf("%d cases with both values known, at least %d needed", len(px), least)
	}
	return px, py, nil
}

func varies(what string, values []float64) error {
	if ranks := midranks(values); slices.Min(ranks) < slices.Max(ranks) {
		return nil
	}
	return fmt.Errorf("the %s is %v in all %d cases: it must vary", what, values[0], len(values))
}

// completeItems turns one slice per rater into one row per item, keeping the items that every rater rated.
func completeItems(raters [][]float64, leastRaters, leastItems int) ([][]float64, error) {
	if err := sameLength(raters, leastRaters); err != nil {
		return nil, err
	}
	var items [][]float64
	for i := range raters[0] {
		item := make([]float64, 0, len(raters))
		for _, ratings := range raters {
			if !math.IsNaN(ratings[i]) {
				item = append(item, ratings[i])
			}
		}
		if len(item) == len(raters) {
			items = append(items, item)
		}
	}
	if len(items) < leastItems {
		return nil, fmt.Errorf("%d items rated by all %d raters, at least %d needed", len(items), len(raters), leastItems)
	}
	return items, nil
}

func sameLength(raters [][]float64, least int) error {
	if len(raters) < least {
		return fmt.Errorf("%d raters, at least %d needed", len(raters), least)
	}
	for j, ratings := range raters {
		if len(ratings) != len(raters[0]) {
			return fmt.Errorf("rater %d has %d items and rater 0 has %d: they must be of one length", j, len(ratings), len(raters[0]))
		}
		for i, v := range ratings {
			if math.IsInf(v, 0) {
				return fmt.Errorf("item %d of rater %d is infinite: give NaN if it is missing", i, j)
			}
		}
	}
	return nil
}
