package publish_test

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"goodmeasure/internal/publish"
	"goodmeasure/method"
	"goodmeasure/stats/composite/normalise"
	"goodmeasure/study"
)

func tableIndex(t *testing.T) *method.Index {
	t.Helper()
	m := &method.Matrix{Units: []method.IndexUnit{{Code: "=1+1", Name: "=cmd|' /C calc'!A0"}, {Code: "201", Name: "<b>Brack</b>"}, {Code: "c", Name: "+Cull"}},
		Indicators: []method.IndexIndicator{{Code: "a", Name: "@first", Direction: study.HigherIsBetter}, {Code: "b", Name: "-second", Direction: study.LowerIsBetter}},
		Values:     [][]float64{{1.25, 2, 3}, {4, math.NaN(), 6}}}
	r := &method.Recipe{Scales: []normalise.Method{normalise.MinMax{Upper: 1}, normalise.MinMax{Upper: 1}}, Treatments: make([]method.Treatment, 2),
		Weights: []float64{1, 1}, Parents: []string{"top", "top"},
		Groups: []method.IndexGroup{{Code: "top", Name: "Top", Weight: 1, Method: method.Combiner(study.AggregateArithmetic, 0)}}}
	x, err := method.MakeTableIndex(m, r)
	if err != nil {
		t.Fatal(err)
	}
	x.Title, x.Program = "=Test", "goodmeasure"
	return x
}

// TestIndexWorkbookHoldsNoFormula reads every cell of the spreadsheet back.
func TestIndexWorkbookHoldsNoFormula(t *testing.T) {
	folder := t.TempDir()
	if _, err := publish.WriteIndex(folder, tableIndex(t)); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenFile(filepath.Join(folder, "index.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for r := range rows {
			for c := range rows[r] {
				at, err := excelize.CoordinatesToCellName(c+1, r+1)
				if err != nil {
					t.Fatal(err)
				}
				if formula, err := book.GetCellFormula(sheet, at); err != nil || formula != "" {
					t.Errorf("%s %s: formula %q (%v)", sheet, at, formula, err)
				}
			}
		}
	}
	for at, want := range map[string]string{"A1": "unit", "A2": "=1+1", "A3": "201", "C2": "1.25", "D3": ""} {
		if got, err := book.GetCellValue("values", at); err != nil || got != want {
			t.Errorf("values %s: %q (%v), expected %q", at, got, err, want)
		}
	}
	if kind, err := book.GetCellType("values", "A3"); err != nil || kind == excelize.CellTypeNumber || kind == excelize.CellTypeUnset {
		t.Errorf("the code 201 was stored as a number: %v, %v", kind, err)
	}
	if !slices.Contains(book.GetSheetList(), "aggregated") || slices.Contains(book.GetSheetList(), "imputed") {
		t.Errorf("sheets %v", book.GetSheetList())
	}
	page, err := os.ReadFile(filepath.Join(folder, "report.html"))
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(page, []byte("<b>Brack</b>")) {
		t.Error("the report takes a unit's name for markup")
	}
}

func TestIndexJSONHoldsEveryStage(t *testing.T) {
	var text bytes.Buffer
	if err := publish.IndexJSON(&text, tableIndex(t)); err != nil {
		t.Fatal(err)
	}
	var read struct {
		Results []struct {
			Unit  string
			Score *float64
			Rank  *float64
		}
		Stages map[string][]struct {
			Unit   string
			Values map[string]*float64
		}
	}
	if err := json.Unmarshal(text.Bytes(), &read); err != nil {
		t.Fatal(err)
	}
	for _, stage := range []string{"values", "denominated", "screened", "imputed", "treated", "normalised", "weighted", "aggregated"} {
		if len(read.Stages[stage]) != 3 {
			t.Errorf("%s has %d units, expected 3", stage, len(read.Stages[stage]))
		}
	}
	if len(read.Results) != 3 || *read.Results[0].Rank != 1 {
		t.Errorf("results %+v", read.Results)
	}
	if v := read.Stages["values"][1].Values; v["b"] != nil || *v["a"] != 2 {
		t.Errorf("values of the second unit %v", v)
	}
	if v := read.Stages["aggregated"][0].Values; *v["top"] != 0.5 {
		t.Errorf("index of the first unit %v, expected 0.5", *v["top"])
	}
}
