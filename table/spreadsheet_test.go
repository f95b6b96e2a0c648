package table

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// zipped makes an archive of name, content pairs.
func zipped(t testing.TB, parts ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		part, err := w.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := part.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// odsWith is an OpenDocument spreadsheet of one sheet, "S", with the given rows.
func odsWith(t testing.TB, rows string) string {
	t.Helper()
	return zipped(t, "mimetype", spreadsheetType, "META-INF/manifest.xml", "<manifest/>", "content.xml",
		`<?xml version="1.0" encoding="UTF-8"?><office:document-content><office:body><office:spreadsheet><table:table table:name="S">`+
			rows+`</table:table></office:spreadsheet></office:body></office:document-content>`)
}

func odsText(text string) string {
	return `<table:table-cell office:value-type="string"><text:p>` + text + `</text:p></table:table-cell>`
}

func TestODSCells(t *testing.T) {
	for name, c := range map[string]struct{ cell, want string }{
		"number":       {`<table:table-cell office:value-type="float" office:value="18.399999999999999"><text:p>18</text:p></table:table-cell>`, "18.4"},
		"percentage":   {`<table:table-cell office:value-type="percentage" office:value="0.684"><text:p>68%</text:p></table:table-cell>`, "0.684"},
		"currency":     {`<table:table-cell office:value-type="currency" office:value="1234567.5"/>`, "1234567.5"},
		"date":         {`<table:table-cell office:value-type="date" office:date-value="2025-03-31"><text:p>31 March</text:p></table:table-cell>`, "2025-03-31"},
		"midnight":     {`<table:table-cell office:value-type="date" office:date-value="2025-03-31T00:00:00"/>`, "2025-03-31"},
		"moment":       {`<table:table-cell office:value-type="date" office:date-value="2025-03-31T12:30:00"/>`, "2025-03-31T12:30:00"},
		"boolean":      {`<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAHR</text:p></table:table-cell>`, "TRUE"},
		"string value": {`<table:table-cell office:value-type="string" office:string-value="x"><text:p>y</text:p></table:table-cell>`, "x"},
		"paragraphs":   {`<table:table-cell office:value-type="string"><text:p>a</text:p><text:p>b &amp; c</text:p></table:table-cell>`, "a\nb & c"},
		"spaces":       {odsText("a\n  b<text:s text:c=\"2\"/>c<text:tab/>d<text:line-break/>e"), "a b  c\td\ne"},
		"spans":        {odsText(`<text:span>a</text:span><text:a xlink:href="#">b</text:a>`), "ab"},
		"note": {`<table:table-cell office:value-type="string"><office:annotation><text:p>no</text:p></office:annotation><text:p>yes` +
			`<text:note><text:p>no</text:p></text:note></text:p></table:table-cell>`, "yes"},
		"error value": {`<table:table-cell office:value-type="float" office:value="" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>`, "#N/A"},
	} {
		t.Run(name, func(t *testing.T) {
			file := opened(t, made(t, "x", odsWith(t, "<table:table-row>"+c.cell+"</table:table-row>")))
			wantRows(t, file, "S", []Row{{1, []string{c.want}}})
		})
	}
}

func TestODSRepeats(t *testing.T) {
	file := opened(t, made(t, "x.ods", odsWith(t, `<table:table-header-rows><table:table-row>`+
		`<table:table-cell table:number-columns-repeated="2"/>`+odsText("a")+
		`<table:covered-table-cell table:number-columns-repeated="2"><text:p>under</text:p></table:covered-table-cell>`+
		`<table:table-cell office:value-type="string" table:number-columns-repeated="2"><text:p>b</text:p></table:table-cell>`+
		`<table:table-cell table:number-columns-repeated="2000000000"/></table:table-row></table:table-header-rows>`+
		`<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>`+
		`<table:table-row table:visibility="collapse" table:number-rows-repeated="2">`+odsText("c")+`</table:table-row>`+
		`<table:table-row table:number-rows-repeated="2000000000"><table:table-cell table:number-columns-repeated="2000000000"/></table:table-row>`)))
	wantRows(t, file, "S", []Row{
		{1, []string{"", "", "a", "", "", "b", "b"}}, {5, []string{"c"}}, {6, []string{"c"}},
	})
}

func TestODSRefusesWhatIsNotBelievable(t *testing.T) {
	for name, c := range map[string]struct{ rows, want string }{
		"cells": {`<table:table-row/><table:table-row><table:table-cell/><table:table-cell office:value-type="string" ` +
			`table:number-columns-repeated="1000000"><text:p>x</text:p></table:table-cell></table:table-row>`,
			`sheet "S", row 2: the sheet cannot be read on: text in 1000000 cells from column B on`},
		"rows":        {`<table:table-row table:number-rows-repeated="2000000">` + odsText("x") + `</table:table-row>`, "row 1: the sheet cannot be read on: 2000000 rows"},
		"beyond":      {`<table:table-row table:number-rows-repeated="2000000"/><table:table-row>` + odsText("x") + `</table:table-row>`, "beyond the 1048576 rows"},
		"far cell":    {`<table:table-row><table:table-cell table:number-columns-repeated="2000000"/>` + odsText("x") + `</table:table-row>`, "beyond the 16384 columns"},
		"repeat of 0": {`<table:table-row><table:table-cell table:number-columns-repeated="0"/></table:table-row>`, "not a positive whole number"},
		"all cells": {`<table:table-row table:number-rows-repeated="1000000"><table:table-cell office:value-type="string" ` +
			`table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell></table:table-row>`, "more than 50000000 cells"},
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := read(opened(t, made(t, "x.ods", odsWith(t, c.rows))), "S")
			if len(problems) != 1 || !strings.Contains(problems[0], c.want) {
				t.Errorf("problems %q, want one that says %q", problems, c.want)
			}
		})
	}
}

