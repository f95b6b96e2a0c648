package publish

import (
	"bytes"
	"io"

	"github.com/xuri/excelize/v2"

	"goodmeasure/chart"
)

// XLSX writes a table as a workbook of one sheet with a header row. Figures are numbers in full precision, and words are
// stored as words: whatever they begin with, no spreadsheet runs them as a formula.
func XLSX(w io.Writer, t chart.Table) error {
	book := excelize.NewFile()
	defer book.Close()
	const sheet = "Sheet1"
	out, err := book.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	bold, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
	if err != nil {
		return err
	}
	if err := out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := out.SetColWidth(1, max(1, len(t.Columns)), 18); err != nil {
		return err
	}
	var header []any
	for _, name := range headings(t) {
		header = append(header, excelize.Cell{StyleID: bold, Value: name})
	}
	if err := out.SetRow(cell(1), header); err != nil {
		return err
	}
	for at, cells := range t.Rows {
		var row []any
		for _, c := range cells {
			row = append(row, sheetCell(c))
		}
		if err := out.SetRow(cell(at+2), row); err != nil {
			return err
		}
	}
	if err := out.Flush(); err != nil {
		return err
	}
	if err := book.SetDocProps(&excelize.DocProperties{Title: t.Caption, Creator: "goodmeasure", Created: noClock, Modified: noClock}); err != nil {
		return err
	}
	var unordered bytes.Buffer
	if _, err := book.WriteTo(&unordered); err != nil {
		return err
	}
	return orderedZip(w, unordered.Bytes())
}

// sheetCell is what a spreadsheet holds for a cell: the figure, or else the words.
func sheetCell(c chart.Cell) any {
	if c.Value.Known() {
		return float64(c.Value)
	}
	return printable(c.Filed())
}
