package simplex_test

import (
	"errors"
	"math"
	"testing"

	"goodmeasure/stats/composite/internal/simplex"

	"pgregory.net/rapid"
)

func TestHandWorked(t *testing.T) {
	// Two products: 3x + 5y under x <= 4, 2y <= 12, 3x + 2y <= 18: the corner (2, 6), worth 36.
	s, err := simplex.Maximise([]float64{3, 5}, [][]float64{{1, 0}, {0, 2}, {3, 2}}, []float64{4, 12, 18})
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []float64{2, 6} {
		if math.Abs(s.X[i]-want) > 1e-12 {
			t.Errorf("x%d = %v, expected %v", i+1, s.X[i], want)
		}
	}
	for i, want := range []float64{0, 1.5, 1} {
		if math.Abs(s.Prices[i]-want) > 1e-12 {
			t.Errorf("price %d = %v, expected %v", i+1, s.Prices[i], want)
		}
	}
	if math.Abs(s.Value-36) > 1e-12 {
		t.Errorf("value %v, expected 36", s.Value)
	}
}

// TestDegenerate is the programme on which Dantzig's rule cycles for ever (Beale 1955).
func TestDegenerate(t *testing.T) {
	s, err := simplex.Maximise([]float64{0.75, -150, 0.02, -6},
		[][]float64{{0.25, -60, -0.04, 9}, {0.5, -90, -0.02, 3}, {0, 0, 1, 0}}, []float64{0, 0, 1})
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(s.Value-0.05) > 1e-12 {
		t.Errorf("value %v, expected 0.05", s.Value)
	}
}

func TestRefusals(t *testing.T) {
	if _, err := simplex.Maximise([]float64{1, 1}, [][]float64{{1, -1}}, []float64{1}); !errors.Is(err, simplex.ErrUnbounded) {
		t.Errorf("without bound: %v", err)
	}
	if _, err := simplex.Maximise([]float64{1}, [][]float64{{1}}, []float64{-1}); err == nil {
		t.Error("an infeasible start was accepted")
	}
	if _, err := simplex.Maximise([]float64{math.NaN()}, [][]float64{{1}}, []float64{1}); err == nil {
		t.Error("NaN was accepted")
	}
}

// TestDuality: the solution and its prices are feasible and have the same value, which proves both optimal. Small whole
// numbers make ties and degenerate corners common.
func TestDuality(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, columns := rapid.IntRange(1, 12).Draw(t, "rows"), rapid.IntRange(1, 8).Draw(t, "columns")
		a, b := make([][]float64, rows), make([]float64, rows)
		for i := range a {
			for range columns {
				a[i] = append(a[i], float64(rapid.IntRange(0, 3).Draw(t, "a")))
			}
			b[i] = float64(rapid.IntRange(0, 3).Draw(t, "b"))
		}
		bound := make([]float64, columns)
		for j := range bound {
			bound[j] = 1
		}
		a, b = append(a, bound), append(b, 5)
		c := make([]float64, columns)
		for j := range c {
			c[j] = float64(rapid.IntRange(-3, 3).Draw(t, "c"))
		}
		s, err := simplex.Maximise(c, a, b)
		if err != nil {
			t.Fatal(err)
		}
		var dual float64
		for i, row := range a {
			var used float64
			for j, v := range row {
				used += v * s.X[j]
			}
			if used > b[i]+1e-9 {
				t.Fatalf("row %d: %v is above %v", i, used, b[i])
			}
			dual += b[i] * s.Prices[i]
		}
		for j := range c {
			var worth float64
			for i := range a {
				worth += a[i][j] * s.Prices[i]
			}
			if worth < c[j]-1e-9 || s.X[j] < 0 {
				t.Fatalf("column %d: worth %v, cost %v, x %v", j, worth, c[j], s.X[j])
			}
		}
		if math.Abs(dual-s.Value) > 1e-9 {
			t.Fatalf("value %v, of the dual %v", s.Value, dual)
		}
	})
}
