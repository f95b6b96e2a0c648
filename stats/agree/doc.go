// Package agree measures association between two variables and agreement among several raters or indicators.
//
// Association: [Pearson], [Spearman], [Kendall], [Gamma], [SomersD], [AUC], [KruskalWallis], [Jonckheere] and the
// table of them all, [Correlations]. Agreement: [CohenKappa], [FleissKappa], [KendallConcordance], [MeanSpearman], [ICC],
// [CronbachAlpha] and [KrippendorffAlpha].
//
// A missing value is NaN. Functions of two variables use the cases where both are known; functions of several raters
// take one slice per rater, all of one length, and use the items that every rater rated unless they say otherwise.
// Each result carries N, the number of cases used. Too few cases, a variable that does not vary, an infinite value or
// slices of different lengths are errors.
//
// Two values count as tied when they agree to ten significant digits, so that 2/6 and 1/3 tie however they were
// reached. P values are two-sided unless a field says otherwise.
package agree
