package regress

import (
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"goodmeasure/internal/testkit"
)

func TestScanAgreesWithOrdinal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(8, 40).Draw(t, "n")
		y := rapid.SliceOfN(rapid.IntRange(1, 4), n, n).Draw(t, "y")
		x := rapid.SliceOfN(rapid.Map(rapid.IntRange(-30, 30), func(v int) float64 { return float64(v) / 4 }), n, n).Draw(t, "x")
		d, err := NewDesign(Column{Term: "x", Values: x})
		if err != nil || len(slices.Compact(slices.Sorted(slices.Values(y)))) < 2 {
			return
		}
		fit, err := Ordinal(y, d, OrdinalOptions{})
		slope, lr, scanErr := new(OrdinalScan).Fit(y, x)
		if (err == nil) != (scanErr == nil) {
			t.Fatalf("fit: %v; scan: %v", err, scanErr)
		}
		var a, b *SeparationError
		if errors.As(err, &a) != errors.As(scanErr, &b) || (a != nil && a.Complete != b.Complete) {
			t.Fatalf("fit: %v; scan: %v", err, scanErr)
		}
		if err != nil {
			return
		}
		if d := slope - fit.Slopes[0].Estimate; d > 1e-6 || d < -1e-6 {
			t.Fatalf("slope %v, want %v", slope, fit.Slopes[0].Estimate)
		}
		if d := lr - fit.LR; d > 1e-7 || d < -1e-7 {
			t.Fatalf("LR %v, want %v", lr, fit.LR)
		}
	})
}

func permuted(b *testing.B) ([]int, []float64) {
	y, x := complete(b, testkit.GoldenCSV(b, "02_indicators_input.csv"), "I02")
	for len(y) < 150 { // to the size of the target
		y, x = append(y, y[len(y)-100]), append(x, x[len(x)-100])
	}
	return y, x
}

func BenchmarkScan14x999PermutationsOf150(b *testing.B) {
	y, x := permuted(b)
	var scan OrdinalScan
	random := rand.New(rand.NewPCG(1, 2))
	for b.Loop() {
		for range 14 * 999 {
			random.Shuffle(len(y), func(i, j int) { y[i], y[j] = y[j], y[i] })
			if _, _, err := scan.Fit(y, x); err != nil {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkOrdinalOnePredictor150(b *testing.B) {
	y, x := permuted(b)
	for b.Loop() {
		if _, err := Ordinal(y, design(b, column("x", x)), OrdinalOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}
