package agree

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Disagreement says how much two different ratings count against agreement.
type Disagreement int

const (
	Unweighted Disagreement = iota // any difference counts alike
	Linear                         // by the distance between the ratings
	Quadratic                      // by its square
)

// KappaResult is Cohen's kappa of two raters.
type KappaResult struct {
	N, Categories    int
	Observed, Chance float64 // share of possible agreement seen, and expected of independent raters
	Kappa            float64 // (Observed − Chance)/(1 − Chance)
	SE               float64 // large-sample standard error of Kappa
	Low, High        float64 // 95%: Kappa ± 1.96 SE, cut to [−1, 1]
	// SENull, Z and P test no agreement beyond chance, Z = Kappa / SENull. Where a rater gave every item one rating there
	// is nothing to test: SENull and Z are 0 and P is 1.
	SENull, Z, P float64
}

// CohenKappa compares two raters of the same items, over the items both rated. Distances between ratings are taken from
// the numbers themselves, so a grade that nobody gave leaves the others as far apart as they are. It needs two items and
// at least two different ratings among them.
//
// Source: Cohen (1968), Psychological Bulletin 70, 213-220; both standard errors: Fleiss, Cohen and Everitt (1969),
// Psychological Bulletin 72, 323-327.
func CohenKappa(a, b []float64, by Disagreement) (KappaResult, error) {
	if by < Unweighted || by > Quadratic {
		return KappaResult{}, fmt.Errorf("cohen's kappa: disagreement %d is not known", by)
	}
	ra, rb, err := knownPairs(a, b, 2)
	if err != nil {
		return KappaResult{}, fmt.Errorf("cohen's kappa: %w", err)
	}
	position, values := categories(append(append([]float64(nil), ra...), rb...))
	k, n := len(values), len(ra)
	if k < 2 {
		return KappaResult{}, fmt.Errorf("cohen's kappa: every rating of the %d items is %v: ratings must vary", n, values[0])
	}
	share, rows, cols := make([]float64, k*k), make([]float64, k), make([]float64, k)
	for i := range n {
		r, c := position[i], position[n+i]
		share[r*k+c] += 1 / float64(n)
		rows[r] += 1 / float64(n)
		cols[c] += 1 / float64(n)
	}
	weight := func(i, j int) float64 { return by.agreement(values[i], values[j], values[k-1]-values[0]) }

	res := KappaResult{N: n, Categories: k}
	rowMean, colMean := make([]float64, k), make([]float64, k)
	for i := range k {
		for j := range k {
			w := weight(i, j)
			res.Observed += w * share[i*k+j]
			res.Chance += w * rows[i] * cols[j]
			rowMean[i] += w * cols[j]
			colMean[j] += w * rows[i]
		}
	}
	res.Kappa = (res.Observed - res.Chance) / (1 - res.Chance)
	spread, nullSpread := 0.0, 0.0
	for i := range k {
		for j := range k {
			mean, w := rowMean[i]+colMean[j], weight(i, j)
			spread += share[i*k+j] * math.Pow(w-mean*(1-res.Kappa), 2)
			nullSpread += rows[i] * cols[j] * math.Pow(w-mean, 2)
		}
	}
	scale := math.Sqrt(float64(n)) * (1 - res.Chance)
	res.SE = math.Sqrt(max(0, spread-math.Pow(res.Kappa-res.Chance*(1-res.Kappa), 2))) / scale
	res.SENull = math.Sqrt(max(0, nullSpread-res.Chance*res.Chance)) / scale
	half := distuv.UnitNormal.Quantile((1+confidence)/2) * res.SE
	res.Low, res.High = max(-1, res.Kappa-half), min(1, res.Kappa+half)
	res.P = 1
	if singleRating(rows) || singleRating(cols) {
		res.SENull = 0
	} else {
		res.Z = res.Kappa / res.SENull
		res.P = normalP(res.Z)
	}
	return res, nil
}

// agreement is 1 for like ratings and falls to 0 for the two ends of the scale.
func (d Disagreement) agreement(u, v, span float64) float64 {
	distance := math.Abs(u-v) / span
	switch {
	case d == Quadratic:
		return 1 - distance*distance
	case d == Linear:
		return 1 - distance
	case distance == 0:
		return 1
	}
	return 0
}

func singleRating(shares []float64) bool {
	used := 0
	for _, share := range shares {
		if share > 0 {
			used++
		}
	}
	return used == 1
}
