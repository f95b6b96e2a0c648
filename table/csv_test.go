package table

import (
	"encoding/csv"
	"strings"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"
)

func TestCSVForms(t *testing.T) {
	utf16Text := func(text string, low, high int) string {
		var b strings.Builder
		for _, unit := range utf16.Encode([]rune(text)) {
			pair := [2]byte{byte(unit), byte(unit >> 8)}
			b.WriteByte(pair[low])
			b.WriteByte(pair[high])
		}
		return b.String()
	}
	plain := []Row{{1, []string{"area", "n"}}, {2, []string{"Ynys Môn", "1"}}, {3, []string{"Kent", "2"}}}
	text := "area,n\nYnys Môn,1\nKent,2\n"
	for name, c := range map[string]struct {
		content string
		want    []Row
	}{
		"UTF-8":               {text, plain},
		"byte-order mark":     {"\ufeff" + text, plain},
		"Windows-1252":        {strings.ReplaceAll(text, "ô", "\xf4"), plain},
		"UTF-16 little":       {utf16Text("\ufeff"+text, 0, 1), plain},
		"UTF-16 big":          {utf16Text("\ufeff"+text, 1, 0), plain},
		"unmarked little":     {utf16Text(text, 0, 1), plain},
		"unmarked big":        {utf16Text(text, 1, 0), plain},
		"CR LF":               {strings.ReplaceAll(text, "\n", "\r\n"), plain},
		"CR":                  {strings.ReplaceAll(text, "\n", "\r"), plain},
		"no last line end":    {strings.TrimSuffix(text, "\n"), plain},
		"tabs":                {strings.ReplaceAll(text, ",", "\t"), plain},
		"semicolons":          {strings.ReplaceAll(text, ",", ";"), plain},
		"pipes":               {strings.ReplaceAll(text, ",", "|"), plain},
		"mixed line ends":     {"a,b\r1,2\r\n3,4\n5,6", []Row{{1, []string{"a", "b"}}, {2, []string{"1", "2"}}, {3, []string{"3", "4"}}, {4, []string{"5", "6"}}}},
		"CR CR LF":            {strings.ReplaceAll(text, "\n", "\r\r\n"), plain},
		"quoted":              {"a,b\n\"x,\"\"y\"\"\r\nz\",2\n3,4\n", []Row{{1, []string{"a", "b"}}, {2, []string{"x,\"y\"\nz", "2"}}, {4, []string{"3", "4"}}}},
		"blank lines":         {"a,b\n\n1,2\n\"\"\n", []Row{{1, []string{"a", "b"}}, {3, []string{"1", "2"}}, {4, []string{""}}}},
		"mark inside a cell":  {"a,b\n5\" pipe,2\n", []Row{{1, []string{"a", "b"}}, {2, []string{"5\" pipe", "2"}}}},
		"empty columns":       {"a,b,,\n1,2,,\n", []Row{{1, []string{"a", "b", "", ""}}, {2, []string{"1", "2", "", ""}}}},
		"decimal commas":      {"a;b;c\n1,5;2,5;3,5\n1,5;2,5;3,5\n", []Row{{1, []string{"a", "b", "c"}}, {2, []string{"1,5", "2,5", "3,5"}}, {3, []string{"1,5", "2,5", "3,5"}}}},
		"semicolons in text":  {"a,b\nx; y,1\nz; w,2\n", []Row{{1, []string{"a", "b"}}, {2, []string{"x; y", "1"}}, {3, []string{"z; w", "2"}}}},
		"one column":          {"name\nKent\nSurrey\n", []Row{{1, []string{"name"}}, {2, []string{"Kent"}}, {3, []string{"Surrey"}}}},
		"quoted delimiters":   {"\"a;b;c\",\"d;e\"\n\"1;2;3\",\"4;5\"\n", []Row{{1, []string{"a;b;c", "d;e"}}, {2, []string{"1;2;3", "4;5"}}}},
		"thousands with tabs": {"a\tb\n1,234\t5,678\n1,111\t2,222\n", []Row{{1, []string{"a", "b"}}, {2, []string{"1,234", "5,678"}}, {3, []string{"1,111", "2,222"}}}},
	} {
		t.Run(name, func(t *testing.T) {
			wantRows(t, opened(t, made(t, "made.csv", c.content)), "", c.want)
		})
	}
}

// The encoding is decided over the whole file: a letter far from the start counts.
func TestCSVEncodingIsDecidedOverTheWholeFile(t *testing.T) {
	var content strings.Builder
	content.WriteString("area,n\n")
	for range 100_000 {
		content.WriteString("Kent,1\n")
	}
	content.WriteString("M\xf4n,2\n")
	rows, problems := read(opened(t, made(t, "long.csv", content.String())), "")
	last := rows[len(rows)-1]
	if len(problems) > 0 || len(rows) != 100_002 || last.Number != 100_002 || last.Cells[0] != "Môn" {
		t.Errorf("got %d rows, last %v, problems %q", len(rows), last, problems)
	}
}

func TestCSVProblems(t *testing.T) {
	for name, c := range map[string]struct {
		content string
		rows    int
		want    []string
	}{
		"text after a quotation mark": {"a,b\n\"x\"y,1\n2,3\n", 3, []string{"reading made.csv, row 2: text after the quotation mark"}},
		"quotation mark never closed": {"a,b\n1,2\n\"x,1\n2,3\n", 2, []string{"row 3: a quotation mark that is never closed"}},
		"row too long":                {"a,b\n\"" + strings.Repeat("x", maxRecord+1), 1, []string{"row 2: a row longer than"}},
		"too many cells":              {"a,b\n" + strings.Repeat(",", maxColumns), 1, []string{"row 2: more than"}},
	} {
		t.Run(name, func(t *testing.T) {
			rows, problems := read(opened(t, made(t, "made.csv", c.content)), "")
			if len(rows) != c.rows || len(problems) != 1 {
				t.Fatalf("%d rows, problems %q", len(rows), problems)
			}
			for _, part := range c.want {
				if !strings.Contains(problems[0], part) {
					t.Errorf("%q does not say %q", problems[0], part)
				}
			}
		})
	}
}

// Whatever a standard writer writes reads back, in every line-end and delimiter.
func TestCSVReadsBackWhatIsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		delimiter := rapid.SampledFrom([]rune(delimiters)).Draw(t, "delimiter")
		width := rapid.IntRange(2, 5).Draw(t, "width")
		cell := rapid.StringMatching(`[a-zé,;|"\n\t ]{0,8}`)
		rows := rapid.SliceOfN(rapid.SliceOfN(cell, width, width), 1, 6).Draw(t, "rows")
		var b strings.Builder
		w := csv.NewWriter(&b)
		w.Comma = delimiter
		w.UseCRLF = rapid.Bool().Draw(t, "CRLF")
		if err := w.WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		records := newScanner(strings.NewReader(b.String()), byte(delimiter))
		for i, want := range rows {
			row, wrong, err := records.next()
			if err != nil || wrong.found != "" {
				t.Fatalf("row %d: %v %v", i, err, wrong)
			}
			if strings.Join(row.Cells, "\x00") != strings.Join(want, "\x00") {
				t.Fatalf("got %q, want %q", row.Cells, want)
			}
		}
	})
}
