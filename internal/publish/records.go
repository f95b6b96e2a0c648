package publish

import (
	"encoding"
	"encoding/csv"
	"fmt"
	"io"
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
	columns := slices.DeleteFunc(columnsOf(rows.Type().Elem(), "", nil), func(c recordColumn) bool { return heading(c.name) == "" })
	out := csv.NewWriter(w)
	var header []string
	for _, c := range columns {
		header = append(header, heading(c.name))
	}
	if err := out.Write(header); err != nil {
		return err
	}
	for at := range rows.Len() {
		var cells []string
		for _, c := range columns {
			cells = append(cells, cellOf(rows.Index(at), c.path))
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
