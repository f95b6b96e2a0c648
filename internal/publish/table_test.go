package publish

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"goodmeasure/chart"
	"goodmeasure/study"
	"goodmeasure/table"
)

// awkward is a table of what people and publishers may put into one.
var awkward = chart.Table{
	Caption: "=1+1",
	Columns: []chart.Column{{Name: "Authority"}, {Name: "Share\nof children", Unit: "percent", Numeric: true}},
	Rows: [][]chart.Cell{
		{{Text: `=HYPERLINK("http://example.org")`, Value: study.Missing}, {Text: "12.3%", Value: 12.3456789012345}},
		{{Text: "@SUM(A1) & <b>", Value: study.Missing}, {Text: "suppressed", Value: study.Missing}},
		{{Text: "bell\a and zero\x00", Value: study.Missing}, {Text: "0.0%", Value: 0}},
	},
}

// What a spreadsheet program reads back is what the table says: figures in full, words as words, nothing for zero.
func TestSpreadsheetsReadBack(t *testing.T) {
	want := [][]string{{`=HYPERLINK("http://example.org")`, "12.3456789012345"}, {"@SUM(A1) & <b>", "suppressed"}, {"bell and zero", "0"}}
	for name, write := range map[string]func(io.Writer, chart.Table) error{"table.xlsx": XLSX, "table.ods": ODS} {
		path := filepath.Join(t.TempDir(), name)
		var first, second bytes.Buffer
		if err := write(&first, awkward); err != nil {
			t.Fatal(err)
		}
		if err := write(&second, awkward); err != nil || !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Errorf("%s: the same table gives other bytes the second time (%v)", name, err)
		}
		if err := os.WriteFile(path, first.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		file, err := table.Open(path, table.Limits{})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		defer file.Close()
		header, err := file.Header("Sheet1", "Authority", "Share of children (percent)")
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		authority, err := header.Column("Authority")
		if err != nil {
			t.Fatal(err)
		}
		share, err := header.Column("Share of children (percent)")
		if err != nil {
			t.Fatal(err)
		}
		var got [][]string
		for row, err := range header.Rows() {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, []string{authority.Text(row), share.Text(row)})
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestXLSXHoldsNoFormula(t *testing.T) {
	var out bytes.Buffer
	if err := XLSX(&out, awkward); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for _, at := range []string{"A2", "A3"} {
		formula, err := book.GetCellFormula("Sheet1", at)
		if err != nil || formula != "" {
			t.Errorf("%s is the formula %q (%v)", at, formula, err)
		}
		if kind, err := book.GetCellType("Sheet1", at); err != nil || kind != excelize.CellTypeInlineString {
			t.Errorf("%s is of type %v (%v), expected words", at, kind, err)
		}
	}
}

// A table without rows, or without columns, is still a file that opens.
func TestEmptySpreadsheets(t *testing.T) {
	for _, empty := range []chart.Table{{}, {Columns: awkward.Columns}} {
		var book, sheet bytes.Buffer
		if err := XLSX(&book, empty); err != nil {
			t.Error(err)
		}
		if opened, err := excelize.OpenReader(&book); err != nil {
			t.Error(err)
		} else if err := opened.Close(); err != nil {
			t.Error(err)
		}
		if err := ODS(&sheet, empty); err != nil {
			t.Error(err)
		}
	}
}
