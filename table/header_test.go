package table

import (
	"strings"
	"testing"
)

const titled = "\"Back\" to index,,,\nTable 1: care leavers,,,\n\ntime_period, LA_Name ,number,number\n2024,Kent,\"1,234\",1\n,,,\n2025,Surrey,c,2\nNote\n2025,Essex,1,2,3\n"

func TestHeaderIsFoundUnderTitles(t *testing.T) {
	file := opened(t, made(t, "titled.csv", "\ufeff"+titled))
	header, err := file.Header("", "la_name", "Time_Period")
	if err != nil {
		t.Fatal(err)
	}
	if header.Row != 4 || strings.Join(header.Names, "|") != "time_period|LA_Name|number|number" {
		t.Errorf("row %d, names %q", header.Row, header.Names)
	}
	name, err := header.Column("la name")
	wantError(t, err, "titled.csv, row 4", `no column named "la name"`, `"LA_Name"`)
	name, err = header.Column("LA_NAME")
	if err != nil {
		t.Fatal(err)
	}
	_, err = header.Column("number")
	wantError(t, err, `2 columns named "number"`, "expected one")
	numbers := header.Columns("Number")
	if len(numbers) != 2 || numbers[1].Index != 3 || header.Has("Numbers") {
		t.Fatalf("columns %v", numbers)
	}

	var names, problems []string
	for row, err := range header.Rows() {
		if err != nil {
			problems = append(problems, err.Error())
			continue
		}
		names = append(names, name.Text(row))
		value, err := numbers[0].Number(row)
		if row.Number == 5 && (err != nil || value != 1234) {
			t.Errorf("got %v, %v", value, err)
		}
		if row.Number == 7 {
			wantError(t, err, `titled.csv, row 7, column "number": "c"`)
		}
	}
	if strings.Join(names, "|") != "Kent|Surrey" {
		t.Errorf("names %q", names)
	}
	if len(problems) != 2 || !strings.Contains(problems[0], "row 8: 1 cell; expected 4, as in the header on row 4") ||
		!strings.Contains(problems[1], "row 9: 5 cells; expected 4") {
		t.Errorf("problems %q", problems)
	}
}

func TestHeaderNotFound(t *testing.T) {
	file := opened(t, made(t, "titled.csv", titled))
	_, err := file.Header("", "time_period", "la_code", "number")
	wantError(t, err, "titled.csv, row 4", `no column named "la_code"`, `"time_period", "la_code", "number"`)
	_, err = file.Header("", "region")
	wantError(t, err, `titled.csv: no column named "region"`)
	_, err = file.Header("Table 1", "region")
	wantError(t, err, `no sheet named "Table 1"`)
	first, err := file.Header("")
	if err != nil || first.Row != 2 || len(first.Names) != 1 {
		t.Errorf("got %+v, %v", first, err)
	}
}

// An exact name wins over one that is the same only when letter case is set aside.
func TestHeaderPrefersTheExactName(t *testing.T) {
	header, err := opened(t, made(t, "near.csv", "Value,value , VALUE\n1,2,3\n")).Header("")
	if err != nil {
		t.Fatal(err)
	}
	column, err := header.Column("value")
	if err != nil || column.Index != 1 {
		t.Errorf("got %+v, %v", column, err)
	}
	_, err = header.Column("vALUE")
	wantError(t, err, "3 columns")
}

func TestColumnsGiveCodesThatLast(t *testing.T) {
	var content strings.Builder
	content.WriteString("Title\nyear,area,value\n")
	for i := range 2 * batchLength {
		content.WriteString([]string{"2024", "2025"}[i%2] + ",Kent," + []string{"1", "\"1\n\"", ""}[i%3] + "\n")
	}
	batches, err := opened(t, made(t, "long.csv", content.String())).Columns("", "Year", "value")
	if err != nil {
		t.Fatal(err)
	}
	rows, line := 0, 3
	for batch, err := range batches {
		if err != nil {
			t.Fatal(err)
		}
		for i := range batch.Len() {
			if year, code := batch.Columns[0].At(i), batch.Columns[0].Codes[i]; year != []string{"2024", "2025"}[rows%2] || int(code) != rows%2 {
				t.Fatalf("row %d: %s, code %d", rows, year, code)
			}
			if batch.Row(i) != line {
				t.Fatalf("row %d is said to be on line %d, not %d", rows, batch.Row(i), line)
			}
			if line++; rows%3 == 1 {
				line++
			}
			rows++
		}
	}
	if rows != 2*batchLength {
		t.Errorf("%d rows", rows)
	}
	_, err = opened(t, made(t, "short.csv", "a,b,b\n1,2,3\n")).Columns("", "b")
	wantError(t, err, "2 columns")
}
