package store

import (
	"cmp"
	"math"
	"slices"
)

// weightOf is the weight of a field in the order by relevance.
var weightOf = [4]float64{8, 3, 3, 1}

// rank puts what was found in order by Okapi BM25 with k₁ = 1.2 and b = 0.75, and the latest first where it is the same. A
// phrase that more than half of all entries have counts next to nothing. Robertson and Zaragoza (2009), The probabilistic
// relevance framework: BM25 and beyond.
func (s *sought) rank() []int64 {
	entries, words := 0.0, 0.0
	for _, e := range s.index {
		if e.record != 0 {
			entries, words = entries+1, words+float64(e.words)
		}
	}
	mean := words / entries
	ids, score := make([]int64, len(s.hits)), make(map[int64]float64, len(s.hits))
	for i, h := range s.hits {
		short := 1.2 * (1 - 0.75 + 0.75*float64(h.words)/mean)
		for n, often := range h.often {
			having := float64(s.having[n])
			rarity := max(1e-6, math.Log((entries-having+0.5)/(having+0.5)))
			score[h.record] += rarity * (often * 2.2 / (often + short))
		}
		ids[i] = h.record
	}
	slices.SortFunc(ids, func(a, b int64) int { return cmp.Or(cmp.Compare(score[b], score[a]), cmp.Compare(b, a)) })
	return ids
}
