package agree

import (
	"fmt"
	"math"
)

// FleissResult is Fleiss' kappa of several raters.
type FleissResult struct {
	N, M       int // items, raters
	Kappa      float64
	SE, Z, P   float64 // of no agreement beyond chance
	ByCategory []CategoryKappa
}

// CategoryKappa is the agreement on whether a rating is this category or another.
type CategoryKappa struct {
	Category  float64
	Share     float64 // of all ratings
	Kappa, SE float64
	Z, P      float64
}

// FleissKappa computes the agreement of several raters on unordered categories beyond what the shares of the categories
// give by chance, over the items that every rater rated. raters holds one slice of ratings per rater. It needs two
// raters, two items and two categories in use.
//
// Source: Fleiss (1971), Psychological Bulletin 76, 378-382; the standard errors: Fleiss, Nee and Landis (1979),
// Psychological Bulletin 86, 974-977.
func FleissKappa(raters [][]float64) (FleissResult, error) {
	items, err := completeItems(raters, 2, 2)
	if err != nil {
		return FleissResult{}, fmt.Errorf("fleiss' kappa: %w", err)
	}
	var all []float64
	for _, item := range items {
		all = append(all, item...)
	}
	position, distinct := categories(all)
	if len(distinct) < 2 {
		return FleissResult{}, fmt.Errorf("fleiss' kappa: every rating of the %d items is %v: ratings must vary", len(items), distinct[0])
	}
	n, m := float64(len(items)), float64(len(raters))
	share, squares := make([]float64, len(distinct)), make([]float64, len(distinct))
	for i := range items {
		count := make([]float64, len(distinct))
		for _, c := range position[i*len(raters) : (i+1)*len(raters)] {
			count[c]++
		}
		for c, times := range count {
			share[c] += times / (n * m)
			squares[c] += times * times
		}
	}

	res := FleissResult{N: len(items), M: len(raters)}
	pairs := n * m * (m - 1)
	var pq, pqSkew, alike float64
	for c, p := range share {
		q := 1 - p
		pq += p * q
		pqSkew += p * q * (q - p)
		alike += squares[c] / pairs
		category := CategoryKappa{
			Category: distinct[c], Share: p,
			Kappa: ((squares[c]-n*m*p)/(pairs*p) - p) / q, SE: math.Sqrt(2 / pairs),
		}
		category.Z = category.Kappa / category.SE
		category.P = normalP(category.Z)
		res.ByCategory = append(res.ByCategory, category)
	}
	observed, chance := alike-1/(m-1), 1-pq
	res.Kappa = (observed - chance) / (1 - chance)
	res.SE = math.Sqrt(2/pairs*(pq*pq-pqSkew)) / pq
	res.Z = res.Kappa / res.SE
	res.P = normalP(res.Z)
	return res, nil
}
