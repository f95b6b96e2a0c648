package regress

import (
	"fmt"
	"slices"
)

// Factor codes a categorical predictor as treatment contrasts: one 0/1 column per level but the first, the base, named
// by the predictor and the level as in "gb". Levels are taken in sorted order unless given; a given level that does not
// occur is left out, and a value that is not among given levels is an error.
func Factor(name string, values []string, levels ...string) ([]Column, error) {
	occurring := slices.Compact(slices.Sorted(slices.Values(values)))
	if len(levels) == 0 {
		levels = occurring
	} else {
		for i, v := range values {
			if !slices.Contains(levels, v) {
				return nil, fmt.Errorf("factor %q: row %d holds %q; expected one of %q", name, i+1, v, levels)
			}
		}
		levels = slices.DeleteFunc(slices.Clone(levels), func(level string) bool {
			return !slices.Contains(occurring, level)
		})
	}
	if len(levels) < 2 {
		return nil, fmt.Errorf("factor %q: %d level(s) among %d values; at least 2 are needed, drop it", name, len(levels), len(values))
	}
	columns := make([]Column, len(levels)-1)
	for k, level := range levels[1:] {
		columns[k] = Column{Term: name + level, Values: make([]float64, len(values))}
		for i, v := range values {
			if v == level {
				columns[k].Values[i] = 1
			}
		}
	}
	return columns, nil
}
