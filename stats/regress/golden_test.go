package regress

import (
	"math"
	"strconv"
	"testing"
)

// Tolerances of the reference answers.
const (
	tolEstimate = 1e-6
	tolSE       = 1e-5
	tolLogLik   = 1e-8
	tolP        = 1e-6
)

func near(t testing.TB, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance*max(math.Abs(want), 1e-3)) {
		t.Errorf("%s = %.12g, want %.12g (off by %.2g)", what, got, want, got-want)
	}
}

func numbers(t testing.TB, rows []map[string]string, column string) []float64 {
	t.Helper()
	out := make([]float64, len(rows))
	for i, row := range rows {
		v, err := strconv.ParseFloat(row[column], 64)
		if err != nil {
			t.Fatalf("column %s, row %d: %v", column, i+1, err)
		}
		out[i] = v
	}
	return out
}

func whole(t testing.TB, rows []map[string]string, column string) []int {
	t.Helper()
	out := make([]int, len(rows))
	for i, v := range numbers(t, rows, column) {
		out[i] = int(v)
	}
	return out
}

func texts(rows []map[string]string, column string) []string {
	out := make([]string, len(rows))
	for i, row := range rows {
		out[i] = row[column]
	}
	return out
}

func design(t testing.TB, parts ...[]Column) *Design {
	t.Helper()
	var columns []Column
	for _, part := range parts {
		columns = append(columns, part...)
	}
	d, err := NewDesign(columns...)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func column(term string, values []float64) []Column { return []Column{{Term: term, Values: values}} }

func factor(t testing.TB, name string, values []string, levels ...string) []Column {
	t.Helper()
	columns, err := Factor(name, values, levels...)
	if err != nil {
		t.Fatal(err)
	}
	return columns
}
