// Package publish writes results for people to read and to work with: tables on a terminal, CSV that is safe to open
// in a spreadsheet, and a report that stands alone.
package publish

import (
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"goodmeasure/chart"
)

// Text writes a table for a terminal: caption, header, rows, numbers to the right.
func Text(w io.Writer, t chart.Table) error {
	out := table.NewWriter()
	style := table.StyleLight
	style.Options = table.Options{SeparateHeader: true}
	style.Format.Header = text.FormatDefault
	style.Box.PaddingLeft, style.Box.PaddingRight = "", "  "
	out.SetStyle(style)
	var header table.Row
	var columns []table.ColumnConfig
	for at, column := range t.Columns {
		name := column.Name
		if column.Unit != "" {
			name += " (" + column.Unit + ")"
		}
		header = append(header, name)
		config := table.ColumnConfig{Number: at + 1, WidthMax: 48, WidthMaxEnforcer: wrapLines}
		if column.Numeric {
			config.Align, config.AlignHeader = text.AlignRight, text.AlignRight
		}
		columns = append(columns, config)
	}
	out.AppendHeader(header)
	out.SetColumnConfigs(columns)
	for _, cells := range t.Rows {
		var row table.Row
		for _, cell := range cells {
			row = append(row, cell.Text)
		}
		out.AppendRow(row)
	}
	lines := trimmed(strings.Split(out.Render(), "\n"))
	_, err := io.WriteString(w, t.Caption+"\n\n"+strings.Join(lines, "\n")+"\n")
	return err
}

// wrapLines breaks each line of a cell by itself, and so keeps the breaks that are there.
func wrapLines(cell string, width int) string {
	lines := strings.Split(cell, "\n")
	for at, line := range lines {
		lines[at] = text.WrapSoft(line, width)
	}
	return strings.Join(lines, "\n")
}
