package definition

import (
	"slices"

	"goodmeasure/study"
)

// Recipe is a way to make one score of many indicators that has a short name, so that it can be picked from a list and
// stand in a link. A file can say much more.
type Recipe struct {
	Name  string `json:"name"`
	Words string `json:"words"` // what it does, as one would say it to somebody choosing

	normalisation  study.Normalisation
	aggregation    study.Aggregation
	scale          [2]study.Number
	normalisations []study.Normalisation // what a stress test would have varied
	aggregations   []study.Aggregation
}

var (
	anyScale    = [2]study.Number{0, 100}
	aboveZero   = [2]study.Number{1, 100} // a geometric mean has no answer for 0
	usualMeans  = []study.Aggregation{study.AggregateArithmetic, study.AggregateCopeland}
	usualScales = []study.Normalisation{study.NormalisePercentile, study.NormaliseMinMax, study.NormaliseZScore}
)

// Recipes lists every recipe, the usual one first.
var Recipes = []Recipe{
	{"percentile", "Average the share of other authorities that do worse", study.NormalisePercentile, study.AggregateArithmetic, anyScale, usualScales, usualMeans},
	{"minmax", "Average scores from 0 for the worst figure to 100 for the best", study.NormaliseMinMax, study.AggregateArithmetic, anyScale, usualScales, usualMeans},
	{"zscore", "Average standard deviations above the mean", study.NormaliseZScore, study.AggregateArithmetic, anyScale, usualScales, usualMeans},
	{"rank", "Average the ranks", study.NormaliseRank, study.AggregateArithmetic, anyScale,
		[]study.Normalisation{study.NormaliseRank, study.NormaliseMinMax, study.NormaliseZScore}, usualMeans},
	{"geometric", "Multiply scores from 1 to 100, so that doing badly on one thing is hard to make up for", study.NormaliseMinMax, study.AggregateGeometric, aboveZero,
		[]study.Normalisation{study.NormaliseMinMax, study.NormaliseRank}, []study.Aggregation{study.AggregateGeometric, study.AggregateArithmetic}},
	{"copeland", "Set every authority against every other, measure by measure, and count wins less losses", study.NormalisePercentile, study.AggregateCopeland, anyScale, usualScales, usualMeans},
}

// Apply makes a definition follow the recipe. Where a stress test would vary the common scale or the way to combine, it then
// varies what goes with the recipe.
func (r Recipe) Apply(d *study.Definition) {
	d.Combine.Normalisation, d.Combine.Aggregation, d.Combine.Scale = r.normalisation, r.aggregation, r.scale
	d.Combine.Power, d.Combine.Reference = 0, ""
	if len(d.Vary.Normalisations) > 0 {
		d.Vary.Normalisations = slices.Clone(r.normalisations)
	}
	if len(d.Vary.Aggregations) > 0 {
		d.Vary.Aggregations = slices.Clone(r.aggregations)
	}
}

// RecipeOf is the recipe that a definition follows, if it follows one.
func RecipeOf(d *study.Definition) (Recipe, bool) {
	c := d.Combine
	for _, r := range Recipes {
		if c.Normalisation == r.normalisation && c.Aggregation == r.aggregation && (c.Scale == r.scale || c.Normalisation != study.NormaliseMinMax) {
			return r, true
		}
	}
	return Recipe{}, false
}

func recipeNamed(name string) (Recipe, bool) {
	for _, r := range Recipes {
		if r.Name == name {
			return r, true
		}
	}
	return Recipe{}, false
}
