package table

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"
)

type measure struct {
	Area     string    `parquet:"area,dict"`
	Plain    string    `parquet:"plain,plain"`
	Code     *int64    `parquet:"code,optional"`
	Value    *float64  `parquet:"value,optional,dict"`
	Share    float32   `parquet:"share"`
	Count    uint32    `parquet:"count"`
	Final    bool      `parquet:"final"`
	Date     int32     `parquet:"date,date"`
	Price    int64     `parquet:"price,decimal(2:18)"`
	Moment   time.Time `parquet:"moment,timestamp(microsecond)"`
	Optional *string   `parquet:"text,optional,dict"`
}

func parquetOf[T any](t testing.TB, rows []T, options ...parquet.WriterOption) string {
	t.Helper()
	var b bytes.Buffer
	w := parquet.NewGenericWriter[T](&b, options...)
	if _, err := w.Write(rows); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func measures() []measure {
	code, value, text := int64(-7), 18.399999999999999, "x"
	return []measure{
		{"Kent", "a", &code, &value, 0.1, 4_000_000_000, true, 20178, -5, time.Date(2025, 3, 31, 12, 30, 0, 0, time.UTC), nil},
		{"Ynys Môn", "", nil, nil, 0, 0, false, -1, 1234, time.Date(2025, 3, 31, 0, 0, 0, 0, time.UTC), &text},
		{"Kent", "b", nil, &value, 1, 1, true, 0, 0, time.Unix(0, 0), nil},
	}
}

func TestParquetCells(t *testing.T) {
	want := []Row{
		{1, []string{"area", "plain", "code", "value", "share", "count", "final", "date", "price", "moment", "text"}},
		{2, []string{"Kent", "a", "-7", "18.4", "0.1", "4000000000", "TRUE", "2025-03-31", "-0.05", "2025-03-31T12:30:00", ""}},
		{3, []string{"Ynys Môn", "", "", "", "0", "0", "FALSE", "1969-12-31", "12.34", "2025-03-31", "x"}},
		{4, []string{"Kent", "b", "", "18.4", "1", "1", "TRUE", "1970-01-01", "0.00", "1970-01-01", ""}},
	}
	for name, options := range map[string][]parquet.WriterOption{
		"one group":  nil,
		"groups":     {parquet.MaxRowsPerRowGroup(1)},
		"version 1":  {parquet.DataPageVersion(1)},
		"snappy":     {parquet.Compression(&parquet.Snappy)},
		"tiny pages": {parquet.PageBufferSize(1)},
	} {
		t.Run(name, func(t *testing.T) {
			file := opened(t, made(t, "x", parquetOf(t, measures(), options...)))
			if file.Format != Parquet {
				t.Errorf("format %s", file.Format)
			}
			wantRows(t, file, "", want)
		})
	}
}

func TestParquetProblems(t *testing.T) {
	_, err := Open(made(t, "x.parquet", parquetOf(t, []struct{ Names []string }{{[]string{"a"}}})), Limits{})
	wantError(t, err, `column "Names" holds lists`, "write it again")

	whole := []byte(parquetOf(t, measures(), parquet.Compression(&parquet.Snappy)))
	for i := 8; i < len(whole)/3; i++ {
		whole[i] ^= 0x55
	}
	file, err := Open(made(t, "x.parquet", string(whole)), Limits{})
	if err != nil {
		wantError(t, err, "x.parquet")
		return
	}
	defer file.Close()
	_, problems := read(file, "")
	if len(problems) != 1 || !strings.Contains(problems[0], "reading x.parquet, row 2: the values from here on cannot be read") {
		t.Errorf("problems %q", problems)
	}
}

// A panic in the loop over the rows is the caller's and is not taken for a damaged file.
func TestParquetLeavesTheCallersPanics(t *testing.T) {
	file := opened(t, made(t, "x", parquetOf(t, measures())))
	defer func() {
		if recover() != "mine" {
			t.Error("the panic is lost")
		}
	}()
	for row := range file.Rows("") {
		if row.Number == 3 {
			panic("mine")
		}
	}
}
