package table

import (
	"encoding/csv"
	"errors"
	"io"
	"math"
	"slices"
	"strings"
	"testing"
)

// drain reads all that a file holds, and checks what must hold of every file whatever is in it.
func drain(t *testing.T, content string) {
	file, err := Open(made(t, "fuzzed", content), Limits{Uncompressed: 4 << 20})
	if err != nil {
		wantError(t, err, "opening fuzzed: ")
		return
	}
	defer file.Close()
	for _, sheet := range file.Sheets() {
		last, ended, rows := 0, false, 0
		for row, err := range file.Rows(sheet) {
			if ended {
				t.Fatal("rows after the error that ends them")
			}
			if err != nil {
				wantError(t, err, "reading fuzzed")
			}
			if row.Cells == nil {
				ended = true
				continue
			}
			if row.Number <= last {
				t.Fatalf("row %d after row %d", row.Number, last)
			}
			last = row.Number
			if rows++; rows > 10_000 {
				break
			}
		}
	}
}

func FuzzCSV(f *testing.F) {
	for _, seed := range []string{
		"a,b\n1,2\n", "\ufeffa;b\r\n\"x\"\"y\";\r\n", "a\tb\r1\t2\r\r\n3", "\xff\xfea\x00,\x00b\x00", "\xfe\xff\x00a\x00,\x00b", "M\xf4n,1\n", "\"a\nb", "\"a\"b,c\n,,\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, content string) {
		drain(t, content)
		if strings.Contains(content, "\r") {
			return
		}
		// What the standard library reads without complaint reads the same here.
		want, err := csv.NewReader(strings.NewReader(content)).ReadAll()
		if err != nil {
			return
		}
		records := newScanner(strings.NewReader(content), ',')
		for i := 0; ; i++ {
			row, wrong, err := records.next()
			if errors.Is(err, io.EOF) {
				if i != len(want) {
					t.Fatalf("%d rows, want %d", i, len(want))
				}
				return
			}
			if err != nil || wrong.found != "" || i == len(want) || !slices.Equal(row.Cells, want[i]) {
				t.Fatalf("row %d is %q, %v, %v; want %q", i, row.Cells, wrong, err, want)
			}
		}
	})
}

func FuzzODS(f *testing.F) {
	f.Add(`<table:table-row table:number-rows-repeated="2">` + odsText("a<text:s/>b") + `<table:table-cell table:number-columns-repeated="3"/></table:table-row>`)
	f.Add(`<table:table-row><table:covered-table-cell/><table:table-cell office:value-type="date" office:date-value="2025-03-31"/></table:table-row>`)
	f.Add(`</table:table><table:table table:name="T"><table:table-row><table:table-cell office:value-type="float" office:value="1e3"><text:p>1</text:p></table:table-cell></table:table-row>`)
	f.Fuzz(func(t *testing.T, rows string) { drain(t, odsWith(t, rows)) })
}

func FuzzXLSX(f *testing.F) {
	f.Add(`<row r="2"><c r="B2" t="s"><v>0</v></c><c><f>1+1</f><v>2</v></c></row>`, "<si><t>a_x000D_</t></si>", `<numFmts><numFmt numFmtId="164" formatCode="yyyy"/></numFmts>`)
	f.Add(`<row><c t="inlineStr"><is><r><t>x</t></r><rPh><t>y</t></rPh></is></c><c s="0"><v>45000.5</v></c></row>`, "<si/>", `<cellXfs><xf numFmtId="14"/></cellXfs>`)
	f.Fuzz(func(t *testing.T, rows, shared, styles string) {
		drain(t, xlsxWith(t, rows, shared, styles))
	})
}

func FuzzParquet(f *testing.F) {
	f.Add(parquetOf(f, measures()))
	f.Add(parquetOf(f, []struct {
		Name string `parquet:"name,dict,snappy"`
	}{{"a"}, {"b"}, {"a"}}))
	f.Fuzz(func(t *testing.T, content string) {
		if strings.HasPrefix(content, "PAR1") {
			drain(t, content)
		}
	})
}

func FuzzNumber(f *testing.F) {
	for _, seed := range []string{"1,234.5", "-1e-5", " 18.399999999999999 ", "1,23", "NaN", "0x1p-2", "12%", "1_0"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		value, err := Number(text)
		if err != nil {
			wantError(t, err, "reading a number")
			return
		}
		if math.IsNaN(value) || math.IsInf(value, 0) {
			t.Fatalf("%q is %v", text, value)
		}
		if strings.ContainsAny(text, "xXpP_%nN") {
			t.Fatalf("%q is taken for %v", text, value)
		}
		if again, err := Number(shortest(value, 64)); err != nil || again != value {
			t.Fatalf("%v reads back as %v, %v", value, again, err)
		}
	})
}
