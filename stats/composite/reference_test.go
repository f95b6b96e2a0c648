package composite_test

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"testing"

	"goodmeasure/internal/testkit"
	"goodmeasure/stats/composite"
	"goodmeasure/stats/composite/normalise"
)

// framework is what a table of indicators in the layout of COINr says.
type framework struct {
	tree         *composite.Tree
	codes        []string // of the nodes, in the order given to the tree
	names        []string // of the indicators, in the order of the tree
	directions   []normalise.Direction
	denominators map[string]string
}

func readFramework(t *testing.T, file string) framework {
	t.Helper()
	var nodes []composite.Node
	direction := map[string]normalise.Direction{}
	f := framework{denominators: map[string]string{}}
	for _, row := range readMeta(t, file) {
		if row["Type"] != "Indicator" && row["Type"] != "Aggregate" {
			continue
		}
		code := row["iCode"]
		nodes = append(nodes, composite.Node{Name: code, Parent: row["Parent"], Weight: testkit.Number(t, row["Weight"])})
		f.codes = append(f.codes, code)
		direction[code] = normalise.Direction(testkit.Number(t, row["Direction"]))
		f.denominators[code] = row["Denominator"]
	}
	var err error
	if f.tree, err = composite.NewTree(nodes); err != nil {
		t.Fatal(err)
	}
	f.names = f.tree.Indicators()
	for _, name := range f.names {
		f.directions = append(f.directions, direction[name])
	}
	return f
}

// readMeta reads a table in which names and units may hold commas that are not quoted.
func readMeta(t *testing.T, file string) []map[string]string {
	t.Helper()
	text, err := os.ReadFile(testkit.Golden(t, file))
	if err != nil {
		t.Fatal(err)
	}
	reader := csv.NewReader(bytes.NewReader(text))
	reader.FieldsPerRecord = -1
	records, err := reader.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, record := range records[1:] {
		row := map[string]string{}
		for c, key := range records[0] {
			row[key] = record[c+len(record)-len(records[0])]
		}
		if len(record) > len(records[0]) {
			direction := slices.IndexFunc(record, func(s string) bool { return s == "-1" || s == "1" })
			if direction == 0 { // that was the level
				direction = 1 + slices.IndexFunc(record[1:], func(s string) bool { return s == "-1" || s == "1" })
			}
			row["iCode"], row["Direction"], row["Weight"] = record[1], record[direction], record[direction+1]
		}
		rows = append(rows, row)
	}
	return rows
}

// data is a stage of the making of an index.
type data struct {
	units   []string
	columns map[string][]float64
	words   map[string][]string
}

func readData(t *testing.T, file string) data {
	t.Helper()
	d := data{columns: map[string][]float64{}, words: map[string][]string{}}
	for _, row := range testkit.GoldenCSV(t, file) {
		d.units = append(d.units, row["uCode"])
		for name, cell := range row {
			d.words[name] = append(d.words[name], cell)
			v, err := strconv.ParseFloat(cell, 64)
			if err != nil {
				v = math.NaN()
			}
			d.columns[name] = append(d.columns[name], v)
		}
	}
	return d
}

func (d data) of(names []string) [][]float64 {
	out := make([][]float64, len(names))
	for j, name := range names {
		out[j] = d.columns[name]
	}
	return out
}

func correlated(t *testing.T, scores []composite.Score, parents []string, file string) {
	t.Helper()
	byName, var1 := map[string]composite.Score{}, []composite.Score{}
	var members []composite.Score
	for _, s := range scores {
		byName[s.Name] = s
		if s.Level == 1 {
			members = append(members, s)
		}
	}
	for _, name := range parents {
		var1 = append(var1, byName[name])
	}
	got := composite.Correlations(var1, members)
	for _, row := range testkit.GoldenCSV(t, file) {
		for i, p := range parents {
			for j, m := range members {
				if row["Var1"] == p && row["Var2"] == m.Name {
					testkit.Near(t, file+" "+p+" "+m.Name, got[i][j], testkit.Number(t, row["Correlation"]))
				}
			}
		}
	}
}

func each(t *testing.T, x [][]float64, f func([]float64) ([]float64, error)) [][]float64 {
	t.Helper()
	out := make([][]float64, len(x))
	for j := range x {
		var err error
		if out[j], err = f(x[j]); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func pick(x []float64, at []int) []float64 {
	out := make([]float64, len(at))
	for k, i := range at {
		out[k] = x[i]
	}
	return out
}

func sameTable(t *testing.T, stage string, names []string, x [][]float64, want data) {
	t.Helper()
	for j, name := range names {
		if len(x[j]) != len(want.units) {
			t.Fatalf("%s: %d units, expected %d", stage, len(x[j]), len(want.units))
		}
		for i, w := range want.columns[name] {
			testkit.Near(t, fmt.Sprint(stage, " ", name, " ", want.units[i]), x[j][i], w)
		}
	}
}

func sameScores(t *testing.T, stage string, scores []composite.Score, want data) {
	t.Helper()
	for _, s := range scores {
		sameTable(t, stage, []string{s.Name}, [][]float64{s.Values}, want)
	}
}
