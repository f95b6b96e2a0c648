package study

import "slices"

// Hundred tells whether every score of the definition lies from 0 to 100, by the way in which it is made.
func (d *Definition) Hundred() bool {
	within := d.Combine.Normalisation == NormalisePercentile || d.Combine.Normalisation == NormaliseMinMax && d.Combine.Scale == [2]Number{0, 100}
	return within && d.Combine.Aggregation != AggregateCopeland && !slices.ContainsFunc(d.Groups, func(g Group) bool { return g.Aggregation == AggregateCopeland })
}
