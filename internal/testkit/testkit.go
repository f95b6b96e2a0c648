// Package testkit finds what tests need beside the repository: reference answers, published files, a browser.
//
// A test that lacks what it needs skips and says why. With GOODMEASURE_TEST_REQUIRE_ALL=1, as in CI, it fails
// instead, so that a green run there has left nothing out.
package testkit

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
)

// SkipOrFail skips the test with the reason, or fails it where nothing may be left out.
func SkipOrFail(t testing.TB, reason string) {
	t.Helper()
	if os.Getenv("GOODMEASURE_TEST_REQUIRE_ALL") == "1" {
		t.Fatalf("needed here: %s", reason)
	}
	t.Skip(reason)
}

// Shared returns the path of a file or folder in the test material that stands beside the repository, by default
// ../shared from its root; GOODMEASURE_SHARED names another place.
func Shared(t testing.TB, elem ...string) string {
	t.Helper()
	dir := os.Getenv("GOODMEASURE_SHARED")
	if dir == "" {
		dir = filepath.Join(Root(), "..", "shared")
	}
	path := filepath.Join(append([]string{dir}, elem...)...)
	if _, err := os.Stat(path); err != nil {
		SkipOrFail(t, "test material not found: "+path+" (set GOODMEASURE_SHARED to its folder)")
	}
	return path
}

// Golden returns the path of a reference answer.
func Golden(t testing.TB, name string) string {
	t.Helper()
	return Shared(t, "golden", name)
}

// GoldenJSON reads a reference answer into v.
func GoldenJSON(t testing.TB, name string, v any) {
	t.Helper()
	text, err := os.ReadFile(Golden(t, name))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, v); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// GoldenCSV reads a reference table as one map per row, keyed by the header.
func GoldenCSV(t testing.TB, name string) []map[string]string {
	t.Helper()
	return Rows(t, Golden(t, name))
}

// Rows reads a CSV file as one map per row, keyed by the header.
func Rows(t testing.TB, path string) []map[string]string {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	records, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	rows := make([]map[string]string, 0, len(records)-1)
	for _, record := range records[1:] {
		row := make(map[string]string, len(record))
		for i, cell := range record {
			row[records[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return rows
}

// Number reads a figure of a reference table; NaN where there is none.
func Number(t testing.TB, text string) float64 {
	t.Helper()
	if text == "" || text == "NA" || text == "NaN" {
		return math.NaN()
	}
	value, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// Near demands that a figure agrees with the reference to 1e-9, relative above 1, or that both are missing.
func Near(t testing.TB, what string, got, want float64) {
	t.Helper()
	if math.IsNaN(got) != math.IsNaN(want) || math.Abs(got-want) > 1e-9*math.Max(1, math.Abs(want)) {
		t.Errorf("%s: %v, expected %v", what, got, want)
	}
}

// Root is the folder of the repository.
func Root() string {
	_, file, _, ok := runtime.Caller(0)
	if !ok {
		panic("testkit: no caller information")
	}
	return filepath.Join(filepath.Dir(file), "..", "..")
}
