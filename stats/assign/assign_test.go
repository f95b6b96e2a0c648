package assign_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"goodmeasure/stats/assign"
)

var no = math.Inf(1)

// everyAssignment finds the first of the cheapest by trying all, rows in order, low columns first, left over last.
func everyAssignment(cost [][]float64) (best []int, least float64) {
	rows, columns := len(cost), len(cost[0])
	least = no
	chosen, taken := make([]int, rows), make([]bool, columns)
	var try func(row, paired int, sum float64)
	try = func(row, paired int, sum float64) {
		if row == rows {
			if paired == min(rows, columns) && sum < least {
				best, least = slices.Clone(chosen), sum
			}
			return
		}
		for j := range columns {
			if !taken[j] && cost[row][j] < no {
				taken[j], chosen[row] = true, j
				try(row+1, paired+1, sum+cost[row][j])
				taken[j] = false
			}
		}
		if rows > columns {
			chosen[row] = -1
			try(row+1, paired, sum)
		}
	}
	try(0, 0, 0)
	return best, least
}

func TestAgainstEveryAssignment(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, columns := rapid.IntRange(1, 6).Draw(t, "rows"), rapid.IntRange(1, 6).Draw(t, "columns")
		// Few distinct whole numbers, so that ties abound and sums are exact.
		cell := rapid.SampledFrom([]float64{-2, 0, 1, 2, 3, no})
		cost := make([][]float64, rows)
		for i := range cost {
			cost[i] = rapid.SliceOfN(cell, columns, columns).Draw(t, "row")
		}
		want, least := everyAssignment(cost)
		got, err := assign.Optimal(cost)
		if want == nil {
			if err == nil {
				t.Fatalf("%v has no assignment, got %v", cost, got.Column)
			}
			return
		}
		if err != nil {
			t.Fatalf("%v: %v", cost, err)
		}
		if got.Cost != least || !slices.Equal(got.Column, want) {
			t.Fatalf("%v: got %v at %v, want %v at %v", cost, got.Column, got.Cost, want, least)
		}
	})
}

// Adding a constant to a row or a column of a square matrix changes no preference.
func TestConstantsDoNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 30).Draw(t, "n")
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		cost, shifted := make([][]float64, n), make([][]float64, n)
		for i := range cost {
			shift := random.Float64() * 100
			for range n {
				c := random.Float64()
				cost[i], shifted[i] = append(cost[i], c), append(shifted[i], c+shift)
			}
		}
		a, err1 := assign.Optimal(cost)
		b, err2 := assign.Optimal(shifted)
		if err1 != nil || err2 != nil || !slices.Equal(a.Column, b.Column) {
			t.Fatal(a.Column, b.Column, err1, err2)
		}
	})
}

func TestHandWorked(t *testing.T) {
	for _, c := range []struct {
		name   string
		cost   [][]float64
		column []int
		total  float64
	}{
		{"greedy is wrong", [][]float64{{1, 2}, {2, 9}}, []int{1, 0}, 4},
		{"ties take the lowest", [][]float64{{0, 0, 0}, {0, 0, 0}}, []int{0, 1}, 0},
		{"a row is left over", [][]float64{{5}, {3}, {3}}, []int{-1, 0, -1}, 3},
		{"forbidden pair avoided at a cost", [][]float64{{no, 7}, {1, 1}}, []int{1, 0}, 8},
		{"costs below zero", [][]float64{{-1, -5}, {-4, -6}}, []int{1, 0}, -9},
	} {
		got, err := assign.Optimal(c.cost)
		if err != nil || got.Cost != c.total || !slices.Equal(got.Column, c.column) {
			t.Errorf("%s: got %v at %v (%v), want %v at %v", c.name, got.Column, got.Cost, err, c.column, c.total)
		}
	}
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		cost [][]float64
		says string
	}{
		{nil, "no costs"},
		{[][]float64{{}}, "no costs"},
		{[][]float64{{1, 2}, {1}}, "row 1 has 1 costs"},
		{[][]float64{{1, math.NaN()}}, "row 0 and column 1 is NaN"},
		{[][]float64{{math.Inf(-1)}}, "is -Inf"},
		{[][]float64{{1, no, no}, {2, 2, 2}, {3, no, no}}, "rows [0 2] have only 1 permitted columns"},
		{[][]float64{{1, no}, {2, no}, {3, no}}, "columns [1] have only 0 permitted rows"},
	} {
		if _, err := assign.Optimal(c.cost); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%v: got error %v, want one that says %q", c.cost, err, c.says)
		}
	}
}

func BenchmarkOptimal153(b *testing.B) {
	random := rand.New(rand.NewPCG(1, 2))
	cost := make([][]float64, 153)
	for i := range cost {
		for range 153 {
			cost[i] = append(cost[i], random.Float64())
		}
	}
	for b.Loop() {
		if _, err := assign.Optimal(cost); err != nil {
			b.Fatal(err)
		}
	}
}
