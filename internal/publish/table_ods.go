package publish

import (
	"archive/zip"
	"encoding/xml"
	"io"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/study"
)

const (
	odsType     = "application/vnd.oasis.opendocument.spreadsheet"
	odsManifest = xml.Header + `<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">` +
		`<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="` + odsType + `"/>` +
		`<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>`
	odsHead = xml.Header + `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" ` +
		`xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" ` +
		`xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3">` +
		`<office:automatic-styles><style:style style:name="head" style:family="table-cell"><style:text-properties fo:font-weight="bold"/></style:style></office:automatic-styles>` +
		`<office:body><office:spreadsheet><table:table table:name="Sheet1"><table:table-header-rows>`
	odsFoot = `</table:table></office:spreadsheet></office:body></office:document-content>`
)

// ODS writes a table as an OpenDocument spreadsheet (ODF 1.3) of one sheet with a header row. Figures are numbers in full
// precision, and words are stored as words, never as formulas.
func ODS(w io.Writer, t chart.Table) error {
	out := zip.NewWriter(w)
	// The format's own type comes first and as it is, so that the file can be told by its first bytes.
	for _, part := range []struct {
		name, text string
		method     uint16
	}{{"mimetype", odsType, zip.Store}, {"META-INF/manifest.xml", odsManifest, zip.Deflate}, {"content.xml", odsContent(t), zip.Deflate}} {
		file, err := out.CreateHeader(&zip.FileHeader{Name: part.name, Method: part.method})
		if err != nil {
			return err
		}
		if _, err := io.WriteString(file, part.text); err != nil {
			return err
		}
	}
	return out.Close()
}

func odsContent(t chart.Table) string {
	var out strings.Builder
	out.WriteString(odsHead)
	var names []chart.Cell
	for _, name := range headings(t) {
		names = append(names, chart.Cell{Text: name, Value: study.Missing})
	}
	odsRow(&out, names, ` table:style-name="head"`)
	out.WriteString("</table:table-header-rows>")
	for _, cells := range t.Rows {
		odsRow(&out, cells, "")
	}
	out.WriteString(odsFoot)
	return out.String()
}

func odsRow(out *strings.Builder, cells []chart.Cell, style string) {
	out.WriteString("<table:table-row>")
	for _, c := range cells {
		switch text := printable(c.Filed()); {
		case c.Value.Known():
			value := c.Value.String()
			out.WriteString(`<table:table-cell office:value-type="float" office:value="` + value + `"><text:p>` + value + `</text:p></table:table-cell>`)
		case text == "":
			out.WriteString("<table:table-cell/>")
		default:
			out.WriteString(`<table:table-cell` + style + ` office:value-type="string">`)
			for line := range strings.SplitSeq(text, "\n") {
				out.WriteString("<text:p>" + escaped(line) + "</text:p>")
			}
			out.WriteString("</table:table-cell>")
		}
	}
	out.WriteString("</table:table-row>")
}

func escaped(words string) string {
	var out strings.Builder
	_ = xml.EscapeText(&out, []byte(words)) // a builder takes everything
	return out.String()
}
