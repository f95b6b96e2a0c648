package workbench_test

import (
	"slices"
	"strings"
	"testing"

	"goodmeasure/chart"
	"goodmeasure/study"
)

// What the file of all inspections says of a visit is what the authority's page says of it.
func TestFileOfInspectionsSaysWhatPagesSay(t *testing.T) {
	bench := embedded(t)
	all := bench.InspectionTable()
	judgements := func(table chart.Table, row []chart.Cell) string {
		var words []string
		for at, column := range table.Columns {
			if slices.Contains([]string{"Published", "Overall", "Leaders", "Help and protection", "Care", "Care leavers"}, unfolded(column.Name)) {
				words = append(words, unfolded(row[at].Text))
			}
		}
		return strings.Join(words, "|")
	}
	rows := map[string][]string{}
	for _, row := range all.Rows {
		code := row[0].Text
		rows[code] = append(rows[code], judgements(all, row))
	}
	if want := "7 January 2010|another scale|not given|Inadequate|Adequate|not given"; !slices.Contains(rows["383"], want) {
		t.Errorf("Leeds: %q, expected among them %q", rows["383"], want)
	}
	for code, said := range rows {
		timeline, err := bench.Timeline(code, study.Date{})
		if err != nil {
			t.Fatal(err)
		}
		table := timeline.Table()
		var want []string
		for _, row := range table.Rows {
			want = append(want, judgements(table, row))
		}
		slices.Sort(want)
		slices.Sort(said)
		if !slices.Equal(said, want) {
			t.Errorf("%s: the file has %q, and the page %q", code, said, want)
		}
	}
}

func unfolded(text string) string { return strings.ReplaceAll(text, "\n", " ") }
