package citation_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"goodmeasure/citation"
	"goodmeasure/evidence"
)

// Day and month are written as far as the source's date is sure, and read again; of a date that can be read in two ways, or
// not at all, the year is.
func TestDatesAreWrittenAsFarAsTheyAreSure(t *testing.T) {
	for _, c := range []struct {
		date, csl, bibtex string
		again             string // read from either
	}{
		{"2019", `[[2019]]`, ``, "2019"},
		{"2019-03-15", `[[2019,3,15]]`, `date = {2019-03-15}, month = mar,`, "2019-03-15"},
		{"2019-03", `[[2019,3]]`, `date = {2019-03}, month = mar,`, "2019-03"},
		{"2019/03/15", `[[2019,3,15]]`, `date = {2019-03-15}, month = mar,`, "2019-03-15"},
		{"20190315", `[[2019,3,15]]`, `date = {2019-03-15}, month = mar,`, "2019-03-15"},
		{"2019-03-15T08:00:00Z", `[[2019,3,15]]`, `date = {2019-03-15}, month = mar,`, "2019-03-15"},
		{"2019 MAR 15", `[[2019,3,15]]`, `date = {2019-03-15}, month = mar,`, "2019-03-15"},
		{"1st September, 2019", `[[2019,9,1]]`, `date = {2019-09-01}, month = sep,`, "2019-09-01"},
		{"Sept. 2019", `[[2019,9]]`, `date = {2019-09}, month = sep,`, "2019-09"},
		{"2019 MAR-APR", `[[2019,3],[2019,4]]`, `date = {2019-03/2019-04}, month = mar # "--" # apr,`, "2019-03/2019-04"},
		{"2019-03/2019-04", `[[2019,3],[2019,4]]`, `date = {2019-03/2019-04}, month = mar # "--" # apr,`, "2019-03/2019-04"},
		{"2019 Mar 15-17", `[[2019,3]]`, `date = {2019-03}, month = mar,`, "2019-03"},
		{"2019 Spring", `[[2019]],"season":1`, `month = {Spring},`, "2019 Spring"},
		{"Fall 2019", `[[2019]],"season":3`, `month = {Autumn},`, "2019 Autumn"},
		{"2019 WIN", `[[2019]],"season":4`, `month = {Winter},`, "2019 Winter"},
		{"03/04/2019", `[[2019]]`, ``, "2019"},
		{"25/12/2019", `[[2019,12,25]]`, `date = {2019-12-25}, month = dec,`, "2019-12-25"},
		{"12/25/2019", `[[2019,12,25]]`, `date = {2019-12-25}, month = dec,`, "2019-12-25"},
		{"05.05.2019", `[[2019,5,5]]`, `date = {2019-05-05}, month = may,`, "2019-05-05"},
		{"31/02/2019", `[[2019]]`, ``, "2019"},
		{"25/13/2019", `[[2019]]`, ``, "2019"},
		{"2019-03-15/2019-04-02", `[[2019,3,15],[2019,4,2]]`, `date = {2019-03-15/2019-04-02}, month = mar # "--" # apr,`, "2019-03-15/2019-04-02"},
		{"2019-03-15/2019-03-17", `[[2019,3,15],[2019,3,17]]`, `date = {2019-03-15/2019-03-17}, month = mar,`, "2019-03-15/2019-03-17"},
		{"2019 Dec-2020 Jan", `[[2019,12],[2020,1]]`, `date = {2019-12/2020-01}, month = dec # "--" # jan,`, "2019-12/2020-01"},
		{"2019-04/2019-03", `[[2019]]`, ``, "2019"},
		{"2018 Dec-2019 Jan", `[[2019]]`, ``, "2019"}, // of a record of 2019
		{"2019-21", `[[2019]]`, ``, "2019"},           // perhaps of 2019 to 2021
		{"2019-02-30", `[[2019]]`, ``, "2019"},
		{"2019-13", `[[2019]]`, ``, "2019"},
		{"2019 DEC-JAN", `[[2019]]`, ``, "2019"},
		{"Winter 2018-2019", `[[2019]]`, ``, "2019"},
		{"2018 Mar", `[[2019]]`, ``, "2019"}, // when it was first put on the web, of a record of 2019
		{"2019 marzo 15", `[[2019]]`, ``, "2019"},
		{"2019, in press", `[[2019]]`, ``, "2019"},
		{"", `[[2019]]`, ``, "2019"},
	} {
		of := evidence.Record{Kind: evidence.Article, Title: "Leaders who learn", Year: 2019, Date: c.date}
		for format, expected := range map[citation.Format]string{citation.CSLJSON: c.csl, citation.BibTeX: c.bibtex} {
			var file bytes.Buffer
			if err := citation.Write(&file, format, slices.Values([]evidence.Record{of})); err != nil {
				t.Fatal(err)
			}
			written := strings.Join(strings.Fields(file.String()), " ")
			if format == citation.CSLJSON {
				written = strings.ReplaceAll(written, " ", "")
				expected = `"issued":{"date-parts":` + expected + `}`
			} else {
				expected = "year = {2019}, " + strings.TrimSpace(expected+" }") // and nothing after it
			}
			if !strings.Contains(written, expected) {
				t.Errorf("%q as %s:\n%s\nexpected %s", c.date, format, written, expected)
			}
			read, err := citation.Read(bytes.NewReader(file.Bytes()), int64(file.Len()), "written", citation.Options{})
			if err != nil {
				t.Fatal(err)
			}
			records, failed, _ := readAll(t, read)
			if len(records) != 1 || len(failed) != 0 || records[0].Date != c.again || records[0].Year != 2019 {
				t.Errorf("%q as %s is read again as %+v, %v", c.date, format, records, failed)
			}
		}
	}
}

