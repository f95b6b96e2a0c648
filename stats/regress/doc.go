// Package regress fits the regression models used to ask whether a measure goes with a judgement: linear, logistic,
// Firth-penalised logistic and ordinal (cumulative link), the last two also with a random intercept for repeated
// observations of one place.
//
// Every estimator takes its outcome first and a [Design] second, and returns estimates with their standard errors on
// the scale of the columns as given. A nil design, or one without columns, fits the intercept or thresholds alone.
//
// Maximum likelihood is by Newton's method with analytic derivatives on centred and scaled columns. Before any
// fit of a categorical outcome the existence of finite estimates is decided exactly, by looking for a direction in
// which the likelihood never falls; when there is one the answer is a [SeparationError], never a huge coefficient.
//
// Ordinal models follow the sign logit P(Y <= k) = threshold_k - x'slopes: a positive slope goes with higher levels.
package regress
