package dimension

import (
	"math/rand/v2"
	"testing"
)

func noise(m, n int) [][]float64 {
	random := rand.New(rand.NewPCG(1, 2))
	indicators := make([][]float64, m)
	for j := range indicators {
		for range n {
			indicators[j] = append(indicators[j], random.NormFloat64())
		}
	}
	return indicators
}

func BenchmarkParallel14x70x1000(b *testing.B) {
	indicators := noise(14, 70)
	for b.Loop() {
		if _, err := Parallel(indicators, 1000, 1); err != nil {
			b.Fatal(err)
		}
	}
}
