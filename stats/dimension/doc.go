// Package dimension asks how many things a set of indicators measures.
//
// [PCA] finds the principal components of the correlation matrix, [Varimax] turns their loadings, [OECDWeights] reads
// weights off them, [Adequate] says whether the correlations are fit to be analysed so, and [Parallel] how many
// components stand out from noise.
//
// Indicators come as one slice each, all of one length; a missing value is NaN. The cases on which every indicator is
// known are used, and each result carries their number N and the number of indicators M. Loadings are one row per
// indicator and one column per component.
package dimension
