package table

import (
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"

	"goodmeasure/internal/testkit"
)

func published(t testing.TB, pattern string) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(testkit.Shared(t, "data", "raw"), pattern))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no published file is %s: %v", pattern, err)
	}
	return paths
}

// Every published CSV file reads as the standard library reads it, cell by cell, in its physical lines.
func TestPublishedCSV(t *testing.T) {
	for _, path := range published(t, "*/*.csv") {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		reader := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(text), "\ufeff")))
		reader.FieldsPerRecord = -1
		rows, problems := read(opened(t, path), "")
		if len(problems) > 0 {
			t.Errorf("%s: %q", path, problems)
		}
		for i := range rows {
			want, err := reader.Read()
			if err != nil {
				t.Fatalf("%s: %d rows, but %v after %d", path, len(rows), err, i)
			}
			for j := range want {
				want[j] = strings.ReplaceAll(want[j], "\r\n", "\n") // of CR CR LF, which it halves
			}
			if line, _ := reader.FieldPos(0); line != rows[i].Number || !slices.Equal(want, rows[i].Cells) {
				t.Fatalf("%s: got %v, want line %d %q", path, rows[i], line, want)
			}
		}
		if extra, err := reader.Read(); err == nil {
			t.Errorf("%s: row %q is missing", path, extra)
		}
	}
}

// Counts of rows, of cells with text and of characters were taken with another language's XML library.
func TestPublishedODS(t *testing.T) {
	files := map[string]*File{}
	for _, c := range []struct {
		path, sheet              string
		rows, cells, chars, last int
	}{
		{"mhclg/RO3_LA_Data_2024-25_data_by_LA.ods", "Front_Page", 11, 11, 1739, 11},
		{"mhclg/RO3_LA_Data_2024-25_data_by_LA.ods", "LA_drop-down", 424, 1625, 29052, 424},
		{"mhclg/RO3_LA_Data_2024-25_data_by_LA.ods", "RO3_LA_Data_202425", 431, 210816, 518863, 431},
		{"ofsted/Childrens_social_care_in_England_2023_underlying_data.ods", "LA_level_at_31_Mar_2023", 155, 1236, 19410, 156},
		{"ofsted/Childrens_social_care_in_England_2023_underlying_data.ods", "Providers+places_Time_series", 32, 344, 2605, 33},
		{"ofsted/Childrens_social_care_in_England_2023_underlying_data.ods", "LA_inspections_2009-2023", 163, 3736, 63060, 165},
		{"ofsted/LA_Inspection_Outcomes_as_at_31_March_2025.ods", "Cover", 24, 39, 1424, 25},
		{"ofsted/LA_Inspection_Outcomes_as_at_31_March_2025.ods", "ILACS_inspection_history", 274, 3370, 48605, 274},
		{"ofsted/LA_Inspection_Outcomes_as_at_March_2024.ods", "ILACS_inspections_2018-2024", 162, 1863, 31367, 162},
	} {
		if files[c.path] == nil {
			files[c.path] = opened(t, published(t, c.path)[0])
		}
		rows, problems := read(files[c.path], c.sheet)
		if len(problems) > 0 {
			t.Errorf("%s %s: %q", c.path, c.sheet, problems)
		}
		cells, chars := 0, 0
		for _, row := range rows {
			for _, cell := range row.Cells {
				if cell != "" {
					cells++
					chars += len([]rune(cell))
				}
			}
		}
		if last := rows[len(rows)-1].Number; len(rows) != c.rows || cells != c.cells || chars != c.chars || last != c.last {
			t.Errorf("%s %s: got %d rows, %d cells, %d characters, last row %d; want %+v", c.path, c.sheet, len(rows), cells, chars, last, c)
		}
	}
}

// Every published workbook reads as another reader reads it, numbers by value.
func TestPublishedXLSX(t *testing.T) {
	for _, path := range published(t, "*/*.xlsx") {
		file := opened(t, path)
		book, err := excelize.OpenFile(path)
		if err != nil {
			t.Fatal(err)
		}
		defer book.Close()
		if want := book.GetSheetList(); !slices.Equal(file.Sheets(), want) {
			t.Errorf("%s: sheets %q, want %q", path, file.Sheets(), want)
		}
		for _, sheet := range file.Sheets() {
			rows, problems := read(file, sheet)
			if len(problems) > 0 {
				t.Errorf("%s %s: %q", path, sheet, problems)
			}
			want, err := book.GetRows(sheet, excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatal(err)
			}
			next := 0
			for i, cells := range want {
				for len(cells) > 0 && cells[len(cells)-1] == "" {
					cells = cells[:len(cells)-1]
				}
				if len(cells) == 0 {
					continue
				}
				if next == len(rows) || rows[next].Number != i+1 || !slices.EqualFunc(rows[next].Cells, cells, sameStored) {
					t.Fatalf("%s %s: row %d is %q, got %v", path, sheet, i+1, cells, rows[min(next, len(rows)-1)])
				}
				next++
			}
			if next != len(rows) {
				t.Errorf("%s %s: %d rows, want %d", path, sheet, len(rows), next)
			}
		}
	}
}

// sameStored compares a cell with the raw value of another reader, which gives dates as day numbers.
func sameStored(got, raw string) bool {
	if got == raw {
		return true
	}
	a, errA := strconv.ParseFloat(got, 64)
	b, errB := strconv.ParseFloat(raw, 64)
	if errA != nil {
		return errB == nil && len(got) >= len("2006-01-02") && got[4] == '-'
	}
	return errB == nil && a == b || math.IsNaN(a) && math.IsNaN(b)
}

// The largest published file reads as the library's own row reader reads it.
func TestPublishedParquet(t *testing.T) {
	type row struct {
		ShortDesc *string  `parquet:"Short Desc,optional"`
		Years     *string  `parquet:"Years,optional"`
		Area      *string  `parquet:"LA and Regions,optional"`
		Values    *string  `parquet:"Values,optional"`
		Number    *float64 `parquet:"LA Number,optional"`
	}
	text := func(p *string) string {
		if p == nil {
			return ""
		}
		return *p
	}
	path := published(t, "dfe-lait/bds_long_0_2026-04.parquet")[0]
	batches, err := opened(t, path).Columns("", "Short Desc", "Years", "LA and Regions", "Values", "LA Number")
	if err != nil {
		t.Fatal(err)
	}
	source, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer source.Close()
	reader := parquet.NewGenericReader[row](source)
	defer reader.Close()
	total := 0
	for batch, err := range batches {
		if err != nil {
			t.Fatal(err)
		}
		want := make([]row, batch.Len())
		for filled := 0; filled < len(want); {
			n, err := reader.Read(want[filled:])
			if filled += n; n == 0 {
				t.Fatal(err)
			}
		}
		for i, w := range want {
			number := ""
			if w.Number != nil {
				number = strconv.FormatFloat(*w.Number, 'f', -1, 64)
			}
			for j, cell := range []string{text(w.ShortDesc), text(w.Years), text(w.Area), text(w.Values), number} {
				if got := batch.Columns[j].At(i); got != cell {
					t.Fatalf("row %d column %d: got %q, want %q", batch.Row(i), j, got, cell)
				}
			}
			if total++; batch.Row(i) != total+1 {
				t.Fatalf("row %d is numbered %d", total, batch.Row(i))
			}
		}
	}
	if total != 641_070 {
		t.Errorf("%d rows", total)
	}
}
