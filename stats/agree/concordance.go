package agree

import (
	"cmp"
	"slices"
)

// concordance counts the pairs of cases by how two variables order them.
type concordance struct {
	n                      int
	concordant, discordant float64
	tiedFirst, tiedSecond  float64 // including the pairs tied in both
	pairs                  float64
	firstRuns, secondRuns  []int // lengths of the runs of tied values
}

// countConcordance takes O(n log n): cases sorted by x then y, discordant pairs are the inversions left in y
// (Knight 1966, Journal of the American Statistical Association 61, 436-439).
func countConcordance(x, y []float64) concordance {
	n := len(x)
	rx, ry := midranks(x), midranks(y)
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Or(cmp.Compare(rx[a], rx[b]), cmp.Compare(ry[a], ry[b])) })

	tiedBoth, run := 0.0, 1
	sequence := make([]float64, n)
	for k, i := range order {
		sequence[k] = ry[i]
		if k > 0 && rx[i] == rx[order[k-1]] && ry[i] == ry[order[k-1]] {
			tiedBoth += float64(run)
			run++
		} else {
			run = 1
		}
	}
	c := concordance{n: n, pairs: float64(n) * float64(n-1) / 2, firstRuns: tieLengths(rx), secondRuns: tieLengths(ry)}
	c.tiedFirst, c.tiedSecond = tiedPairs(c.firstRuns), tiedPairs(c.secondRuns)
	c.discordant = float64(inversions(sequence, make([]float64, n)))
	c.concordant = c.pairs - c.tiedFirst - c.tiedSecond + tiedBoth - c.discordant
	return c
}

// score is Kendall's S.
func (c concordance) score() float64 { return c.concordant - c.discordant }

// scoreVariance is the variance of S when the variables are independent, given their ties
// (Kendall 1970, Rank Correlation Methods, section 4.8).
func (c concordance) scoreVariance() float64 {
	n := float64(c.n)
	x, y := fallingSums(c.firstRuns), fallingSums(c.secondRuns)
	v := (n*(n-1)*(2*n+5)-x.weighted-y.weighted)/18 + x.two*y.two/(2*n*(n-1))
	if c.n > 2 {
		v += x.three * y.three / (9 * n * (n - 1) * (n - 2))
	}
	return v
}

type fallingSum struct{ two, three, weighted float64 } // Σt(t−1), Σt(t−1)(t−2), Σt(t−1)(2t+5)

func fallingSums(lengths []int) (s fallingSum) {
	for _, length := range lengths {
		t := float64(length)
		s.two += t * (t - 1)
		s.three += t * (t - 1) * (t - 2)
		s.weighted += t * (t - 1) * (2*t + 5)
	}
	return s
}

func tiedPairs(lengths []int) float64 { return fallingSums(lengths).two / 2 }

// inversions counts pairs out of order by merge sort, sorting the sequence as it goes.
func inversions(sequence, spare []float64) int {
	if len(sequence) < 2 {
		return 0
	}
	mid := len(sequence) / 2
	left, right := sequence[:mid], sequence[mid:]
	count := inversions(left, spare) + inversions(right, spare)
	merged := spare[:0]
	for len(left) > 0 && len(right) > 0 {
		if left[0] <= right[0] {
			merged, left = append(merged, left[0]), left[1:]
		} else {
			count += len(left)
			merged, right = append(merged, right[0]), right[1:]
		}
	}
	merged = append(append(merged, left...), right...)
	copy(sequence, merged)
	return count
}