func TestArchivesRefused(t *testing.T) {
	whole := odsWith(t, "<table:table-row>"+odsText("x")+"</table:table-row>")
	content := func(xml string) string { return zipped(t, "mimetype", spreadsheetType, "content.xml", xml) }
	locked := []byte(whole)
	for at := 0; ; {
		next := bytes.Index(locked[at:], []byte("PK\x01\x02"))
		if next < 0 {
			break
		}
		at += next + 4
		locked[at+4] |= 1 // the directory entry's flag for encryption
	}
	for name, c := range map[string]struct {
		content string
		limits  Limits
		want    []string
	}{
		"cut short":      {whole[:len(whole)-30], Limits{}, []string{"damaged or cut short"}},
		"too many parts": {whole, Limits{Entries: 2}, []string{"3 parts", "limit of 2"}},
		"too large":      {whole, Limits{Uncompressed: 100}, []string{"limit of 100 bytes"}},
		"bomb":           {content(strings.Repeat(" ", largePart+1)), Limits{}, []string{`"content.xml"`, "zip bomb", "limit is 500"}},
		"locked zip":     {string(locked), Limits{}, []string{"password"}},
		"locked ODS": {zipped(t, "mimetype", spreadsheetType, "content.xml", "\x01\x02", "META-INF/manifest.xml", "<m:encryption-data/>"),
			Limits{}, []string{"password"}},
		"wholly locked": {zipped(t, "mimetype", spreadsheetType, "encrypted-package", "\x01"), Limits{}, []string{"password"}},
		"same part":     {zipped(t, "a", "1", "A", "2"), Limits{}, []string{"two parts"}},
		"csv in zip":    {zipped(t, "data.csv", "a,b\n"), Limits{}, []string{"no spreadsheet", "unpack"}},
		"xlsb":          {zipped(t, "xl/workbook.bin", ""), Limits{}, []string{".xlsb"}},
		"Word":          {zipped(t, "[Content_Types].xml", "", "_rels/.rels", "", "word/document.xml", ""), Limits{}, []string{"Word"}},
		"ODT":           {zipped(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", ""), Limits{}, []string{"another kind"}},
		"no content":    {content("<a></a>"), Limits{}, []string{"no sheet"}},
		"open element":  {content("<a><b>"), Limits{}, []string{`stops inside element "b"`}},
		"crossed":       {content("<a><b></a></b>"), Limits{}, []string{`closes element "a"`}},
		"deep":          {content(strings.Repeat("<a>", 300)), Limits{}, []string{"256 deep"}},
		"declarations":  {content(`<!DOCTYPE a [<!ENTITY b "c">]><a/>`), Limits{}, []string{"document type"}},
		"two sheets of a name": {content(`<office:spreadsheet><table:table table:name="S"/><table:table table:name="S"/></office:spreadsheet>`),
			Limits{}, []string{"two sheets"}},
		"not a workbook": {zipped(t, "[Content_Types].xml", "", "_rels/.rels", "<Relationships/>"), Limits{}, []string{"no main part"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Open(made(t, "book.ods", c.content), c.limits)
			wantError(t, err, append(c.want, "book.ods")...)
		})
	}
}

// workbookOf writes a workbook with another's code.
func workbookOf(t testing.TB, fill func(book *excelize.File)) string {
	t.Helper()
	book := excelize.NewFile()
	defer book.Close()
	fill(book)
	b, err := book.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestXLSXCells(t *testing.T) {
	content := workbookOf(t, func(book *excelize.File) {
		style := func(code string) int {
			id, err := book.NewStyle(&excelize.Style{CustomNumFmt: &code})
			if err != nil {
				t.Fatal(err)
			}
			return id
		}
		for i, cell := range []struct {
			value  any
			format string
		}{
			{"text", ""}, {18.399999999999999, "0"}, {1234567.0, "#,##0"}, {true, ""},
			{time.Date(2025, 3, 31, 0, 0, 0, 0, time.UTC), "dd/mm/yyyy"}, {time.Date(2025, 3, 31, 12, 30, 0, 0, time.UTC), "[$-409]d mmm yy h:mm"},
			{0.5, "hh:mm"}, {36.5, `0.0 "days"`}, {1, "mmm"}, {-1, "yyyy"}, {61, "yyyy-mm-dd"}, {0.684, "0%"}, {nil, ""}, {"end", ""},
		} {
			at, _ := excelize.CoordinatesToCellName(i+1, 3)
			if err := book.SetCellValue("Sheet1", at, cell.value); err != nil {
				t.Fatal(err)
			}
			if cell.format != "" {
				if err := book.SetCellStyle("Sheet1", at, at, style(cell.format)); err != nil {
					t.Fatal(err)
				}
			}
		}
		if _, err := book.NewSheet("Second"); err != nil {
			t.Fatal(err)
		}
		if err := book.SetSheetVisible("Second", false); err != nil {
			t.Fatal(err)
		}
	})
	file := opened(t, made(t, "x.csv", content))
	if file.Format != XLSX || strings.Join(file.Sheets(), "|") != "Sheet1|Second" {
		t.Errorf("%s with sheets %q", file.Format, file.Sheets())
	}
	wantRows(t, file, "Sheet1", []Row{{3, []string{"text", "18.4", "1234567", "TRUE", "2025-03-31", "2025-03-31T12:30:00", "12:00:00", "36.5", "1900-01-01", "-1",
		"1900-03-01", "0.684", "", "end"}}})
	wantRows(t, file, "Second", nil)
}

// xlsxWith is a workbook of one sheet, "S", with the given rows, shared texts and styles.
func xlsxWith(t testing.TB, rows, shared, styles string) string {
	t.Helper()
	relation := func(id int, kind, target string) string {
		return fmt.Sprintf(`<Relationship Id="r%d" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/%s" Target="%s"/>`, id, kind, target)
	}
	return zipped(t, "[Content_Types].xml", "<Types/>",
		"_rels/.rels", "<Relationships>"+relation(1, "officeDocument", "xl/workbook.xml")+"</Relationships>",
		"xl/workbook.xml", `<x:workbook><x:workbookPr date1904="1"/><x:sheets><x:sheet name="S" sheetId="7" r:id="r1"/><x:sheet name="C" r:id="r3"/></x:sheets></x:workbook>`,
		"xl/_rels/workbook.xml.rels", "<Relationships>"+relation(1, "worksheet", "/xl/worksheets/sheet1.xml")+
			relation(2, "sharedStrings", "sharedStrings.xml")+relation(3, "chartsheet", "c.xml")+relation(4, "styles", "styles.xml")+"</Relationships>",
		"xl/worksheets/sheet1.xml", "<x:worksheet><x:sheetData>"+rows+"</x:sheetData></x:worksheet>",
		"xl/sharedStrings.xml", "<sst>"+shared+"</sst>",
		"xl/styles.xml", "<styleSheet>"+styles+"</styleSheet>")
}

func TestXLSXForms(t *testing.T) {
	file := opened(t, made(t, "x.xlsx", xlsxWith(t,
		`<x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="s"><x:f>A1</x:f><x:v>1</x:v></x:c></x:row>`+
			`<x:row r="4" hidden="1"><x:c r="B4" t="inlineStr"><x:is><x:t>in</x:t></x:is></x:c><x:c t="e"><x:v>#N/A</x:v></x:c><x:c t="d"><x:v>2025-03-31T00:00:00</x:v></x:c>`+
			`<x:c r="XFD4"/></x:row><x:row><x:c><x:v>1E3</x:v></x:c><x:c s="1"><x:v>0</x:v></x:c><x:c s="2"><x:v>366</x:v></x:c></x:row>`,
		`<si><t>one</t></si><si><r><t>t_x000D__x005F_x0041_</t></r><r><t xml:space="preserve">wo </t></r><rPh><t>no</t></rPh></si>`,
		`<numFmts><numFmt numFmtId="200" formatCode="d.m.yyyy"/></numFmts><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="200"/><xf numFmtId="14"/></cellXfs>`)))
	wantRows(t, file, "S", []Row{{1, []string{"one", "t\r_x0041_wo "}}, {4, []string{"", "in", "#N/A", "2025-03-31"}}, {5, []string{"1000", "1904-01-01", "1905-01-01"}}})
	if len(file.Sheets()) != 1 {
		t.Errorf("sheets %q", file.Sheets())
	}
}

func TestXLSXProblems(t *testing.T) {
	for name, c := range map[string]struct{ rows, want string }{
		"shared text":  {`<row r="2"><c t="s"><v>1</v></c></row>`, `sheet "S", row 2: the sheet cannot be read on: the cell refers to text "1" of 1 shared`},
		"reference":    {`<row><c r="XFE1"><v>1</v></c></row>`, "not the reference of a cell"},
		"column order": {`<row><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>`, "stands after column B"},
		"row order":    {`<row r="3"><c><v>1</v></c></row><row r="3"><c><v>1</v></c></row>`, "comes after row 3"},
		"row number":   {`<row r="2000000"><c><v>1</v></c></row>`, "beyond the 1048576 rows"},
		"cut short":    {`<row r="1"><c><v>1</v>`, "closes element"},
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := read(opened(t, made(t, "x.xlsx", xlsxWith(t, c.rows, "<si><t>one</t></si>", ""))), "S")
			if len(problems) != 1 || !strings.Contains(problems[0], c.want) {
				t.Errorf("problems %q, want one that says %q", problems, c.want)
			}
		})
	}
}