// A date that stands in several fields is read together, and what is sure of it is written.
func TestDatesInPartsAreReadTogether(t *testing.T) {
	for text, csl := range map[string]string{
		"@article{a, title={One}, year=2019, month=3}":                       `[[2019,3]]`,
		"@article{a, title={One}, year={2019}, month={03}, day=5}":           `[[2019,3,5]]`,
		"@article{a, title={One}, year=2019, month={March}, day={5}}":        `[[2019,3,5]]`,
		"@article{a, title={One}, year=2019, month=mar, day={5}}":            `[[2019,3,5]]`,
		"@article{a, title={One}, year=2019, month=mar, day={5--7}}":         `[[2019,3]]`,
		"@article{a, title={One}, year=2019, month=13}":                      `[[2019]]`,
		"@article{a, title={One}, date={2019-03-15/2019-04-02}}":             `[[2019,3,15],[2019,4,2]]`,
		"@article{a, title={One}, date={2019-21}}":                           `[[2019]],"season":1`,
		"@article{a, title={One}, year={2019-21}}":                           `[[2019]]`,
		"@article{a, title={One}, date={2019-24}}":                           `[[2019]],"season":4`,
		"TY  - JOUR\nTI  - One\nDA  - 25/12/2019\nER  - \n":                  `[[2019,12,25]]`,
		"TY  - JOUR\nTI  - One\nPY  - 2019\nDA  - MAR 15\nER  - \n":          `[[2019,3,15]]`,
		"TY  - JOUR\nTI  - One\nDA  - MAR 15\nPY  - 2019///\nER  - \n":       `[[2019,3,15]]`,
		"TY  - JOUR\nTI  - One\nDA  - forthcoming\nPY  - 2019\nER  - \n":     `[[2019]]`,
		"TY  - JOUR\nTI  - One\nPY  - 2019/06\nDA  - MAR 15\nER  - \n":       `[[2019,6]]`,
		"TY  - JOUR\nTI  - One\nPY  - 2019\nDA  - 2019 Dec-2020 Jan\nER  - ": `[[2019,12],[2020,1]]`,
	} {
		file, err := citation.Read(strings.NewReader(text), int64(len(text)), "given", citation.Options{})
		if err != nil {
			t.Fatal(text, err)
		}
		records, _, _ := readAll(t, file)
		var written bytes.Buffer
		if err := citation.Write(&written, citation.CSLJSON, slices.Values(records)); err != nil {
			t.Fatal(err)
		}
		if got := strings.Join(strings.Fields(written.String()), ""); !strings.Contains(got, `"issued":{"date-parts":`+csl+`}`) {
			t.Errorf("%s\n%s\nexpected %s", text, got, csl)
		}
	}
}
