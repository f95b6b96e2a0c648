package dimension

import (
	"math/rand/v2"
	"testing"
)

func BenchmarkParallel14x70x1000(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	indicators := make([][]float64, 14)
	for j := range indicators {
		for range 70 {
			indicators[j] = append(indicators[j], random.NormFloat64())
		}
	}
	for b.Loop() {
		if _, err := Parallel(indicators, 1000, 1); err != nil {
			b.Fatal(err)
		}
	}
}
