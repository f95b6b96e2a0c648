package table_test

import (
	"fmt"
	"os"
	"path/filepath"

	"goodmeasure/table"
)

func Example() {
	dir, err := os.MkdirTemp("", "table")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "workers.csv")
	if err := os.WriteFile(path, []byte("Table 1: vacancies\n\nLA_Name;Rate\nKent;18.399999999999999\nSurrey;c\n"), 0o600); err != nil {
		panic(err)
	}

	file, err := table.Open(path, table.Limits{})
	if err != nil {
		panic(err)
	}
	defer file.Close()
	header, err := file.Header("", "la_name", "rate")
	if err != nil {
		panic(err)
	}
	name, err := header.Column("la_name")
	if err != nil {
		panic(err)
	}
	rate, err := header.Column("rate")
	if err != nil {
		panic(err)
	}
	for row, err := range header.Rows() {
		if err != nil {
			fmt.Println(err)
			continue
		}
		value, err := rate.Number(row)
		if err != nil {
			fmt.Println(err)
			continue
		}
		fmt.Println(name.Text(row), table.Tidy(value))
	}
	// Output:
	// Kent 18.4
	// reading a number in workers.csv, row 5, column "Rate": "c"; expected a figure such as 1234, 1,234 or 56.7; correct the cell, or use the publisher's symbol for a missing value
}
