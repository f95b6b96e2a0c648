// Package composite makes one score of many indicators, level by level, and looks back from the score to the data.
//
// The stages stand beside it, each a package: impute fills gaps, treat deals with outliers, normalise brings indicators
// to a common scale, weigh derives weights, aggregate combines; stress repeats all of it under a million other choices,
// sensitivity says which choice matters, and anyweights what no choice of weights could change.
//
// Data are slices with one value for each unit, NaN where it is missing.
//
// Source: OECD and JRC (2008), Handbook on Constructing Composite Indicators.
package composite
