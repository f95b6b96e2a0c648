package fulltext

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// withOfficeFonts is a PDF of one page as office programs write it: F1 has one byte for a sign, F2 two bytes that ToUnicode tells the
// letters of (apostrophe, "t", "ti"), F3 ornaments, F4 the font Symbol, and F5 two bytes of which nothing tells the letters.
func withOfficeFonts(stream string) []byte {
	letters := "/CMap\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n4 beginbfchar\n<0001> <2019>\n<0002> <0074>\n<0003> <00740069>\n<0004> <200B>\nendbfchar\n"
	private := "/CMap\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n3 beginbfchar\n<0001> <F06E>\n<0002> <F0B3>\n<0003> <F07F>\nendbfchar\n"
	wide := "<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H%s /DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /DW 500 /W [1 [200 300] 3 3 600 4 [0]] >>] >>"
	content := bytes.Replace(made([]byte(stream), ""), []byte("/F1 5 0 R"), fmt.Appendf(nil, "/F1 5 0 R /F2 %s /F3 %s /F4 %s /F5 %s",
		fmt.Sprintf(wide, "ABCDEF+Tahoma", " /ToUnicode 6 0 R"), fmt.Sprintf(wide, "ABCDEF+Wingdings", " /ToUnicode 7 0 R"),
		fmt.Sprintf(wide, "ABCDEF+SymbolMT", " /ToUnicode 7 0 R"), fmt.Sprintf(wide, "ABCDEF+Tahoma", "")), 1)
	content = bytes.Replace(content, []byte("/Encoding /WinAnsiEncoding"), []byte("/Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 122 /Widths ["+strings.Repeat("500 ", 91)+"]"), 1)
	content, _, _ = bytes.Cut(content, []byte("xref\n"))
	for number, text := range []string{letters, private} {
		content = fmt.Appendf(content, "%d 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj\n", 6+number, len(text), text)
	}
	table := len(content)
	content = fmt.Append(content, "xref\n0 8\n0000000000 65535 f \n")
	for number := 1; number <= 7; number++ {
		content = fmt.Appendf(content, "%010d 00000 n \n", bytes.Index(content, fmt.Appendf(nil, "\n%d 0 obj", number))+1)
	}
	return fmt.Appendf(content, "trailer\n<< /Size 8 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", table)
}

func TestSignsOfOfficeFonts(t *testing.T) {
	for _, c := range []struct {
		name, stream, text string
		unknown            int
	}{
		{"an apostrophe of another font", "BT /F1 10 Tf 9 99 Td [(children)] TJ /F2 10 Tf [<0001>] TJ /F1 10 Tf [(s cases)] TJ ET", "children’s cases", 0},
		{"a joined letter, placed by its width", "BT /F1 10 Tf 1 0 0 1 9 99 Tm [(s)] TJ ET BT /F2 10 Tf 1 0 0 1 14 99 Tm [<0003>] TJ ET BT /F1 10 Tf 1 0 0 1 20 99 Tm [(ll)] TJ ET", "still", 0},
		{"a word after a gap", "BT /F1 10 Tf 1 0 0 1 9 99 Tm [(s)] TJ /F2 10 Tf 1 0 0 1 18 99 Tm [<0002>] TJ ET", "s t", 0},
		{"a font that Q brings back", "BT /F1 10 Tf 9 99 Td q /F2 10 Tf Q (their needs) Tj ET", "their needs", 0},
		{"a mark of no width", "BT /F1 10 Tf 9 99 Td (ne) Tj /F2 10 Tf <0004> Tj /F1 10 Tf (ed) Tj ET", "need", 0},
		{"letters set apart", "BT /F1 10 Tf 3 Tc 9 99 Td (Plan) Tj (ned) Tj ET", "Planned", 0},
		{"a bullet", "BT /F3 10 Tf 9 99 Td <0001> Tj /F1 10 Tf ( plans) Tj ET", "• plans", 0},
		{"a sign of the font Symbol", "BT /F4 10 Tf 9 99 Td <0002> Tj /F1 10 Tf ( 4) Tj ET", "≥ 4", 0},
		{"a sign of the font Symbol that is not known", "BT /F4 10 Tf 9 99 Td <0003> Tj ET", "\ufffd", 1},
		{"letters that nothing tells", "BT /F5 10 Tf 9 99 Td <00010002> Tj ET", "\ufffd\ufffd", 2},
		{"too few operands", "BT /F1 Tf /F1 10 Tf 9 Td 9 99 Td Q Q (on) Tj ET", "on", 0},
	} {
		content := withOfficeFonts(c.stream)
		pages, err := Read(t.Context(), bytes.NewReader(content), int64(len(content)), Limits{})
		if err != nil || len(pages) != 1 {
			t.Errorf("%s: %+v, %v", c.name, pages, err)
			continue
		}
		if got := pages[0]; got.Text != c.text || got.Unknown != c.unknown || got.Failed != "" {
			t.Errorf("%s: %+q, %d unknown, %s: expected %+q, %d unknown", c.name, got.Text, got.Unknown, got.Failed, c.text, c.unknown)
		}
	}
}
