package publish

import (
	"encoding"
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"goodmeasure/study"
)

// Records writes a slice of structs as CSV under the names they have in JSON, so that a table and study.json cannot say
// different things. The fields of a struct within are named outer.inner; a list is written with semicolons between its
// entries. Numbers carry full precision, and a missing one is empty.
func Records(w io.Writer, records any) error {
	return RecordsHeaded(w, records, func(name string) string { return name })
}

// RecordsHeaded is Records under headings of its own, without the columns that have none.
func RecordsHeaded(w io.Writer, records any, heading func(name string) string) error {
	rows := reflect.ValueOf(records)
	return writeRecords(w, rows.Type().Elem(), heading, func(yield func(reflect.Value) bool) {
		for at := range rows.Len() {
			if !yield(rows.Index(at)) {
				return
			}
		}
	})
}

// RecordsOf is Records of structs that come one after the other.
func RecordsOf[Record any](w io.Writer, records iter.Seq[Record]) error {
	return writeRecords(w, reflect.TypeFor[Record](), func(name string) string { return name }, func(yield func(reflect.Value) bool) {
		var record Record
		row := reflect.ValueOf(&record).Elem()
		for record = range records {
			if !yield(row) {
				return
			}
		}
	})
}

func writeRecords(w io.Writer, kind reflect.Type, heading func(name string) string, rows iter.Seq[reflect.Value]) error {
	columns := slices.DeleteFunc(columnsOf(kind, "", nil), func(c recordColumn) bool { return heading(c.name) == "" })
	out := csv.NewWriter(w)
	var header []string
	for _, c := range columns {
		header = append(header, heading(c.name))
	}
	if err := out.Write(header); err != nil {
		return err
	}
	var cells []string
	for row := range rows {
		cells = cells[:0]
		for _, c := range columns {
			cells = append(cells, cellOf(row, c.path))
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

type recordColumn struct {
	name string
	path []int
}

func columnsOf(t reflect.Type, prefix string, path []int) []recordColumn {
	var columns []recordColumn
	for i := range t.NumField() {
		field := t.Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		if name == "-" || !field.IsExported() {
			continue
		}
		here := append(append([]int{}, path...), i)
		inner := field.Type
		if inner.Kind() == reflect.Pointer {
			inner = inner.Elem()
		}
		switch {
		case field.Anonymous && name == "":
			columns = append(columns, columnsOf(inner, prefix, here)...)
		case inner.Kind() == reflect.Struct && !inner.Implements(textMarshaler):
			columns = append(columns, columnsOf(inner, prefix+name+".", here)...)
		case inner.Kind() == reflect.Slice && inner.Elem().Kind() == reflect.Struct:
			// tables within a row have a file of their own
		default:
			columns = append(columns, recordColumn{prefix + name, here})
		}
	}
	return columns
}

var textMarshaler = reflect.TypeFor[encoding.TextMarshaler]()

func cellOf(row reflect.Value, path []int) string {
	for _, i := range path {
		if row.Kind() == reflect.Pointer {
			if row.IsNil() {
				return ""
			}
			row = row.Elem()
		}
		row = row.Field(i)
	}
	return cellText(row)
}

func cellText(value reflect.Value) string {
	if value.Kind() == reflect.Pointer {
		if value.IsNil() {
			return ""
		}
		value = value.Elem()
	}
	if text, ok := value.Interface().(encoding.TextMarshaler); ok {
		written, err := text.MarshalText()
		if err != nil {
			panic("publish: " + err.Error())
		}
		return inert(string(written))
	}
	switch v := value.Interface().(type) {
	case study.Number:
		return v.String()
	case bool:
		return strconv.FormatBool(v)
	}
	switch value.Kind() {
	case reflect.String:
		return inert(value.String())
	case reflect.Slice:
		var parts []string
		for i := range value.Len() {
			parts = append(parts, cellText(value.Index(i)))
		}
		return strings.Join(parts, ";")
	}
	return fmt.Sprint(value.Interface())
}
