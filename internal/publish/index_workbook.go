package publish

import (
	"archive/zip"
	"bytes"
	"encoding"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"goodmeasure/method"
	"goodmeasure/study"
)

// indexWorkbook writes a spreadsheet with a sheet for each table and for each stage that was asked for. Words are stored as
// words, whatever they begin with, so that no cell is a formula.
func indexWorkbook(w io.Writer, x *method.Index) (err error) {
	book := excelize.NewFile()
	defer func() {
		if shut := book.Close(); err == nil {
			err = shut
		}
	}()
	first := true
	sheet := func(name string) (*excelize.StreamWriter, error) {
		if first {
			first = false
			if err := book.SetSheetName("Sheet1", name); err != nil {
				return nil, err
			}
		} else if _, err := book.NewSheet(name); err != nil {
			return nil, err
		}
		return book.NewStreamWriter(name)
	}
	for _, table := range indexRecords(x) {
		out, err := sheet(table.name)
		if err != nil {
			return err
		}
		if err := recordSheet(out, table.rows); err != nil {
			return fmt.Errorf("sheet %s: %w", table.name, err)
		}
	}
	for _, s := range indexStages(x) {
		if !s.taken {
			continue
		}
		out, err := sheet(s.name)
		if err != nil {
			return err
		}
		if err := s.sheet(out); err != nil {
			return fmt.Errorf("sheet %s: %w", s.name, err)
		}
	}
	if err := book.SetDocProps(&excelize.DocProperties{Title: x.Title, Creator: x.Program, Created: noClock, Modified: noClock}); err != nil {
		return err
	}
	var unordered bytes.Buffer
	if _, err := book.WriteTo(&unordered); err != nil {
		return err
	}
	return orderedZip(w, unordered.Bytes())
}

// noClock stands for the time of writing, so that the same index is the same bytes.
const noClock = "2000-01-01T00:00:00Z"

// orderedZip writes an archive again with its parts by name: their order would otherwise change from run to run.
func orderedZip(w io.Writer, archive []byte) error {
	in, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return err
	}
	slices.SortFunc(in.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	out := zip.NewWriter(w)
	for _, part := range in.File {
		if err := out.Copy(part); err != nil {
			return err
		}
	}
	return out.Close()
}

func (s indexStage) sheet(out *excelize.StreamWriter) error {
	row := []any{"unit", "name"}
	for _, code := range s.codes {
		row = append(row, code)
	}
	for at := range s.units {
		if err := out.SetRow(cell(at+1), row); err != nil {
			return err
		}
		row = append(row[:0], s.units[at].Code, s.units[at].Name)
		for _, column := range s.columns {
			row = append(row, numeric(study.Number(column[at])))
		}
	}
	if err := out.SetRow(cell(len(s.units)+1), row); err != nil {
		return err
	}
	return out.Flush()
}

func cell(row int) string { return "A" + strconv.Itoa(row) }

func numeric(value study.Number) any {
	if !value.Known() {
		return nil
	}
	return float64(value)
}

// recordSheet writes records under the names that they have in CSV, numbers as numbers.
func recordSheet(out *excelize.StreamWriter, records any) error {
	rows := reflect.ValueOf(records)
	columns := columnsOf(rows.Type().Elem(), "", nil)
	var header []any
	for _, c := range columns {
		header = append(header, c.name)
	}
	if err := out.SetRow(cell(1), header); err != nil {
		return err
	}
	for at := range rows.Len() {
		var row []any
		for _, c := range columns {
			row = append(row, sheetValue(rows.Index(at), c.path))
		}
		if err := out.SetRow(cell(at+2), row); err != nil {
			return err
		}
	}
	return out.Flush()
}

func sheetValue(row reflect.Value, path []int) any {
	value := row.FieldByIndex(path)
	switch v := value.Interface().(type) {
	case study.Number:
		return numeric(v)
	case encoding.TextMarshaler:
		return cellOf(row, path)
	case bool, int:
		return v
	}
	if value.Kind() == reflect.String {
		return value.String()
	}
	return cellOf(row, path)
}
